#include "schema/problem.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "support/suggest.hpp"
#include "support/text.hpp"

namespace migrate::schema {
namespace {

using Found = std::optional<Problem>;

/// Looks a table through.
class Inspection final {
 public:
  explicit Inspection(const Table& table) : table_(table) {}

  Found run() {
    Found found = columns();
    for (std::size_t i = 0; !found && i < table_.constraints.size(); ++i)
      found = constraint(table_.constraints[i]);
    for (std::size_t i = 0; !found && i < table_.indexes.size(); ++i)
      found = index(table_.indexes[i]);
    return found;
  }

 private:
  /// "the check constraint ck_a of table a".
  std::string part(std::string_view kind, const std::string& name) const {
    return fmt::format(
        "the {}{}{} of table {}", kind, name.empty() ? "" : " ", name, describe(table_.name));
  }

  Found columns() {
    if (table_.name.name.empty()) return Problem{"a table has no name"};
    for (const Column& column : table_.columns) {
      if (column.name.empty()) {
        return Problem{fmt::format("a column of table {} has no name", describe(table_.name))};
      }
      if (!names_.insert(column.name).second) {
        return Problem{fmt::format(
            "the column {} stands twice in table {}", column.name, describe(table_.name))};
      }
      lower_names_.insert(support::to_lower(column.name));
    }
    return std::nullopt;
  }

  Found constraint(const Constraint& constraint) {
    if (std::holds_alternative<PrimaryKey>(constraint) && std::exchange(has_key_, true)) {
      return Problem{
          fmt::format("the table {} has two primary keys", describe(table_.name)),
          "mark its columns as `primary_key`, or list them in one key"};
    }
    const std::string& own_name = name(constraint);
    std::string what = part(kind_name(constraint), own_name);
    if (!own_name.empty() && !constraint_names_.insert(own_name).second) {
      return Problem{
          fmt::format("{} has the name of another constraint", what), "give one of them a name"};
    }
    return std::visit([&](const auto& one) { return content(one, what); }, constraint);
  }

  Found content(const PrimaryKey& key, const std::string& what) const {
    return unknown_column(key.columns, key.include, what);
  }
  Found content(const Unique& unique, const std::string& what) const {
    return unknown_column(unique.columns, unique.include, what);
  }
  Found content(const ForeignKey& key, const std::string& what) const {
    if (key.referred_table.name.empty()) {
      return Problem{fmt::format("{} does not say which table it refers to", what)};
    }
    if (!key.referred_columns.empty() && key.referred_columns.size() != key.columns.size()) {
      return Problem{fmt::format(
          "{} has {} columns, and refers to {}",
          what,
          key.columns.size(),
          key.referred_columns.size())};
    }
    return unknown_column(key.columns, key.on_delete_columns, what);
  }
  static Found content(const Check& check, const std::string& what) {
    if (!support::trim(check.condition).empty()) return std::nullopt;
    return Problem{fmt::format("{} has no condition", what)};
  }
  Found content(const Exclude& exclude, const std::string& what) const {
    if (exclude.elements.empty()) return Problem{fmt::format("{} has no elements", what)};
    std::vector<std::string> names = exclude.include;
    for (const ExcludeElement& element : exclude.elements) {
      if (element.column.empty() == element.expression.empty()) return neither(what);
      if (element.with.empty()) return Problem{fmt::format("{} has no operator", what)};
      if (!element.column.empty()) names.push_back(element.column);
    }
    return unknown_name(names, what);
  }

  Found index(const Index& index) {
    const std::string what = part("index", index.name);
    if (!index.name.empty() && !index_names_.insert(index.name).second) {
      return Problem{
          fmt::format("{} has the name of another index", what), "give one of them a name"};
    }
    if (index.columns.empty()) return Problem{fmt::format("{} has no columns", what)};
    std::vector<std::string> names = index.include;
    for (const IndexColumn& column : index.columns) {
      if (column.name.empty() == column.expression.empty()) return neither(what);
      if (!column.name.empty()) names.push_back(column.name);
    }
    return unknown_name(names, what);
  }

  static Found neither(const std::string& what) {
    return Problem{
        fmt::format("each element of {} is a column or an expression, and not both", what)};
  }

  Found unknown_column(
      const std::vector<std::string>& columns,
      const std::vector<std::string>& others,
      const std::string& what) const {
    if (columns.empty()) return Problem{fmt::format("{} has no columns", what)};
    Found found = unknown_name(columns, what);
    return found ? found : unknown_name(others, what);
  }

  Found unknown_name(const std::vector<std::string>& names, const std::string& what) const {
    if (table_.has_parents()) return std::nullopt;
    for (const std::string& name : names) {
      if (names_.contains(name) || lower_names_.contains(support::to_lower(name))) continue;
      std::vector<std::string> known;
      for (const Column& column : table_.columns)
        known.push_back(column.name);
      return Problem{
          fmt::format("{} is about a column `{}` that the table does not have", what, name),
          support::did_you_mean(name, known)};
    }
    return std::nullopt;
  }

  const Table& table_;
  bool has_key_{false};
  std::unordered_set<std::string> names_{};
  std::unordered_set<std::string> lower_names_{};  // one database knows names in any case
  std::unordered_set<std::string> constraint_names_{};
  std::unordered_set<std::string> index_names_{};
};

}  // namespace

std::optional<Problem> find_problem(const Table& table) {
  return Inspection(table).run();
}

std::optional<Problem> find_problem(const EnumType& type) {
  if (type.name.name.empty()) return Problem{"an enumeration has no name"};
  std::unordered_set<std::string> values;
  for (const std::string& value : type.values) {
    if (values.insert(value).second) continue;
    return Problem{
        fmt::format("the value `{}` stands twice in enumeration {}", value, describe(type.name))};
  }
  return std::nullopt;
}

}  // namespace migrate::schema
