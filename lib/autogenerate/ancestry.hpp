#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "autogenerate/draft.hpp"
#include "autogenerate/needs.hpp"

namespace migrate::autogenerate {

/// What the tables of one side have of those that they inherit from.
class Ancestry final {
 public:
  Ancestry(const Draft& draft, Side side) : draft_(&draft), side_(side) {}

  /// Whether all tables that it inherits from, and those that they do, are there.
  bool is_known(const schema::Table& table) const;

  /// The tables that it inherits from, and those that they do.
  std::set<schema::Name, ByName> ancestors_of(const schema::Table& table) const;

  /// The columns that come from there, as a table has them that says nothing of them by itself.
  std::vector<schema::Column> columns_from_parents(const schema::Table& table) const;

  /// The same, with what objects say of them in this table.
  std::vector<schema::Column> said_columns(const schema::Table& table) const;

  /// Its checks that come from there.
  std::vector<schema::Check> checks_from_parents(const schema::Table& table) const;

  /// The columns that several of its parents have.
  std::set<std::string> shared_columns(const schema::Table& table) const;

 private:
  const schema::Table* find(const schema::Name& table) const;
  std::vector<schema::Column> columns_of(const schema::Table& table) const;
  void say(const schema::Table& table, std::vector<schema::Column>& columns) const;

  const Draft* draft_;
  Side side_;
};

/// Of columns or checks, the one that is called so; null when there is none.
template <typename Parts>
auto* find_named(Parts& parts, const std::string& name) {
  const auto found = std::ranges::find_if(parts, [&](const auto& one) { return one.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace migrate::autogenerate
