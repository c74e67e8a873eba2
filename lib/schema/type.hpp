#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sdk/migrate/types.hpp"

namespace migrate::schema {

/// The type of a column, whatever the database calls it.
struct Type {
  TypeKind kind{TypeKind::text};
  std::optional<int> length{};  // characters, digits in all, or digits of a second
  std::optional<int> scale{};   // digits behind the point
  int dimensions{0};            // of an array
  std::string name{};           // of an enumeration; or the words that stand for the type
  std::string schema{};         // of an enumeration

  friend bool operator==(const Type&, const Type&) = default;
};

/// The name of the function of the SDK that makes such a type: "big_integer".
std::string_view name(TypeKind kind);

/// The type as a C++ unit writes it: "varchar(320)", "array(integer())".
std::string describe(const Type& type);

}  // namespace migrate::schema
