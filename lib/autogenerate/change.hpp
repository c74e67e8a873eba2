#pragma once

#include <string>
#include <vector>

#include "operations/operation.hpp"
#include "schema/name.hpp"

namespace migrate::autogenerate {

enum class Sign { added, changed, removed };

/// What may go wrong when an operation meets rows. The rows themselves are not known here.
enum class RiskKind {
  not_null_without_default,  // a column is added: fails where there are rows
  set_not_null,              // fails where the column holds NULL
  unique_over_rows,          // fails where two rows have the same values
  type_conversion,           // each value is converted by way of text: may fail, or lose something
  narrower_type,             // fails for, or cuts, values that do not fit
  check_over_rows,           // fails where a row breaks the condition
  foreign_key_over_rows,     // fails where a row refers to nothing
  enum_value_removed,        // fails where a row has the value
};

struct Risk {
  RiskKind kind{RiskKind::not_null_without_default};
  schema::Name table{};
  std::vector<std::string> columns{};

  friend bool operator==(const Risk&, const Risk&) = default;
};

/// One difference between two schemas, as people read it: a line of the summary.
struct Change {
  Sign sign{Sign::changed};
  std::string kind{};   // "table", "column", "index", "foreign key", "enumeration" ...
  std::string table{};  // of a part of a table, as messages write it; empty: it is no part of one
  std::string name{};   // as messages write it; a constraint without a name: its columns
  std::string description{};   // "add column account.email varchar(320) not null"
  bool is_destructive{false};  // rows or values are lost

  friend bool operator==(const Change&, const Change&) = default;
};

/// An operation of a migration, in its place.
struct Step {
  operations::Operation operation{};
  std::vector<Risk> risks{};
  std::string destroys{};        // what is lost: "table account and its rows"; empty: nothing
  std::string remark{};          // why it is done so, for the reader of the unit; mostly empty
  bool is_autocommitted{false};  // must be committed by itself, before the others

  friend bool operator==(const Step&, const Step&) = default;
};

}  // namespace migrate::autogenerate
