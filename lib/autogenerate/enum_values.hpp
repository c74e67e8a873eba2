#pragma once

#include <string>
#include <vector>

#include "autogenerate/draft.hpp"
#include "operations/operation.hpp"

namespace migrate::autogenerate {

/// Whether the enumeration, which is in both, must be made anew: a value is gone, the order is
/// another one, or a value that comes must be committed first and cannot be.
bool needs_new_type(const EnumPair& pair, const Draft& draft);

/// Whether a value that comes is used by what else is made (PostgreSQL, ALTER TYPE: a new value
/// cannot be used before the end of the transaction).
bool is_used_at_once(const EnumPair& pair, const Draft& draft);

/// What adds the values that come, each in its place, in order.
std::vector<operations::AddEnumValue> added_values(const EnumPair& pair);

/// The values that are gone.
std::vector<std::string> removed_values(const EnumPair& pair);

/// Whether those that stay are in another order.
bool is_reordered(const EnumPair& pair);

}  // namespace migrate::autogenerate
