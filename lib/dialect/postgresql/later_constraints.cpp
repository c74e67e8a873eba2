#include "dialect/postgresql/later_constraints.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace migrate::dialect::postgresql {
namespace {

/// Whether the rows that are there are not checked.
bool is_not_valid(const schema::Constraint& constraint) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.not_valid; }) return one.not_valid && !one.not_enforced;
        return false;
      },
      constraint);
}

/// Whether the constraint is a key of these columns, in whatever order.
bool is_key_of(const schema::Constraint& constraint, std::vector<std::string> columns) {
  const auto is_same = [&](std::vector<std::string> others) {
    std::ranges::sort(others);
    std::ranges::sort(columns);
    return others == columns;
  };
  if (const auto* const key = std::get_if<schema::PrimaryKey>(&constraint))
    return is_same(key->columns);
  const auto* const unique = std::get_if<schema::Unique>(&constraint);
  return unique != nullptr && is_same(unique->columns);
}

/// Whether it refers to the table itself, and to no constraint of that.
bool refers_to_own_index(const schema::Table& table, const schema::Constraint& constraint) {
  const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
  if (key == nullptr || key->referred_table != table.name || key->referred_columns.empty())
    return false;
  return std::ranges::none_of(table.constraints, [&](const schema::Constraint& one) {
    return is_key_of(one, key->referred_columns);
  });
}

}  // namespace

std::vector<std::size_t> repeated_constraints(const schema::Table& table) {
  std::vector<schema::Unique> before;
  if (const schema::PrimaryKey* const key = table.primary_key()) {
    before.push_back(
        {.columns = key->columns,
         .include = key->include,
         .deferral = key->deferral,
         .without_overlaps = key->without_overlaps});
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    const auto* const unique = std::get_if<schema::Unique>(&table.constraints[i]);
    if (unique == nullptr) continue;
    schema::Unique content = *unique;
    content.name.clear();
    content.comment.clear();
    if (std::ranges::find(before, content) != before.end()) places.push_back(i);
    before.push_back(std::move(content));
  }
  return places;
}

std::vector<std::size_t> later_constraints(const schema::Table& table) {
  std::vector<std::size_t> places = repeated_constraints(table);
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    const schema::Constraint& one = table.constraints[i];
    if (is_not_valid(one) || refers_to_own_index(table, one)) places.push_back(i);
  }
  return places;
}

}  // namespace migrate::dialect::postgresql
