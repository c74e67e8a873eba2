#pragma once

#include "schema/column.hpp"
#include "schema/objects.hpp"

namespace migrate::dialect::postgresql {

/// The sequence with nothing in place of what CREATE SEQUENCE would choose by itself: the type
/// bigint, an increment of 1, a cache of 1, no cycle; going up, a minimum of 1, the largest number
/// of its type as maximum, and its minimum as start; going down, a maximum of -1, the smallest
/// number of its type as minimum, and its maximum as start. (PostgreSQL 15, "CREATE SEQUENCE".) Two
/// sequences are the same exactly when these are equal.
schema::Sequence canonical_sequence(schema::Sequence sequence);

/// The same for the numbers of an identity column, whose sequence has the type of the column.
schema::Identity canonical_identity(schema::Identity identity, TypeKind type);

}  // namespace migrate::dialect::postgresql
