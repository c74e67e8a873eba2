#pragma once

#include <cstddef>
#include <vector>

#include "schema/table.hpp"

namespace migrate::dialect::postgresql {

/// The places of those constraints of the table that CREATE TABLE does not make, because it has
/// made another one of the same content: unique constraints, also beside the primary key of the
/// same columns. A statement of their own makes them.
std::vector<std::size_t> repeated_constraints(const schema::Table& table);

}  // namespace migrate::dialect::postgresql
