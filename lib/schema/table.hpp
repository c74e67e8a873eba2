#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/column.hpp"
#include "schema/constraint.hpp"
#include "schema/index.hpp"
#include "schema/name.hpp"
#include "schema/setting.hpp"
#include "sdk/migrate/keywords.hpp"

namespace migrate::schema {

struct Table {
  Name name{};
  std::vector<Column> columns{};
  std::vector<Constraint> constraints{};  // one primary key at most
  std::vector<Index> indexes{};
  std::string comment{};
  bool temporary{false};
  // PostgreSQL
  bool unlogged{false};
  OnCommit on_commit{OnCommit::unspecified};
  std::string partition_by{};
  std::vector<std::string> inherits{};
  /// The table that it is a partition of, and for what: "FOR VALUES IN (1)". Columns, keys and
  /// indexes that it has from there are not repeated.
  std::string partition_of{};
  std::string partition_bound{};
  std::vector<Setting> with{};
  std::string tablespace{};
  std::string access_method{};
  // SQLite
  bool strict{false};
  bool without_rowid{false};
  bool autoincrement{false};

  /// Whether there are columns that are not listed, for they are another table's.
  bool has_parents() const { return !inherits.empty() || !partition_of.empty(); }

  /// Its primary key; null when it has none.
  const PrimaryKey* primary_key() const;

  friend bool operator==(const Table&, const Table&) = default;
};

}  // namespace migrate::schema
