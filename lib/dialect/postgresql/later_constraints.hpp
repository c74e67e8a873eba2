#pragma once

#include <cstddef>
#include <vector>

#include "schema/table.hpp"

namespace migrate::dialect::postgresql {

/// The places of those constraints of the table that CREATE TABLE does not make, because it has
/// made another one of the same content: unique constraints, also beside the primary key of the
/// same columns. A statement of their own makes them.
std::vector<std::size_t> repeated_constraints(const schema::Table& table);

/// The places of all constraints that a new table gets when it is there, with its indexes: these,
/// those that are not valid, which CREATE TABLE takes for valid ones, since there are no rows yet,
/// and foreign keys to an index of its own.
std::vector<std::size_t> later_constraints(const schema::Table& table);

}  // namespace migrate::dialect::postgresql
