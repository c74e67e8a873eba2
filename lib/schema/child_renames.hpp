#pragma once

#include <vector>

#include "schema/metadata.hpp"
#include "schema/rename.hpp"

namespace migrate::schema {

/// The renames, and those of columns once more for each table that has them from there: for tables
/// that are called by their new names already.
std::vector<Rename> with_children(const MetaData& metadata, const std::vector<Rename>& renames);

}  // namespace migrate::schema
