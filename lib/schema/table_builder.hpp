#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/naming.hpp"
#include "schema/table.hpp"

namespace migrate::schema {

/// What a column says beside what it is: constraints and an index of its own, which the naming
/// convention names, and what it was called.
struct ColumnWords {
  bool primary_key{false};
  bool unique{false};
  bool index{false};
  std::optional<ForeignKey> references{};  // its columns and its name aside
  std::string renamed_from{};

  friend bool operator==(const ColumnWords&, const ColumnWords&) = default;
};

/// What such words mean, as constraints and indexes of the table.
struct ColumnParts {
  std::vector<Constraint> constraints{};
  std::vector<Index> indexes{};

  friend bool operator==(const ColumnParts&, const ColumnParts&) = default;
};

/// All but the primary key, with names by the convention.
ColumnParts parts_of(
    const std::string& column,
    const ColumnWords& words,
    const std::string& table,
    const NamingConvention& convention);

/// How a constraint without a name is meant: as one that the convention names, or that has none.
enum class NoName { left_out, unnamed };

/// Puts the parts of a table together, and names those that have no name.
class TableBuilder final {
 public:
  /// Adds to `table`, which has its name.
  TableBuilder(Table& table, const NamingConvention& convention);

  void add(Column column, const ColumnWords& words);
  void add(Constraint constraint, NoName no_name);
  void add(Index index);

  /// To be called behind all of them: makes a key of the columns that said so. Nothing is refused;
  /// find_problem finds two keys.
  void finish();

 private:
  Table& table_;
  const NamingConvention& convention_;
  std::vector<std::string> key_{};
};

}  // namespace migrate::schema
