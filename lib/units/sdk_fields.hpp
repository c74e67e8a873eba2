#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate::units {

/// The fields of a struct of the SDK ("Column"), in the order of their declaration; none when there
/// is no such struct.
std::vector<std::string> sdk_fields(std::string_view name);

/// What to do about an error of the compiler that is about a field of the SDK: the field that was
/// probably meant, or the order that fields stand in; empty for other errors.
std::string field_hint(std::string_view compiler_text);

}  // namespace migrate::units
