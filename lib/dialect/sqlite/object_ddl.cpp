#include "dialect/sqlite/object_ddl.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/catalog.hpp"
#include "operations/describe.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using ansi::quoted;
using sql::quote_identifier;

constexpr std::string_view guard = "do it for PostgreSQL only: if (op.dialect() == \"postgresql\")";

std::string_view if_exists(bool yes) {
  return yes ? "IF EXISTS " : "";
}

std::string_view if_not_exists(bool yes) {
  return yes ? "IF NOT EXISTS " : "";
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view one) { return sql::same_word(one, word); });
}

/// The text without semicolons and blanks at its ends.
std::string_view without_semicolon(std::string_view text) {
  text = support::trim(text);
  while (text.ends_with(';'))
    text = support::trim(text.substr(0, text.size() - 1));
  return text;
}

/// The query of a recursive view, in the words of any view.
std::string query_of(const schema::View& view) {
  const std::string_view query = without_semicolon(view.query);
  if (!view.recursive) return std::string(query);
  return fmt::format(
      "WITH RECURSIVE {} {} AS (\n{}\n)\nSELECT {} FROM {}",
      quote_identifier(view.name.name),
      ansi::in_parentheses(view.columns),
      query,
      ansi::joined(view.columns),
      quote_identifier(view.name.name));
}

std::string_view timing_text(Timing timing) {
  switch (timing) {
    case Timing::before: return "BEFORE";
    case Timing::after: return "AFTER";
    case Timing::instead_of: return "INSTEAD OF";
  }
  return {};
}

std::string event_text(const schema::Trigger& trigger) {
  if (trigger.on_insert) return "INSERT";
  if (trigger.on_delete) return "DELETE";
  if (trigger.update_of.empty()) return "UPDATE";
  return "UPDATE OF " + ansi::joined(trigger.update_of);
}

int events(const schema::Trigger& trigger) {
  return (trigger.on_insert ? 1 : 0) + (trigger.on_update ? 1 : 0) + (trigger.on_delete ? 1 : 0);
}

/// What SQLite's triggers cannot; empty: nothing of it is asked.
std::string_view lacking(const schema::Trigger& trigger) {
  if (trigger.on_truncate) return "triggers on TRUNCATE";
  if (!trigger.for_each_row) return "triggers for each statement";
  if (trigger.constraint || trigger.deferral != Deferral::not_deferrable)
    return "constraint triggers";
  if (!trigger.old_table.empty() || !trigger.new_table.empty()) return "transition tables";
  if (events(trigger) > 1) return "triggers with several events";
  return {};
}

void check_trigger(const operations::CreateTrigger& create) {
  const schema::Trigger& trigger = create.trigger;
  if (const std::string_view what = lacking(trigger); !what.empty()) {
    throw unsupported(what, create)
        .with_hint(events(trigger) > 1 ? "make a trigger for each event" : std::string(guard));
  }
  if (events(trigger) == 0) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("the trigger {} names no event", trigger.name),
        "say when it fires: .on_insert = true");
  }
  if (support::trim(trigger.body).empty()) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("the trigger {} has no body", trigger.name),
        "on SQLite a trigger holds its statements: .body = \"UPDATE a SET b = 1;\"");
  }
}

std::string trigger_text(const operations::CreateTrigger& create) {
  const schema::Trigger& trigger = create.trigger;
  return fmt::format(
      "CREATE TRIGGER {}{}\n{} {} ON {}\nFOR EACH ROW{}\nBEGIN\n{};\nEND",
      if_not_exists(create.if_not_exists),
      sql::qualified_name(trigger.table.schema, trigger.name),
      timing_text(trigger.timing),
      event_text(trigger),
      quote_identifier(trigger.table.name),
      trigger.when.empty() ? "" : fmt::format("\nWHEN ({})", trigger.when),
      without_semicolon(trigger.body));
}

}  // namespace

Error unsupported(std::string_view what, const operations::Operation& operation) {
  return {
      ErrorCode::unsupported,
      fmt::format("SQLite has no {}: {}", what, operations::describe(operation)),
      std::string(guard)};
}

void refuse_cascade(db::Connection& connection, std::string_view type, const schema::Name& name) {
  const auto object = find_object(connection, type, name);
  if (!object) return;
  const auto others = dependents(connection, *object);
  if (others.empty()) return;
  throw Error(
      ErrorCode::unsupported,
      fmt::format(
          "SQLite has no CASCADE: {} is used by {}", describe(name), fmt::join(others, ", ")),
      "drop what uses it first");
}

std::string repeat_statement(std::string_view sql, std::string_view schema) {
  if (schema.empty()) return std::string(sql);
  const auto tokens = tokens_of(sql);
  const auto kind = std::ranges::find_if(tokens, [](const sql::Token& token) {
    return is_one_of(token.text, {"table", "view", "index", "trigger"});
  });
  if (kind == tokens.end() || kind + 1 == tokens.end()) return std::string(sql);
  const auto at = static_cast<std::size_t>((kind + 1)->text.data() - sql.data());
  return fmt::format("{}{}.{}", sql.substr(0, at), quote_identifier(schema), sql.substr(at));
}

