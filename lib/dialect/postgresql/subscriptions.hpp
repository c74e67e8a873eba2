#pragma once

#include <string>
#include <string_view>

#include "db/connection.hpp"

namespace migrate::dialect::postgresql {

/// See Dialect::scratch_statement. A subscription is made such that it connects to nothing, and
/// nothing enables it. Errors: invalid_config for a connection that holds a password, which would
/// stand in models and units, and for changes to a subscription that are no part of making it.
std::string scratch_statement(std::string_view statement);

/// Drops the subscriptions of the database that the connection is in, which nobody could drop
/// otherwise. Slots on publishers stay. Errors: sql_error.
void drop_subscriptions(db::Connection& connection);

}  // namespace migrate::dialect::postgresql
