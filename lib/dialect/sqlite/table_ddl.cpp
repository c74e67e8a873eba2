#include "dialect/sqlite/table_ddl.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/ddl_compiler.hpp"
#include "dialect/sqlite/object_ddl.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using operations::CreateTable;
using sql::quote_identifier;

bool is_strict_type(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"int", "integer", "real", "text", "blob", "any"};
  return std::ranges::any_of(
      names, [&](std::string_view one) { return sql::same_word(one, name); });
}

std::string strict_type(const schema::Type& type) {
  switch (type.kind) {
    case TypeKind::small_integer:
    case TypeKind::integer:
    case TypeKind::big_integer:
    case TypeKind::boolean: return "integer";
    case TypeKind::numeric:
    case TypeKind::real:
    case TypeKind::double_precision: return "real";
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_with_zone:
    case TypeKind::timestamp:
    case TypeKind::timestamp_with_zone:
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration: return "text";
    case TypeKind::binary: return "blob";
    case TypeKind::verbatim: break;
  }
  if (is_strict_type(type.name)) return type.name;
  throw Error(
      ErrorCode::unsupported,
      fmt::format("a STRICT table of SQLite has no type {}", type.name),
      "use integer, real, text, blob or any");
}

bool is_literal_word(std::string_view word) {
  constexpr std::array<std::string_view, 6> literals{
      "null", "true", "false", "current_timestamp", "current_date", "current_time"};
  return std::ranges::any_of(
      literals, [&](std::string_view one) { return sql::same_word(one, word); });
}

/// Whether the expression stands behind DEFAULT without parentheses.
bool is_literal(std::string_view text) {
  const auto tokens = tokens_of(text);
  if (tokens.size() == 2)
    return (tokens[0].text == "-" || tokens[0].text == "+") &&
           tokens[1].kind == sql::TokenKind::number;
  if (tokens.size() != 1) return false;
  return tokens[0].kind == sql::TokenKind::number || tokens[0].kind == sql::TokenKind::string ||
         is_literal_word(tokens[0].text);
}

Error lacks(std::string_view what, std::string_view of) {
  return {
      ErrorCode::unsupported,
      fmt::format("SQLite has no {}: {}", what, of),
      "do it for PostgreSQL only: if (op.dialect() == \"postgresql\")"};
}

std::string title(const schema::Constraint& constraint) {
  return fmt::format("{} {}", schema::kind_name(constraint), schema::name(constraint));
}

/// The constraint in the words that SQLite has.
struct Portable {
  std::string_view schema;

  schema::Constraint operator()(schema::PrimaryKey key) const {
    if (key.without_overlaps) throw lacks("WITHOUT OVERLAPS", title(key));
    if (key.deferral != Deferral::not_deferrable) throw lacks("deferrable keys", title(key));
    key.include.clear();
    return key;
  }
  schema::Constraint operator()(schema::Unique unique) const {
    if (unique.nulls_not_distinct) throw lacks("NULLS NOT DISTINCT", title(unique));
    if (unique.without_overlaps) throw lacks("WITHOUT OVERLAPS", title(unique));
    if (unique.deferral != Deferral::not_deferrable)
      throw lacks("deferrable unique constraints", title(unique));
    unique.include.clear();
    return unique;
  }
  schema::Constraint operator()(schema::ForeignKey key) const {
    if (key.match == Match::full && key.columns.size() > 1) throw lacks("MATCH FULL", title(key));
    if (key.period) throw lacks("PERIOD", title(key));
    if (key.not_enforced) throw lacks("NOT ENFORCED", title(key));
    if (!key.on_delete_columns.empty())
      throw lacks("choice of columns in ON DELETE SET", title(key));
    const std::string& other = key.referred_table.schema;
    if (!other.empty() && !sql::same_word(other, schema.empty() ? "main" : schema))
      throw lacks("foreign keys between schemas", title(key));
    key.referred_table.schema.clear();
    key.match = Match::simple;
    key.not_valid = false;
    return key;
  }
  schema::Constraint operator()(schema::Check check) const {
    if (check.not_enforced) throw lacks("NOT ENFORCED", title(check));
    check.not_valid = false;
    check.no_inherit = false;
    return check;
  }
  schema::Constraint operator()(const schema::Exclude& exclude) const {
    throw lacks("exclusion constraints", title(exclude));
  }
};

/// The index column, with an order of NULLs only where SQLite would have another one.
schema::IndexColumn portable(schema::IndexColumn column, const std::string& index) {
  if (!column.operator_class.empty()) throw lacks("operator classes", "index " + index);
  const Nulls own = column.order == Order::ascending ? Nulls::first : Nulls::last;
  if (column.nulls != Nulls::unspecified && column.nulls != own) {
    throw lacks("choice where NULLs stand in an index", "index " + index)
        .with_hint("leave `.nulls` out: they come first, and last where the order is descending");
  }
  column.nulls = Nulls::unspecified;
  return column;
}

