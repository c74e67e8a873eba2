#pragma once

#include <string_view>

#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::units {

/// The exception that is being handled, thrown by the user's code in `source` (which may be null),
/// as an error: one of ours as it is, any other as unit_error. `who` is what threw it: "unit".
Error thrown_error(std::string_view who, std::string_view hint, const support::Source* source);

}  // namespace migrate::units
