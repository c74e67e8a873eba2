#include "dialect/sqlite/table_edit.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/clauses.hpp"
#include "dialect/sqlite/reading.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using operations::AddColumn;
using operations::AlterColumn;
using operations::CreateIndex;
using operations::DropColumn;
using operations::DropIndex;
using sql::quote_identifier;
using sql::same_word;

bool is_number_type(std::string_view type) {
  const Affinity affinity = affinity_of(type);
  const std::string lower = support::to_lower(type);
  return affinity == Affinity::integer || affinity == Affinity::real ||
         lower.starts_with("numeric") || lower.starts_with("decimal");
}

}  // namespace

TableEdit::TableEdit(const Dialect& dialect, db::Connection& connection, const schema::Name& name)
    : dialect_(&dialect),
      connection_(&connection),
      before_(live_table(connection, name)),
      after_(before_.definition),
      indexes_(before_.indexes) {}

bool TableEdit::is_unchanged() const {
  return after_ == before_.definition && sources_.empty() && indexes_ == before_.indexes;
}

std::string TableEdit::source_of(const std::string& name) const {
  if (is_new(name)) return {};
  const auto source = sources_.find(support::to_lower(name));
  return source == sources_.end() ? quote_identifier(name) : source->second;
}

bool TableEdit::is_new(std::string_view name) const {
  return contains(new_columns_, name);
}

ColumnDefinition& TableEdit::column(std::string_view name) {
  if (ColumnDefinition* const found = after_.find_column(name)) return *found;
  throw Error(ErrorCode::unit_error, fmt::format("table {} has no column {}", before_.name, name));
}

Typing TableEdit::typing() const {
  return after_.strict ? Typing::strict : Typing::flexible;
}

void TableEdit::apply(const operations::SetTableComment& /*set*/) {}

void TableEdit::apply(const operations::SetTableOptions& set) {
  const operations::TableAspects& change = set.change;
  const bool is_known = !change.with.has_value() && !change.tablespace.has_value();
  if (!is_known || change.unlogged.value_or(false)) {
    throw Error(
        ErrorCode::unsupported,
        fmt::format(
            "SQLite has no storage parameters, tablespaces and unlogged tables: table {}",
            describe(set.table)));
  }
  after_.set_options(
      change.strict.value_or(after_.strict), change.without_rowid.value_or(after_.without_rowid));
  if (change.autoincrement) autoincrement_ = *change.autoincrement;
  if (change.autoincrement == false) after_.set_autoincrement(false);
}

void TableEdit::apply(const AddColumn& add) {
  if (after_.find_column(add.column.name) != nullptr) {
    if (add.if_not_exists) return;
    throw Error(
        ErrorCode::unit_error,
        fmt::format("table {} has a column {} already", before_.name, add.column.name));
  }
  const bool is_key = std::ranges::any_of(add.constraints, [](const schema::Constraint& one) {
    return std::holds_alternative<schema::PrimaryKey>(one);
  });
  if (is_key && !after_.primary_key().empty())
    throw Error(
        ErrorCode::unit_error, fmt::format("table {} has a primary key already", before_.name));
  schema::Column column = add.column;
  const bool is_rowid =
      is_key && !after_.without_rowid && (is_integer(column.type) || column.identity);
  if (is_rowid) {
    column.type = {.kind = TypeKind::integer};
    column.identity.reset();
  }
  std::string text = column_text(*dialect_, column, typing());
  for (const schema::Constraint& constraint : add.constraints)
    text += " " + inline_constraint_text(constraint, before_.schema);
  after_.add_column(text);
  new_columns_.push_back(column.name);
  for (const schema::Index& index : add.indexes)
    apply(CreateIndex{.table = add.table, .index = index});
}

void TableEdit::apply(const DropColumn& drop) {
  if (after_.find_column(drop.name) == nullptr && drop.if_exists) return;
  const std::string name = column(drop.name).name;
  const auto users = users_of_column(*connection_, before_, name);
  if (!users.empty()) throw is_used(fmt::format("column {}.{}", before_.name, name), users);
  if (after_.without_rowid && contains(after_.primary_key(), name)) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format(
            "column {}.{} is in the primary key of a WITHOUT ROWID table", before_.name, name),
        "such a table cannot be without one: create another table");
  }
  drop_parts_with(name);
  std::erase_if(after_.elements, [&](const Element& element) {
    return element.column && same_word(element.column->name, name);
  });
  std::erase_if(new_columns_, [&](const std::string& one) { return same_word(one, name); });
  dropped_.push_back(name);
  sources_.erase(support::to_lower(name));
  const bool has_column = std::ranges::any_of(
      after_.elements, [](const Element& element) { return element.column.has_value(); });
  if (!has_column)
    throw Error(
        ErrorCode::unit_error,
        fmt::format("column {} is the last one of table {}", name, before_.name),
        "a table needs one: drop the table");
}

