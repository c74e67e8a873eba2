#pragma once

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

ServerFeatures features(db::Connection& connection);

/// See Dialect::inspect.
schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter);

}  // namespace migrate::dialect::postgresql
