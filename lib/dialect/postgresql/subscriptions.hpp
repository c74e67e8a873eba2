#pragma once

#include <string>
#include <string_view>

#include "db/connection.hpp"

namespace migrate::dialect::postgresql {

/// Whether one, a row s of pg_subscription, is of the database that is asked.
constexpr std::string_view is_own_subscription =
    "s.subdbid = (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = "
    "pg_catalog.current_database())";

/// See Dialect::scratch_statement. A subscription is made such that it connects to nothing, and
/// nothing enables it. Errors: invalid_config for a connection that holds a password, which would
/// stand in models and units, and for changes to a subscription that are no part of making it.
std::string scratch_statement(std::string_view statement);

/// Drops the subscriptions of the database that the connection is in, which nobody could drop
/// otherwise. Slots on publishers stay. Errors: sql_error.
void drop_subscriptions(db::Connection& connection);

}  // namespace migrate::dialect::postgresql
