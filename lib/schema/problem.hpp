#pragma once

#include <optional>
#include <string>

#include "schema/objects.hpp"
#include "schema/table.hpp"

namespace migrate::schema {

/// What makes no sense in a declaration, whatever the database.
struct Problem {
  std::string message{};
  std::string hint{};

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// The first thing in the table that cannot be: two columns, constraints or indexes of one name, a
/// key or an index on columns that are not there, a check without a condition ... The columns of a
/// table that inherits others are not all known.
std::optional<Problem> find_problem(const Table& table);

/// A value that stands twice, or an empty one.
std::optional<Problem> find_problem(const EnumType& type);

}  // namespace migrate::schema
