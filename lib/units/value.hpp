#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::units {

/// A word of the front matter.
struct Scalar {
  std::string text{};
  std::size_t offset{0};  // where it begins in the source
  bool is_quoted{false};

  /// Whether YAML reads it as nothing: `null` or `~`, not in quotes.
  bool is_null() const;

  friend bool operator==(const Scalar&, const Scalar&) = default;
};

enum class ValueKind { nothing, scalar, list };

/// What stands behind a key of the front matter.
struct Value {
  ValueKind kind{ValueKind::nothing};
  std::size_t offset{0};  // where it begins in the source
  Scalar scalar{};
  std::vector<Scalar> items{};  // of a list

  friend bool operator==(const Value&, const Value&) = default;
};

/// Reads the value that stands in the bytes [begin, end) of the source, which are of one line: a
/// plain scalar, one in single or double quotes, a flow list of those, or nothing; then perhaps a
/// comment. Plain scalars are raw text: 1e5 and true are words. Errors: invalid_unit with its
/// place.
Value read_value(const support::Source& source, std::size_t begin, std::size_t end);

/// The text as a scalar that read_value, and any reader of YAML that takes scalars for text, reads
/// as this text.
std::string write_scalar(const std::string& text);

/// The texts as a flow list.
std::string write_list(const std::vector<std::string>& texts);

/// Error{invalid_unit} with the place of the byte at `offset`.
Error invalid_unit(
    const support::Source& source, std::size_t offset, std::string message, std::string hint = {});

}  // namespace migrate::units
