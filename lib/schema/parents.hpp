#pragma once

#include <vector>

#include "schema/name.hpp"
#include "schema/table.hpp"

namespace migrate::schema {

/// The tables that the table inherits from. Their names are texts there: "app.base", "base".
std::vector<Name> parents_of(const Table& table);

}  // namespace migrate::schema
