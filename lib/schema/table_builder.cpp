#include "schema/table_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace migrate::schema {

ColumnParts parts_of(
    const std::string& column,
    const ColumnWords& words,
    const std::string& table,
    const NamingConvention& convention) {
  ColumnParts parts;
  if (words.unique) parts.constraints.emplace_back(Unique{.columns = {column}});
  if (words.references) {
    ForeignKey key = *words.references;
    key.columns = {column};
    parts.constraints.emplace_back(std::move(key));
  }
  if (words.index) parts.indexes.push_back({.columns = {{.name = column}}});
  for (Constraint& constraint : parts.constraints)
    fill_name(constraint, table, convention);
  for (Index& index : parts.indexes)
    fill_name(index, table, convention);
  return parts;
}

TableBuilder::TableBuilder(Table& table, const NamingConvention& convention)
    : table_(table), convention_(convention) {}

void TableBuilder::add(Column column, const ColumnWords& words) {
  if (words.primary_key) key_.push_back(column.name);
  // An identity is not null, whatever is said of it.
  column.nullable = column.nullable && !words.primary_key && !column.identity;
  ColumnParts parts = parts_of(column.name, words, table_.name.name, convention_);
  table_.columns.push_back(std::move(column));
  std::ranges::move(parts.constraints, std::back_inserter(table_.constraints));
  std::ranges::move(parts.indexes, std::back_inserter(table_.indexes));
}

void TableBuilder::add(Constraint constraint, NoName no_name) {
  if (no_name == NoName::left_out) fill_name(constraint, table_.name.name, convention_);
  table_.constraints.push_back(std::move(constraint));
}

void TableBuilder::add(Index index) {
  fill_name(index, table_.name.name, convention_);
  table_.indexes.push_back(std::move(index));
}

void TableBuilder::finish() {
  table_.columns.shrink_to_fit();  // of many tables, the room to grow is much
  if (!key_.empty()) {
    Constraint key(PrimaryKey{.columns = std::move(key_)});
    fill_name(key, table_.name.name, convention_);
    table_.constraints.insert(table_.constraints.begin(), std::move(key));
  }
  const PrimaryKey* const key = table_.primary_key();
  if (key == nullptr || key->nullable) return;
  for (Column& column : table_.columns) {
    if (std::ranges::count(key->columns, column.name) > 0) column.nullable = false;
  }
}

}  // namespace migrate::schema
