#pragma once

#include "engine/autogenerate.hpp"

namespace migrate::engine {

/// Refuses an upgrade that makes or drops an index, or a key, under the name of an index that is
/// there and not valid, or touches those of a partitioned table that has one: nothing is known of
/// its parts. Error: unsupported.
void refuse_invalid_indexes(const Comparison& comparison);

}  // namespace migrate::engine
