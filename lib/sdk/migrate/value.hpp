#pragma once

#include <migrate/text.hpp>

// NOLINTBEGIN(google-explicit-constructor): what a unit writes becomes what it means
namespace migrate {

/// A value as it stands in SQL: a literal, which is quoted as the database needs it, or an
/// expression (`expression(...)`), which stands as it is.
///   .server_default = "draft"      DEFAULT 'draft'
///   .server_default = 0            DEFAULT 0
///   .server_default = expression("now()")  DEFAULT now()
class Value {
 public:
  enum class Kind : unsigned char {
    none,
    null,
    boolean,
    integer,
    real,
    text,
    bytes,
    expression,
    too_large
  };

  /// No value at all; for a default: nothing is said of it.
  constexpr Value() = default;
  /// NULL.
  constexpr Value(decltype(nullptr)) : kind_(Kind::null) {}
  constexpr Value(bool value) : kind_(Kind::boolean), integer_(value ? 1 : 0) {}
  constexpr Value(int value) : Value(static_cast<long long>(value)) {}
  constexpr Value(unsigned value) : Value(static_cast<long long>(value)) {}
  constexpr Value(long value) : Value(static_cast<long long>(value)) {}
  constexpr Value(long long value) : kind_(Kind::integer), integer_(value) {}
  /// Must fit 63 bits, the widest integer that both databases have; else the call is an error.
  constexpr Value(unsigned long value)
      : kind_(value >> 63U == 0 ? Kind::integer : Kind::too_large),
        integer_(static_cast<long long>(value)) {}
  constexpr Value(char* value) : Value(static_cast<const char*>(value)) {}
  /// Neither a number nor a text: say which is meant.
  Value(char) = delete;
  template <typename T>
  Value(T*) = delete;
  constexpr Value(double value) : kind_(Kind::real), real_(value) {}
  constexpr Value(const char* value)
      : kind_(value == nullptr ? Kind::null : Kind::text), text_(value) {}
  template <typename String>
  requires requires(const String& s) { Text(s.data(), s.size()); }
  constexpr Value(const String& value) : kind_(Kind::text), text_(value.data(), value.size()) {}

  constexpr Kind kind() const { return kind_; }
  constexpr bool boolean() const { return integer_ != 0; }
  constexpr long long integer() const { return integer_; }
  constexpr double real() const { return real_; }
  /// Of a text, bytes, or an expression.
  constexpr Text text() const { return text_; }

 private:
  friend constexpr Value expression(Text sql);
  friend constexpr Value bytes(Text data);
  constexpr Value(Kind kind, Text text) : kind_(kind), text_(text) {}

  Kind kind_{Kind::none};
  long long integer_{0};
  double real_{0};
  Text text_{};
};

/// An SQL expression, as it stands: expression("CURRENT_TIMESTAMP").
constexpr Value expression(Text sql) {
  return {Value::Kind::expression, sql};
}

/// Bytes, not characters.
constexpr Value bytes(Text data) {
  return {Value::Kind::bytes, data};
}

}  // namespace migrate
// NOLINTEND(google-explicit-constructor)
