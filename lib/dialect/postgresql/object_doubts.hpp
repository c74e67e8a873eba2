#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// Gives declared objects the texts of the live ones where the two mean the same, though the server
/// has printed them differently: its print of its own print may be another one (a NULL without a
/// name in a UNION). Both texts of a view, a rule, a policy, a function whose body it has parsed
/// are read and printed again, as something temporary in a transaction that is rolled back, until
/// they meet or do not change any more. What could not be asked, with the reason. Errors:
/// connection_failed, interrupted, lock_timeout.
std::vector<std::string> adopt_same_objects(
    schema::MetaData& declared, const schema::MetaData& live, db::Connection& connection);

}  // namespace migrate::dialect::postgresql