void TableEdit::drop_parts_with(const std::string& name) {
  const auto involves = [&](const Clause& clause) {
    const bool refers =
        same_word(clause.referred_table, before_.name) && contains(clause.referred_columns, name);
    const bool checks =
        clause.kind == ClauseKind::check && mentions_column(clause.expression, name);
    return refers || checks || contains(clause.columns, name);
  };
  for (Element& element : after_.elements) {
    if (!element.column || same_word(element.column->name, name)) continue;
    erase_clauses(*element.column, involves);
  }
  std::erase_if(after_.elements, [&](const Element& element) {
    return !element.column && involves(element.constraint);
  });
  std::erase_if(
      indexes_, [&](const Object& index) { return mentions_column(index_tail(index.sql), name); });
  std::erase_if(new_indexes_, [&](const std::string& index) {
    return mentions_column(index_tail(index), name);
  });
}

void TableEdit::apply(const AlterColumn& alter) {
  ColumnDefinition& column = this->column(alter.name);
  const operations::ColumnAspects& change = alter.change;
  if (change.type) set_type(column, alter);
  if (!change.type && !alter.using_expression.empty())
    sources_[support::to_lower(column.name)] = alter.using_expression;
  if (change.collation && change.collation->empty()) erase_clause(column, ClauseKind::collate);
  if (change.collation && !change.collation->empty())
    set_clause(column, "COLLATE " + quote_identifier(*change.collation));
  if (change.nullable) set_nullable(column, *change.nullable);
  if (change.not_null_conflict)
    conflicts_[support::to_lower(column.name)] = *change.not_null_conflict;
  if (change.server_default) set_default(column, *change.server_default);
  if (change.identity) set_identity(column, *change.identity);
  if (alter.drop_computed) erase_clause(column, ClauseKind::generated);
  if (!change.computed) return;
  set_clause(column, computed_text(*change.computed));
  erase_clause(column, ClauseKind::default_value);  // it cannot have both
}

void TableEdit::set_default(ColumnDefinition& column, const schema::Value& value) {
  const std::string text = default_text(value);
  if (text.empty())
    erase_clause(column, ClauseKind::default_value);
  else
    set_clause(column, "DEFAULT " + text);
}

void TableEdit::set_identity(ColumnDefinition& column, const schema::Identity& identity) {
  if (same_word(after_.rowid_column().value_or(""), column.name)) return;
  const bool is_key = same_names(after_.primary_key(), {column.name}) && !after_.without_rowid;
  const schema::Column numbered{.name = column.name, .identity = identity};
  if (!is_key) column_text(*dialect_, numbered, typing());  // says why not
  require_values(column);
  column.type = "integer";
}

void TableEdit::set_type(ColumnDefinition& column, const AlterColumn& alter) {
  const std::string old = column.type;
  types_[support::to_lower(column.name)] = *alter.change.type;
  spell_type(column);
  if (!alter.using_expression.empty()) {
    sources_[support::to_lower(column.name)] = alter.using_expression;
    return;
  }
  const bool can_fail = !is_number_type(old) && is_number_type(column.type);
  if (!can_fail || is_new(column.name) || has_clause(column, ClauseKind::generated)) return;
  checks_of_copy_.push_back(
      {.sql = fmt::format(
           "SELECT 1 FROM {{table}} WHERE typeof({}) IN ('text', 'blob') LIMIT 1",
           quote_identifier(column.name)),
       .refusal = fmt::format(
           "column {}.{} has values that are no numbers: say what becomes of them with "
           "`using_expression`",
           before_.name,
           column.name)});
}

void TableEdit::spell_type(ColumnDefinition& column) {
  const auto type = types_.find(support::to_lower(column.name));
  if (type == types_.end()) return;
  const bool is_key = same_names(after_.primary_key(), {column.name}) && !after_.without_rowid;
  const bool is_rowid = is_key && is_integer(type->second);
  const std::string text = is_rowid ? "integer" : type_text(type->second, typing());
  // Words that mean the same stay as they were written.
  if (!is_rowid || !same_word(unquoted(column.type), "integer")) column.type = text;
  column.type_lead = column.type.empty() ? "" : column.type_lead.empty() ? " " : column.type_lead;
}

void TableEdit::set_nullable(ColumnDefinition& column, bool nullable) {
  nullable_said_.insert(support::to_lower(column.name));
  erase_clause(column, ClauseKind::null);
  if (nullable) {
    erase_clause(column, ClauseKind::not_null);
    return;
  }
  if (has_clause(column, ClauseKind::not_null)) return;
  set_clause(column, "NOT NULL");
  require_values(column);
}

