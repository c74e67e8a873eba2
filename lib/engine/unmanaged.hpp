#pragma once

#include "schema/metadata.hpp"

namespace migrate::engine {

/// Refuses to compare where one side has something that is looked after and the other calls
/// something by the same name that is not: it would be made over the one that is there, or dropped
/// and not made again. Error: unsupported.
void refuse_unmanaged(const schema::MetaData& live, const schema::MetaData& declared);

}  // namespace migrate::engine
