#pragma once

#include "db/connection.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// Owners that were read in another place, where another role made everything, as they are said
/// here: what is declared to belong to the role of this session has none, and what gets an owner
/// belongs to that role without it. Errors: connection_failed, interrupted.
void adopt_role(schema::MetaData& declared, db::Connection& connection);

}  // namespace migrate::dialect::postgresql