std::vector<std::string> object_statements(const operations::CreateSchema& create) {
  throw unsupported("schemas", create);
}

std::vector<std::string> object_statements(const operations::DropSchema& drop) {
  throw unsupported("schemas", drop);
}

std::vector<std::string> object_statements(const operations::CreateEnum& /*create*/) {
  return {};
}

std::vector<std::string> object_statements(const operations::DropEnum& /*drop*/) {
  return {};
}

std::vector<std::string> object_statements(const operations::AddEnumValue& /*add*/) {
  return {};
}

std::vector<std::string> object_statements(const operations::RenameEnumValue& rename) {
  throw unsupported("enumerations", rename)
      .with_hint(fmt::format(
          "the rows hold the text, change it there: op.execute(\"UPDATE ... SET ... = '{}' WHERE "
          "... = '{}'\")",
          rename.new_value,
          rename.value));
}

std::vector<std::string> object_statements(const operations::CreateSequence& create) {
  throw unsupported("sequences", create);
}

std::vector<std::string> object_statements(const operations::AlterSequence& alter) {
  throw unsupported("sequences", alter);
}

std::vector<std::string> object_statements(const operations::RenameEnum& /*rename*/) {
  return {};
}

std::vector<std::string> object_statements(const operations::RenameSequence& rename) {
  throw unsupported("sequences", rename);
}

std::vector<std::string> object_statements(const operations::SetComment& /*set*/) {
  return {};
}

std::vector<std::string> object_statements(const operations::DropSequence& drop) {
  throw unsupported("sequences", drop);
}

std::vector<std::string> object_statements(const operations::CreateDomain& create) {
  throw unsupported("domains", create);
}

std::vector<std::string> object_statements(const operations::DropDomain& drop) {
  throw unsupported("domains", drop);
}

std::vector<std::string> object_statements(const operations::CreateMaterializedView& create) {
  throw unsupported("materialized views", create);
}

std::vector<std::string> object_statements(const operations::RefreshMaterializedView& refresh) {
  throw unsupported("materialized views", refresh);
}

std::vector<std::string> object_statements(const operations::DropMaterializedView& drop) {
  throw unsupported("materialized views", drop);
}

std::vector<std::string> object_statements(const operations::CreateFunction& create) {
  throw unsupported("functions in SQL", create);
}

std::vector<std::string> object_statements(const operations::DropFunction& drop) {
  throw unsupported("functions in SQL", drop);
}

std::vector<std::string> object_statements(const operations::CreateExtension& create) {
  throw unsupported("extensions in SQL", create);
}

std::vector<std::string> object_statements(const operations::DropExtension& drop) {
  throw unsupported("extensions in SQL", drop);
}

std::vector<std::string> object_statements(
    const operations::CreateView& create, db::Connection& connection) {
  const schema::View& view = create.view;
  std::vector<std::string> statements;
  std::vector<std::string> triggers;
  if (create.or_replace) {
    statements.push_back("DROP VIEW IF EXISTS " + quoted(view.name));
    if (const auto old = find_object(connection, "view", view.name)) {
      for (const Object& one : objects(connection, old->schema)) {
        if (one.type == "trigger" && sql::same_word(one.table, old->name))
          triggers.push_back(repeat_statement(one.sql, view.name.schema));
      }
    }
  }
  statements.push_back(fmt::format(
      "CREATE {}VIEW {}{}{} AS\n{}",
      view.temporary ? "TEMPORARY " : "",
      if_not_exists(create.if_not_exists),
      quoted(view.name),
      view.columns.empty() ? "" : " " + ansi::in_parentheses(view.columns),
      query_of(view)));
  std::ranges::move(triggers, std::back_inserter(statements));
  return statements;
}

std::vector<std::string> object_statements(
    const operations::DropView& drop, db::Connection& connection) {
  if (drop.cascade) refuse_cascade(connection, "view", drop.name);
  return {fmt::format("DROP VIEW {}{}", if_exists(drop.if_exists), quoted(drop.name))};
}

std::vector<std::string> object_statements(
    const operations::CreateTrigger& create, db::Connection& /*connection*/) {
  check_trigger(create);
  std::vector<std::string> statements;
  if (create.or_replace) {
    statements.push_back(
        "DROP TRIGGER IF EXISTS " +
        sql::qualified_name(create.trigger.table.schema, create.trigger.name));
  }
  statements.push_back(trigger_text(create));
  return statements;
}

std::vector<std::string> object_statements(
    const operations::DropTrigger& drop, db::Connection& /*connection*/) {
  return {fmt::format(
      "DROP TRIGGER {}{}",
      if_exists(drop.if_exists),
      sql::qualified_name(drop.table.schema, drop.name))};
}

}  // namespace migrate::dialect::sqlite
