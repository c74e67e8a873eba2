#pragma once

#include <string>
#include <string_view>

#include "schema/type.hpp"

namespace migrate::models {

/// A type as a model in YAML writes it, in the words of C++: "varchar(320)", "integer[]",
/// `enumeration(mood)`, `verbatim("tstzrange")`.
std::string write_type(const schema::Type& type);

/// Reads what write_type writes; parentheses may be empty, and array(integer) is integer[]. Errors:
/// invalid_config, without a place, for what is no type (did you mean).
schema::Type read_type(std::string_view text);

}  // namespace migrate::models
