#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "autogenerate/compare.hpp"
#include "operations/describe.hpp"
#include "schema/metadata.hpp"

namespace migrate::autogenerate {

// Short words for schemas, so that a test shows what it is about.

inline schema::Column column(std::string name, schema::Type type = {.kind = TypeKind::integer}) {
  return {.name = std::move(name), .type = std::move(type)};
}

inline schema::Column not_null(schema::Column column) {
  column.nullable = false;
  return column;
}

inline schema::Column with_default(schema::Column column, schema::Value value) {
  column.server_default = std::move(value);
  return column;
}

inline schema::Column generated(schema::Column column, std::string expression) {
  column.computed = schema::Computed{.expression = std::move(expression)};
  return column;
}

inline schema::Type varchar(int length) {
  return {.kind = TypeKind::varchar, .length = length};
}

inline schema::Type enumeration(std::string name) {
  return {.kind = TypeKind::enumeration, .name = std::move(name)};
}

inline schema::PrimaryKey primary_key(std::string name, std::vector<std::string> columns) {
  return {.name = std::move(name), .columns = std::move(columns)};
}

inline schema::Unique unique_key(std::string name, std::vector<std::string> columns) {
  return {.name = std::move(name), .columns = std::move(columns)};
}

inline schema::ForeignKey foreign_key(
    std::string name, std::string column, std::string table, std::string referred = "id") {
  return {
      .name = std::move(name),
      .columns = {std::move(column)},
      .referred_table = {.name = std::move(table)},
      .referred_columns = {std::move(referred)}};
}

inline schema::Check check(std::string name, std::string condition) {
  return {.name = std::move(name), .condition = std::move(condition)};
}

inline schema::Index index(std::string name, std::vector<std::string> columns) {
  schema::Index result{.name = std::move(name)};
  for (std::string& one : columns)
    result.columns.push_back({.name = std::move(one)});
  return result;
}

/// A table with a primary key `id`.
inline schema::Table table(const std::string& name, std::vector<schema::Column> more = {}) {
  schema::Table result{.name = {.name = name}, .columns = {not_null(column("id"))}};
  std::ranges::move(more, std::back_inserter(result.columns));
  result.constraints = {primary_key("pk_" + name, {"id"})};
  return result;
}

inline schema::Table with(schema::Table table, std::vector<schema::Constraint> constraints) {
  std::ranges::move(constraints, std::back_inserter(table.constraints));
  return table;
}

inline schema::Table with(schema::Table table, schema::Index index) {
  table.indexes.push_back(std::move(index));
  return table;
}

inline schema::MetaData tables(std::vector<schema::Table> tables) {
  return {.tables = std::move(tables)};
}

/// The steps in words.
inline std::vector<std::string> texts(const Difference& difference) {
  std::vector<std::string> result;
  for (const Step& step : difference.steps)
    result.push_back(operations::describe(step.operation));
  return result;
}

inline std::vector<std::string> lines(const Difference& difference) {
  std::vector<std::string> result;
  for (const Change& change : difference.changes)
    result.push_back(change.description);
  return result;
}

using Texts = std::vector<std::string>;

}  // namespace migrate::autogenerate
