#pragma once

#include <vector>

#include "schema/metadata.hpp"
#include "schema/rename.hpp"

namespace migrate::dialect::postgresql {

/// Gives the objects of a schema whose tables have been renamed already the names and the texts
/// that they have then.
void rename_objects(schema::MetaData& metadata, const std::vector<schema::Rename>& renames);

}  // namespace migrate::dialect::postgresql
