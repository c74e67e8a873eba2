#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"

namespace migrate::schema {

/// Which part of a database is looked at.
struct Filter {
  /// Names of schemas; empty: the default one alone. An empty name stands for the default one.
  std::vector<std::string> schemas{};
  /// Patterns of names of tables: `*` stands for any characters, `?` for one; with a point in it, a
  /// pattern is about schema.table. A table must match one of these ...
  std::vector<std::string> tables{"*"};
  /// ... and none of these.
  std::vector<std::string> exclude_tables{};
  /// The tool's own, never looked at.
  Name version_table{};

  friend bool operator==(const Filter&, const Filter&) = default;
};

/// Whether the text fits the pattern, in which `*` and `?` are wild.
bool matches(std::string_view pattern, std::string_view text);

/// Whether the table (or the sequence, by its name) is looked at. `default_schema` is what an empty
/// schema stands for.
bool includes(const Filter& filter, const Name& name, std::string_view default_schema);

/// Whether anything in this schema is looked at; an empty name stands for the default one.
bool includes_schema(
    const Filter& filter, std::string_view schema, std::string_view default_schema);

}  // namespace migrate::schema