schema::Index portable(schema::Index index) {
  if (!index.method.empty() && !sql::same_word(index.method, "btree"))
    throw lacks(index.method + " indexes", "index " + index.name);
  if (index.nulls_not_distinct) throw lacks("NULLS NOT DISTINCT", "index " + index.name);
  for (schema::IndexColumn& column : index.columns)
    column = portable(std::move(column), index.name);
  index.method.clear();
  index.include.clear();
  index.with.clear();
  index.tablespace.clear();
  return index;
}

void refuse_postgresql(const CreateTable& create) {
  const schema::Table& table = create.table;
  if (!table.partition_by.empty()) throw unsupported("partitions", create);
  if (!table.inherits.empty()) throw unsupported("inheritance", create);
  if (table.on_commit != OnCommit::unspecified) throw unsupported("ON COMMIT", create);
}

Error identity_needs_key(const std::string& column) {
  return {
      ErrorCode::unsupported,
      fmt::format("on SQLite only a primary key numbers its rows: column {}", column),
      "make it the primary key, alone and in a table with rowids"};
}

bool has_column(const std::vector<std::string>& columns, std::string_view name) {
  return std::ranges::any_of(
      columns, [&](const std::string& one) { return sql::same_word(one, name); });
}

/// The column as SQLite needs it in this table: the rowid's other name is `integer`, and whatever
/// else is a part of the primary key is not null, unless the key says otherwise.
schema::Column portable(schema::Column column, const schema::Table& table, const RowidKey& rowid) {
  const bool is_rowid = rowid.key != nullptr && sql::same_word(rowid.column, column.name);
  if (column.identity && !is_rowid) throw identity_needs_key(column.name);
  column.identity.reset();
  if (is_rowid) column.type = schema::Type{.kind = TypeKind::integer};
  const schema::PrimaryKey* const key = table.primary_key();
  const bool is_strict_key = !is_rowid && key != nullptr && !key->nullable;
  if (is_strict_key && has_column(key->columns, column.name)) column.nullable = false;
  return column;
}

/// The key that stands behind its column, and in which words; empty: it is one of the table. Only
/// there can AUTOINCREMENT stand; and only there does DESC make an integer a key that is not the
/// rowid, and so may be null (CREATE TABLE, section 3.5).
std::string inline_key_text(
    const schema::Table& table, const schema::Column& column, const RowidKey& rowid) {
  const schema::PrimaryKey* const key = table.primary_key();
  const bool is_it =
      key != nullptr && key->columns.size() == 1 && has_column(key->columns, column.name);
  if (!is_it) return {};
  if (table.autoincrement && rowid.key != nullptr)
    return inline_constraint_text(*key, table.name.schema) + " AUTOINCREMENT";
  const bool is_descending =
      is_nullable_integer_key(*key, column.type) && !table.without_rowid && !table.strict;
  return is_descending ? descending_key_text(*key) : std::string{};
}

/// The text of a constraint with `kept` in place of its words and columns.
std::string without_columns(
    const std::string& text,
    std::string_view words,
    const std::vector<std::string>& columns,
    std::string_view kept) {
  const std::string cut = fmt::format("{} {}", words, ansi::in_parentheses(columns));
  const std::size_t at = text.find(cut);
  std::string_view rest = std::string_view(text).substr(at + cut.size());
  if (kept.empty() && rest.starts_with(' ')) rest.remove_prefix(1);
  return fmt::format("{}{}{}", std::string_view(text).substr(0, at), kept, rest);
}

std::string options_text(const schema::Table& table) {
  if (table.without_rowid && table.strict) return " WITHOUT ROWID, STRICT";
  if (table.without_rowid) return " WITHOUT ROWID";
  return table.strict ? " STRICT" : "";
}

std::string create_table_text(const Dialect& dialect, const CreateTable& create) {
  const schema::Table& table = create.table;
  const RowidKey rowid = rowid_key(table);
  if (table.autoincrement && rowid.key == nullptr) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format(
            "`autoincrement` of table {} needs an integer primary key", describe(table.name)),
        "give it one column of an integer type as its primary key");
  }
  std::vector<std::string> lines;
  bool has_inline_key = false;
  for (const schema::Column& column : table.columns) {
    std::string& line = lines.emplace_back(column_text(
        dialect, portable(column, table, rowid), table.strict ? Typing::strict : Typing::flexible));
    const std::string key = inline_key_text(table, column, rowid);
    if (key.empty()) continue;
    line += " " + key;
    has_inline_key = true;
  }
  for (const schema::Constraint& constraint : table.constraints) {
    const bool is_inline = has_inline_key && std::get_if<schema::PrimaryKey>(&constraint);
    if (!is_inline) lines.push_back(constraint_text(constraint, table.name.schema));
  }
  return fmt::format(
      "CREATE {}TABLE {}{} (\n  {}\n){}",
      table.temporary ? "TEMPORARY " : "",
      create.if_not_exists ? "IF NOT EXISTS " : "",
      ansi::quoted(table.name),
      fmt::join(lines, ",\n  "),
      options_text(table));
}

}  // namespace