void TableEdit::require_values(const ColumnDefinition& column) {
  const std::string lower = support::to_lower(column.name);
  if (is_new(column.name) || sources_.contains(lower) || !required_.insert(lower).second) return;
  checks_before_.push_back(
      {.sql = fmt::format(
           "SELECT 1 FROM {} WHERE {} IS NULL LIMIT 1",
           sql::qualified_name(before_.schema_prefix, before_.name),
           quote_identifier(column.name)),
       .refusal = fmt::format("column {}.{} has rows without a value", before_.name, column.name)});
}

void TableEdit::apply(const CreateIndex& create) {
  const bool is_there =
      find_object(*connection_, "index", {.schema = before_.schema, .name = create.index.name})
          .has_value();
  if (is_there && create.if_not_exists) return;
  CreateIndex placed = create;
  placed.table.schema = before_.schema_prefix;
  new_indexes_.push_back(create_index_statement(placed));
}

void TableEdit::apply(const DropIndex& drop) {
  const auto old = std::erase_if(
      indexes_, [&](const Object& index) { return same_word(index.name, drop.name); });
  const auto added = std::erase_if(new_indexes_, [&](const std::string& sql) {
    const auto tokens = tokens_of(sql);
    return std::ranges::any_of(tokens, [&](const sql::Token& token) {
      return same_word(unquoted(token.text), drop.name) &&
             token.text.data() < index_tail(sql).data();
    });
  });
  // It may have gone with a column.
  const bool was_there = std::ranges::any_of(
      before_.indexes, [&](const Object& index) { return same_word(index.name, drop.name); });
  if (old + added > 0 || was_there || drop.if_exists) return;
  throw Error(
      ErrorCode::unit_error, fmt::format("table {} has no index {}", before_.name, drop.name));
}

void TableEdit::finish() {
  for (Element& element : after_.elements) {
    if (element.column) spell_type(*element.column);
  }
  require_unused();
  finish_autoincrement();
  if (after_.without_rowid && after_.primary_key().empty()) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("table {} is WITHOUT ROWID, and such a table has a primary key", before_.name),
        "change it together with the new key: op.batch_alter_table(...)");
  }
  for (Element& element : after_.elements) {
    if (!element.column) continue;
    if (!is_new(element.column->name)) keep_nullability(*element.column);
    set_conflict(*element.column);
  }
}

void TableEdit::require_unused() const {
  for (const std::string& name : dropped_) {
    if (after_.find_column(name) != nullptr) continue;  // there is another one of the name
    for (const Element& element : after_.elements) {
      const Clause* const generated =
          element.column ? find_clause(*element.column, ClauseKind::generated) : nullptr;
      if (generated == nullptr || !mentions_column(generated->expression, name)) continue;
      throw is_used(
          fmt::format("column {}.{}", before_.name, name),
          {"the generated column " + element.column->name});
    }
  }
}

void TableEdit::finish_autoincrement() {
  const bool had = before_.definition.has_autoincrement();
  const auto rowid = after_.rowid_column();
  const bool is_wanted = autoincrement_.value_or(had && rowid.has_value());
  if (is_wanted && rowid) after_.set_autoincrement(true);
  if (rowid || (!is_wanted && !after_.has_autoincrement())) return;
  const auto key = after_.primary_key();
  throw Error(
      ErrorCode::unit_error,
      key.empty()
          ? fmt::format("AUTOINCREMENT needs an integer primary key: table {}", before_.name)
          : fmt::format(
                "column {}.{} has AUTOINCREMENT, which needs an integer",
                before_.name,
                key.front()),
      "drop its primary key first");
}

// A column that was the rowid, or a key of a table that takes the standard at its word, was not
// null without saying so.
void TableEdit::keep_nullability(ColumnDefinition& column) {
  const bool was = before_.definition.is_never_null(column.name);
  const bool is = after_.is_never_null(column.name);
  if (is && !was) require_values(column);
  if (is || !was || nullable_said_.contains(support::to_lower(column.name))) return;
  erase_clause(column, ClauseKind::null);
  set_clause(column, "NOT NULL");
}

void TableEdit::set_conflict(ColumnDefinition& column) const {
  const auto on_conflict = conflicts_.find(support::to_lower(column.name));
  if (on_conflict == conflicts_.end() || !has_clause(column, ClauseKind::not_null)) return;
  set_clause(column, fmt::format("NOT NULL{}", ansi::conflict_text(on_conflict->second)));
}

}  // namespace migrate::dialect::sqlite
