#pragma once

#include "schema/metadata.hpp"

namespace migrate::models {

/// With a default like `'5'::bigint` of a column for numbers written as the number, for people to
/// read: the database takes the two for the same.
schema::MetaData with_plain_numbers(schema::MetaData metadata);

}  // namespace migrate::models
