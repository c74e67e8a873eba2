#pragma once

#include <string_view>

#include "dialect/dialect.hpp"

namespace migrate::dialect {

/// The dialect of that name. Errors: invalid_url for one that does not exist.
const Dialect& at(std::string_view name);

}  // namespace migrate::dialect
