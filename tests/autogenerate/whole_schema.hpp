#pragma once

#include <string>
#include <vector>

#include "schema/metadata.hpp"

namespace migrate::autogenerate {

/// Everything sorted by name, and columns too.
schema::MetaData canonical(schema::MetaData metadata);

/// The schema with the renames made, in expressions too.
schema::MetaData renamed(schema::MetaData metadata, const std::vector<schema::Rename>& renames);

/// All expressions of the table.
std::string expressions_text(const schema::Table& table);

}  // namespace migrate::autogenerate
