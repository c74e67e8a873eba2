#include "dialect/postgresql/object_ddl.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/column_ddl.hpp"
#include "dialect/postgresql/ddl_compiler.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using ansi::quoted;
using sql::quote_identifier;
using sql::quote_literal;

std::string_view if_not_exists(bool yes) {
  return yes ? "IF NOT EXISTS " : "";
}

std::string text_literal(const std::string& text) {
  return literal(schema::Value(text));
}

std::string columns_text(const std::vector<std::string>& columns) {
  return columns.empty() ? std::string{} : " " + ansi::in_parentheses(columns);
}

/// A query that is a part of a statement has no semicolon of its own.
std::string_view query_text(std::string_view query) {
  query = support::trim(query);
  while (query.ends_with(';'))
    query = support::trim(query.substr(0, query.size() - 1));
  return query;
}

/// The body in dollar quotes with a tag that does not stand in it.
std::string dollar_quoted(const std::string& body) {
  std::string tag = "$function$";
  for (int i = 1; body.find(tag) != std::string::npos; ++i)
    tag = fmt::format("$function{}$", i);
  return tag + body + tag;
}

/// Arguments without their defaults, as DROP FUNCTION wants them.
std::string without_defaults(const std::string& arguments) {
  std::string result;
  std::size_t depth = 0;
  bool is_default = false;
  sql::Lexer lexer(arguments, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    if (token.kind == sql::TokenKind::open_parenthesis) ++depth;
    if (token.kind == sql::TokenKind::close_parenthesis && depth > 0) --depth;
    const bool begins =
        token.text == "=" || token.text == ":=" || sql::same_word(token.text, "DEFAULT");
    if (depth == 0 && begins) is_default = true;
    if (depth == 0 && token.text == ",") is_default = false;
    if (!is_default) result += token.text;
  }
  return std::string(support::trim(result));
}

/// Whether an argument is a result: then RETURNS may be left out.
bool has_results(const std::string& arguments) {
  sql::Lexer lexer(arguments, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    if (sql::same_word(token.text, "OUT") || sql::same_word(token.text, "INOUT")) return true;
  }
  return false;
}

std::string returns_text(const schema::Function& function) {
  if (!function.returns.empty()) return " RETURNS " + function.returns;
  return has_results(function.arguments) ? "" : " RETURNS void";
}

std::string function_options(const schema::Function& function) {
  std::string text;
  if (function.volatility == Volatility::stable) text += "\nSTABLE";
  if (function.volatility == Volatility::immutable) text += "\nIMMUTABLE";
  if (function.strict) text += "\nSTRICT";
  if (function.security_definer) text += "\nSECURITY DEFINER";
  if (function.leakproof) text += "\nLEAKPROOF";
  if (function.parallel_safe) text += "\nPARALLEL SAFE";
  for (const schema::Setting& setting : function.set)
    text += fmt::format("\nSET {} = {}", setting.name, setting.value);
  return text;
}

std::string events_text(const schema::Trigger& trigger) {
  std::vector<std::string> events;
  if (trigger.on_insert) events.emplace_back("INSERT");
  if (trigger.on_delete) events.emplace_back("DELETE");
  if (trigger.on_update) {
    events.push_back(
        trigger.update_of.empty() ? "UPDATE" : "UPDATE OF " + ansi::joined(trigger.update_of));
  }
  if (trigger.on_truncate) events.emplace_back("TRUNCATE");
  return fmt::format("{}", fmt::join(events, " OR "));
}

std::string_view timing_text(Timing timing) {
  switch (timing) {
    case Timing::before: return "BEFORE";
    case Timing::after: return "AFTER";
    case Timing::instead_of: return "INSTEAD OF";
  }
  return {};
}

std::string referencing_text(const schema::Trigger& trigger) {
  std::string text;
  if (!trigger.old_table.empty()) text += " OLD TABLE AS " + quote_identifier(trigger.old_table);
  if (!trigger.new_table.empty()) text += " NEW TABLE AS " + quote_identifier(trigger.new_table);
  return text.empty() ? text : "\nREFERENCING" + text;
}

std::string call_text(const std::string& function) {
  return function.ends_with(')') ? function : function + "()";
}

Error no_if_not_exists(std::string_view kind) {
  return {
      ErrorCode::unsupported,
      fmt::format("PostgreSQL has no CREATE {} IF NOT EXISTS", kind),
      "use `.or_replace = true`"};
}

}  // namespace

