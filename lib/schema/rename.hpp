#pragma once

#include <string>
#include <string_view>

#include "schema/name.hpp"

namespace migrate::schema {

enum class RenameKind { table, column, index, constraint, enumeration, enum_value, sequence };

/// Something that keeps what it is and gets another name.
struct Rename {
  RenameKind kind{RenameKind::table};
  /// The table, under its new name, of a column, an index or a constraint; the enumeration, under
  /// its new name, of a value; of the rest only the schema is filled in.
  Name parent{};
  std::string from{};
  std::string to{};

  friend bool operator==(const Rename&, const Rename&) = default;
};

/// "table", "column", "index", "constraint", "enumeration", "value", "sequence".
std::string_view kind_name(RenameKind kind);

/// "column account.mail to email", for messages.
std::string describe(const Rename& rename);

}  // namespace migrate::schema
