#pragma once

#include <string>
#include <string_view>

#include "schema/type.hpp"

namespace migrate::dialect::postgresql {

/// The type that format_type prints so. An array has one dimension, whatever it was declared with:
/// the server does not tell. What has no kind of its own is verbatim; of an enumeration it cannot
/// be seen that it is one.
schema::Type read_type(std::string_view printed);

/// The printed type without its arguments: "timestamp(3) without time zone" is "timestamp without
/// time zone".
std::string without_arguments(std::string_view printed);

}  // namespace migrate::dialect::postgresql