std::string type_text(const schema::Type& type, Typing typing) {
  if (typing == Typing::flexible || type.dimensions > 0) return spell(type);
  return strict_type(type);
}

bool is_integer(const schema::Type& type) {
  const bool is_kind = type.kind == TypeKind::small_integer || type.kind == TypeKind::integer ||
                       type.kind == TypeKind::big_integer;
  return is_kind && type.dimensions == 0;
}

std::string default_text(const schema::Value& value) {
  if (std::holds_alternative<schema::Null>(value)) return {};
  std::string text = literal(value);
  const auto* const expression = std::get_if<schema::Expression>(&value);
  if (expression == nullptr || is_literal(text)) return text;
  return fmt::format("({})", text);
}

bool is_constant(const schema::Value& value) {
  const auto* const expression = std::get_if<schema::Expression>(&value);
  if (expression == nullptr) return true;
  const auto tokens = tokens_of(expression->text);
  return is_literal(expression->text) &&
         !support::to_lower(tokens.front().text).starts_with("current_");
}

std::string computed_text(const schema::Computed& computed) {
  return fmt::format(
      "GENERATED ALWAYS AS ({}) {}",
      computed.expression,
      computed.storage == Storage::stored ? "STORED" : "VIRTUAL");
}

std::string column_text(const Dialect& dialect, const schema::Column& column, Typing typing) {
  if (column.identity) throw identity_needs_key(column.name);
  const std::string value = column.server_default ? default_text(*column.server_default) : "";
  schema::Column typed = column;
  typed.type = {.kind = TypeKind::verbatim, .name = type_text(column.type, typing)};
  std::string text = ansi::column_text(dialect, typed, value);
  // A column without a type has one blank too many.
  if (typed.type.name.empty()) text.erase(quote_identifier(column.name).size(), 1);
  return text;
}

std::string constraint_text(const schema::Constraint& constraint, std::string_view schema) {
  return ansi::constraint_text(std::visit(Portable{schema}, constraint));
}

std::string inline_constraint_text(const schema::Constraint& constraint, std::string_view schema) {
  std::string text = constraint_text(constraint, schema);
  if (const auto* const key = std::get_if<schema::PrimaryKey>(&constraint))
    return without_columns(text, "PRIMARY KEY", key->columns, "PRIMARY KEY");
  if (const auto* const unique = std::get_if<schema::Unique>(&constraint))
    return without_columns(text, "UNIQUE", unique->columns, "UNIQUE");
  if (const auto* const key = std::get_if<schema::ForeignKey>(&constraint))
    return without_columns(text, "FOREIGN KEY", key->columns, "");
  return text;
}

std::string descending_key_text(const schema::PrimaryKey& key) {
  return without_columns(constraint_text(key, {}), "PRIMARY KEY", key.columns, "PRIMARY KEY DESC");
}

bool is_nullable_integer_key(const schema::PrimaryKey& key, const schema::Type& type) {
  return key.nullable && key.columns.size() == 1 && type.dimensions == 0 &&
         sql::same_word(spell(type), "integer");
}

RowidKey rowid_key(const schema::Table& table) {
  const schema::PrimaryKey* const key = table.primary_key();
  if (key == nullptr || key->columns.size() != 1 || table.without_rowid || key->nullable) return {};
  const auto column = std::ranges::find_if(table.columns, [&](const schema::Column& one) {
    return sql::same_word(one.name, key->columns.front());
  });
  if (column == table.columns.end()) return {};
  if (!is_integer(column->type) && !column->identity) return {};
  return {.key = key, .column = column->name};
}

std::vector<std::string> create_table_statements(
    const Dialect& dialect, const operations::CreateTable& create) {
  refuse_postgresql(create);
  std::vector<std::string> statements{create_table_text(dialect, create)};
  for (const schema::Index& index : create.table.indexes) {
    statements.push_back(create_index_statement(
        {.table = create.table.name, .index = index, .if_not_exists = create.if_not_exists}));
  }
  return statements;
}

std::string create_index_statement(const operations::CreateIndex& create) {
  const schema::Index index = portable(create.index);
  if (index.name.empty()) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("an index of table {} has no name", describe(create.table)),
        "SQLite chooses none: name it");
  }
  return fmt::format(
      "CREATE {}INDEX {}{} ON {}{}",
      index.unique ? "UNIQUE " : "",
      create.if_not_exists ? "IF NOT EXISTS " : "",
      sql::qualified_name(create.table.schema, index.name),
      quote_identifier(create.table.name),
      ansi::index_text(index));
}

}  // namespace migrate::dialect::sqlite
