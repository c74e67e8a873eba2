#pragma once

#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// See Dialect::normalize.
Normalization normalize(
    const Dialect& dialect,
    schema::MetaData& declared,
    schema::MetaData& live,
    const std::vector<schema::Rename>& renames,
    db::Connection& connection);

}  // namespace migrate::dialect::postgresql