std::string drop_text(std::string_view kind, std::string_view name, bool if_exists, bool cascade) {
  return fmt::format(
      "DROP {} {}{}{}", kind, if_exists ? "IF EXISTS " : "", name, cascade ? " CASCADE" : "");
}

std::vector<std::string> object_statements(const operations::CreateSchema& create) {
  return {fmt::format(
      "CREATE SCHEMA {}{}{}",
      if_not_exists(create.if_not_exists),
      quote_identifier(create.name),
      create.owner.empty() ? "" : " AUTHORIZATION " + quote_identifier(create.owner))};
}

std::vector<std::string> object_statements(const operations::DropSchema& drop) {
  return {drop_text("SCHEMA", quote_identifier(drop.name), drop.if_exists, drop.cascade)};
}

std::vector<std::string> object_statements(const operations::CreateEnum& create) {
  const schema::EnumType& type = create.type;
  std::vector<std::string> values;
  std::ranges::transform(type.values, std::back_inserter(values), text_literal);
  std::vector<std::string> statements{
      fmt::format("CREATE TYPE {} AS ENUM ({})", quoted(type.name), fmt::join(values, ", "))};
  if (!type.comment.empty()) {
    statements.push_back(
        fmt::format("COMMENT ON TYPE {} IS {}", quoted(type.name), comment_text(type.comment)));
  }
  return statements;
}

std::vector<std::string> object_statements(const operations::DropEnum& drop) {
  return {drop_text("TYPE", quoted(drop.name), drop.if_exists, drop.cascade)};
}

std::vector<std::string> object_statements(const operations::AddEnumValue& add) {
  std::string place;
  if (!add.before.empty()) place = " BEFORE " + text_literal(add.before);
  if (!add.after.empty()) place = " AFTER " + text_literal(add.after);
  return {fmt::format(
      "ALTER TYPE {} ADD VALUE {}{}{}",
      quoted(add.type),
      if_not_exists(add.if_not_exists),
      text_literal(add.value),
      place)};
}

std::vector<std::string> object_statements(const operations::RenameEnumValue& rename) {
  return {fmt::format(
      "ALTER TYPE {} RENAME VALUE {} TO {}",
      quoted(rename.type),
      text_literal(rename.value),
      text_literal(rename.new_value))};
}

std::vector<std::string> object_statements(const operations::RenameEnum& rename) {
  return {fmt::format(
      "ALTER TYPE {} RENAME TO {}", quoted(rename.name), quote_identifier(rename.new_name))};
}

std::vector<std::string> object_statements(const operations::SetComment& set) {
  const auto target = [&]() -> std::string {
    switch (set.target) {
      case operations::CommentTarget::schema: return "SCHEMA " + quote_identifier(set.name.name);
      case operations::CommentTarget::enumeration: return "TYPE " + quoted(set.name);
      case operations::CommentTarget::sequence: return "SEQUENCE " + quoted(set.name);
      case operations::CommentTarget::index: return "INDEX " + quoted(set.name);
      case operations::CommentTarget::constraint:
        return fmt::format(
            "CONSTRAINT {} ON {}", quote_identifier(set.name.name), quoted(set.table));
    }
    return {};
  };
  return {fmt::format("COMMENT ON {} IS {}", target(), comment_text(set.comment))};
}

std::vector<std::string> object_statements(const operations::CreateDomain& create) {
  const schema::Domain& domain = create.domain;
  std::string text = fmt::format("CREATE DOMAIN {} AS {}", quoted(domain.name), spell(domain.type));
  if (!domain.collation.empty()) text += " COLLATE " + quote_identifier(domain.collation);
  if (domain.server_default) text += " DEFAULT " + literal(*domain.server_default);
  if (!domain.nullable) text += " NOT NULL";
  if (!domain.check.empty()) {
    if (!domain.constraint_name.empty())
      text += " CONSTRAINT " + quote_identifier(domain.constraint_name);
    text += fmt::format(" CHECK ({})", domain.check);
  }
  return {text};
}

std::vector<std::string> object_statements(const operations::DropDomain& drop) {
  return {drop_text("DOMAIN", quoted(drop.name), drop.if_exists, drop.cascade)};
}

std::vector<std::string> object_statements(const operations::CreateView& create) {
  if (create.if_not_exists) throw no_if_not_exists("VIEW");
  const schema::View& view = create.view;
  return {fmt::format(
      "CREATE {}{}{}VIEW {}{}{} AS\n{}",
      create.or_replace ? "OR REPLACE " : "",
      view.temporary ? "TEMPORARY " : "",
      view.recursive ? "RECURSIVE " : "",
      quoted(view.name),
      columns_text(view.columns),
      ansi::with_text(view.with),
      query_text(view.query))};
}

