#pragma once

#include <optional>

#include "schema/type.hpp"
#include "schema/value.hpp"

namespace migrate::dialect::postgresql {

/// The default in the form in which two of them that mean the same for a column of this type are
/// equal, as far as that can be seen without the server: 5, 5.0, '5' and the expression 5 of a
/// number, 't' and true of a boolean, '\x00' and bytes, now() and CURRENT_TIMESTAMP. NULL is none.
/// The type must be canonical.
std::optional<schema::Value> canonical_default(
    const std::optional<schema::Value>& value, const schema::Type& type);

}  // namespace migrate::dialect::postgresql
