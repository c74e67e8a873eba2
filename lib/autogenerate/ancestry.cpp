#include "autogenerate/ancestry.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "autogenerate/parts.hpp"
#include "schema/parents.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Column;
using schema::Name;
using schema::Table;

/// Adds a column of one more parent. A child has the default of the first parent that has one, and
/// is NOT NULL where one of them is.
void merge(std::vector<Column>& columns, Column column) {
  column.comment.clear();
  column.identity.reset();
  Column* const same = find_named(columns, column.name);
  if (same == nullptr) {
    columns.push_back(std::move(column));
    return;
  }
  same->nullable = same->nullable && column.nullable;
  if (!default_of(*same)) same->server_default = column.server_default;
}

/// The comment in "COMMENT ON COLUMN t.a IS 'it''s'"; none where there are escapes.
std::string comment_in(const schema::Object& object) {
  const std::size_t at = object.definition.find(" IS '", object.name.size());
  if (at == std::string::npos) return {};
  std::string_view rest(object.definition);
  rest.remove_prefix(at + std::string_view(" IS '").size());
  rest.remove_suffix(1);
  return support::replace_all(std::string(rest), "''", "'");
}

/// What a table says of a column that it has from another one, as an object does: behind the
/// words stands the default.
void say(Column& column, const schema::Object& object) {
  if (object.kind == "NOT NULL") column.nullable = false;
  if (object.kind == "comment") column.comment = comment_in(object);
  if (object.kind != "default") return;
  constexpr std::string_view words = " SET DEFAULT ";
  const std::size_t at = object.definition.find(words);
  column.server_default.reset();
  if (at != std::string::npos)
    column.server_default = schema::Expression{object.definition.substr(at + words.size())};
}

}  // namespace

const Table* Ancestry::find(const Name& table) const {
  return side_ == Side::from ? draft_->table_from(table) : draft_->table_to(table);
}

bool Ancestry::is_known(const Table& table) const {
  return std::ranges::all_of(schema::parents_of(table), [&](const Name& name) {
    const Table* const parent = find(name);
    return parent != nullptr && is_known(*parent);
  });
}

std::set<Name, ByName> Ancestry::ancestors_of(const Table& table) const {
  std::set<Name, ByName> result;
  std::vector<Name> open = schema::parents_of(table);
  while (!open.empty()) {
    const Table* const parent = find(open.back());
    const bool is_new = result.insert(open.back()).second;
    open.pop_back();
    if (!is_new || parent == nullptr) continue;
    std::ranges::copy(schema::parents_of(*parent), std::back_inserter(open));
  }
  return result;
}

std::vector<Column> Ancestry::columns_from_parents(const Table& table) const {
  std::vector<Column> columns;
  for (const Name& name : schema::parents_of(table)) {
    const Table* const parent = find(name);
    if (parent == nullptr) continue;
    for (Column& column : columns_of(*parent))
      merge(columns, std::move(column));
  }
  return columns;
}

std::vector<Column> Ancestry::columns_of(const Table& table) const {
  if (table.inherits.empty()) return table.columns;
  std::vector<Column> columns = said_columns(table);
  for (const Column& column : table.columns) {
    Column* const same = find_named(columns, column.name);
    if (same == nullptr)
      columns.push_back(column);
    else
      *same = column;
  }
  return columns;
}

std::vector<Column> Ancestry::said_columns(const Table& table) const {
  std::vector<Column> columns = columns_from_parents(table);
  say(table, columns);
  return columns;
}

void Ancestry::say(const Table& table, std::vector<Column>& columns) const {
  const bool is_told = (side_ == Side::from ? draft_->from : draft_->to)->has_objects;
  const schema::MetaData& other = side_ == Side::from ? *draft_->to : *draft_->from;
  const schema::MetaData& side = side_ == Side::from ? *draft_->from : *draft_->to;
  for (const schema::Object& one : (is_told ? side : other).objects) {
    const bool is_of_column =
        one.host && one.host->name == table.name && one.host->kind == schema::ReferenceKind::column;
    if (!is_of_column) continue;
    if (Column* const column = find_named(columns, one.host->part)) autogenerate::say(*column, one);
  }
}

std::set<std::string> Ancestry::shared_columns(const Table& table) const {
  std::set<std::string> seen;
  std::set<std::string> shared;
  for (const Name& name : schema::parents_of(table)) {
    const Table* const parent = find(name);
    if (parent == nullptr) continue;
    for (const Column& column : columns_of(*parent)) {
      if (!seen.insert(column.name).second) shared.insert(column.name);
    }
  }
  return shared;
}

std::vector<schema::Check> Ancestry::checks_from_parents(const Table& table) const {
  std::vector<schema::Check> checks;
  const auto add = [&](schema::Check check) {
    check.comment.clear();
    if (!check.no_inherit && find_named(checks, check.name) == nullptr)
      checks.push_back(std::move(check));
  };
  for (const Name& name : schema::parents_of(table)) {
    const Table* const parent = find(name);
    if (parent == nullptr) continue;
    for (const schema::Constraint& one : parent->constraints) {
      if (const auto* const check = std::get_if<schema::Check>(&one)) add(*check);
    }
    std::ranges::for_each(checks_from_parents(*parent), add);
  }
  return checks;
}

}  // namespace migrate::autogenerate
