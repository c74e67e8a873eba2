#pragma once

#include "engine/database.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// `live`, which was read through `filter`, and the tables outside of the filter that its foreign
/// keys refer to, directly or through each other, with the types and sequences of their columns:
/// what it takes to make `live` somewhere else.
schema::MetaData with_referred_tables(
    Database& database, schema::MetaData live, const schema::Filter& filter);

}  // namespace migrate::engine
