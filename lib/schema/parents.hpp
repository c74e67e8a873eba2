#pragma once

#include <vector>

#include "schema/name.hpp"
#include "schema/table.hpp"

namespace migrate::schema {

/// The tables that the table has columns of: those that it inherits from, and the one that it is a
/// partition of, which is the last. Their names are texts there: "app.log", "log".
std::vector<Name> parents_of(const Table& table);

}  // namespace migrate::schema
