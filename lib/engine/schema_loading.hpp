#pragma once

#include <string>
#include <vector>

#include "autogenerate/compare.hpp"
#include "engine/database.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// Makes everything in the metadata in a scratch place, and what the live database has for it to
/// use. What of that could not be had, each with the reason. Errors: sql_error for what the database
/// does not take.
std::vector<std::string> load_schema(
    Database& live,
    db::Connection& scratch,
    const schema::MetaData& metadata,
    const autogenerate::CompareOptions& options);

}  // namespace migrate::engine
