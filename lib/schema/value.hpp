#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace migrate::schema {

struct Null {
  friend bool operator==(const Null&, const Null&) = default;
};

struct Bytes {
  std::string data{};
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// An expression that stands in SQL as it is.
struct Expression {
  std::string text{};
  friend bool operator==(const Expression&, const Expression&) = default;
};

/// A value as it stands in SQL: a literal, in the words of C++, or an expression.
using Value = std::variant<Null, bool, std::int64_t, double, std::string, Bytes, Expression>;

}  // namespace migrate::schema
