#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "units/cpp_source.hpp"

namespace migrate::units {

/// What stands in front of the messages of a wrapper's own checks.
inline constexpr std::string_view wrapper_mark = "migrate unit: ";

/// The translation unit that makes a library of units: their files, and the table that
/// migrate::abi describes. One unit stands as it is; of several, which must be plain and include
/// the same headers, each gets a namespace of its own.
///
/// A unit whose functions are not what a unit must have does not compile: the message of the static
/// assertion is the mark, then `wrong upgrade`, `wrong downgrade` or `wrong change` (the
/// signature), `nothing` (neither upgrade nor change) or `both` (change and one of the others).
std::string write_wrapper(const std::vector<const CppSource*>& members);

}  // namespace migrate::units
