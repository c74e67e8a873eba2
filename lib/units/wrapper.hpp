#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "units/cpp_source.hpp"

namespace migrate::units {

/// What stands in front of the messages of a wrapper's own checks.
inline constexpr std::string_view wrapper_mark = "migrate unit: ";

/// The translation unit that makes a library of units, or of models: their files, and the table
/// that migrate::abi describes. One file stands as it is; of several, which must be plain and
/// include the same headers, each gets a namespace of its own.
///
/// A unit whose functions are not what a unit must have does not compile: the message of the static
/// assertion is the mark, then `wrong upgrade`, `wrong downgrade` or `wrong change` (the
/// signature), `nothing` (neither upgrade nor change) or `both` (change and one of the others); of
/// a model, `wrong declare` or `missing declare`.
std::string write_wrapper(const std::vector<const CppSource*>& members);

/// The same units as a part of a program's source file: all of them, which must be plain, each in a
/// namespace of its own, `name_prefix` and its number; the headers of all stand before them.
/// Nothing is exported.
std::string write_linked(
    const std::vector<const CppSource*>& members, std::string_view name_prefix);

/// The address of the abi::Unit of a member, as an expression behind what write_linked has written.
std::string linked_entry(std::string_view name_prefix, std::size_t index);

}  // namespace migrate::units