std::vector<std::string> object_statements(const operations::DropView& drop) {
  return {drop_text("VIEW", quoted(drop.name), drop.if_exists, drop.cascade)};
}

std::vector<std::string> object_statements(const operations::CreateMaterializedView& create) {
  const schema::MaterializedView& view = create.view;
  const std::string method =
      view.access_method.empty() ? "" : " USING " + quote_identifier(view.access_method);
  const std::string tablespace =
      view.tablespace.empty() ? "" : " TABLESPACE " + quote_identifier(view.tablespace);
  return {fmt::format(
      "CREATE MATERIALIZED VIEW {}{}{}{}{}{} AS\n{}\nWITH {}DATA",
      if_not_exists(create.if_not_exists),
      quoted(view.name),
      columns_text(view.columns),
      method,
      ansi::with_text(view.with),
      tablespace,
      query_text(view.query),
      view.with_data ? "" : "NO ")};
}

std::vector<std::string> object_statements(const operations::RefreshMaterializedView& refresh) {
  return {fmt::format(
      "REFRESH MATERIALIZED VIEW {}{}{}",
      refresh.concurrently ? "CONCURRENTLY " : "",
      quoted(refresh.name),
      refresh.with_data ? "" : " WITH NO DATA")};
}

std::vector<std::string> object_statements(const operations::DropMaterializedView& drop) {
  return {drop_text("MATERIALIZED VIEW", quoted(drop.name), drop.if_exists, drop.cascade)};
}

std::vector<std::string> object_statements(const operations::CreateFunction& create) {
  const schema::Function& function = create.function;
  return {fmt::format(
      "CREATE {}FUNCTION {}({}){}\nLANGUAGE {}{}\nAS {}",
      create.or_replace ? "OR REPLACE " : "",
      quoted(function.name),
      function.arguments,
      returns_text(function),
      quote_identifier(function.language),
      function_options(function),
      dollar_quoted(function.body))};
}

std::vector<std::string> object_statements(const operations::DropFunction& drop) {
  return {drop_text(
      "FUNCTION",
      fmt::format("{}({})", quoted(drop.name), without_defaults(drop.arguments)),
      drop.if_exists,
      drop.cascade)};
}

std::vector<std::string> object_statements(const operations::CreateTrigger& create) {
  const schema::Trigger& trigger = create.trigger;
  if (create.if_not_exists) throw no_if_not_exists("TRIGGER");
  if (trigger.function.empty()) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("the trigger {} names no function", trigger.name),
        "on PostgreSQL a trigger calls one: .function = \"touch()\"");
  }
  return {fmt::format(
      "CREATE {}{}TRIGGER {}\n{} {} ON {}{}{}\nFOR EACH {}{}\nEXECUTE FUNCTION {}",
      create.or_replace ? "OR REPLACE " : "",
      trigger.constraint ? "CONSTRAINT " : "",
      quote_identifier(trigger.name),
      timing_text(trigger.timing),
      events_text(trigger),
      quoted(trigger.table),
      ansi::deferral_text(trigger.deferral),
      referencing_text(trigger),
      trigger.for_each_row ? "ROW" : "STATEMENT",
      trigger.when.empty() ? "" : fmt::format("\nWHEN ({})", trigger.when),
      call_text(trigger.function))};
}

std::vector<std::string> object_statements(const operations::DropTrigger& drop) {
  return {fmt::format(
      "DROP TRIGGER {}{} ON {}{}",
      drop.if_exists ? "IF EXISTS " : "",
      quote_identifier(drop.name),
      quoted(drop.table),
      drop.cascade ? " CASCADE" : "")};
}

std::vector<std::string> object_statements(const operations::CreateExtension& create) {
  const schema::Extension& extension = create.extension;
  return {fmt::format(
      "CREATE EXTENSION {}{}{}{}{}",
      if_not_exists(create.if_not_exists),
      quote_identifier(extension.name),
      extension.schema.empty() ? "" : " SCHEMA " + quote_identifier(extension.schema),
      extension.version.empty() ? "" : " VERSION " + quote_literal(extension.version),
      create.cascade ? " CASCADE" : "")};
}

std::vector<std::string> object_statements(const operations::DropExtension& drop) {
  return {drop_text("EXTENSION", quote_identifier(drop.name), drop.if_exists, drop.cascade)};
}

}  // namespace migrate::dialect::postgresql
