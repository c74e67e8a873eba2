#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {

/// Whether the error says something about a statement, and not about the connection.
bool is_refusal(const Error& error);

/// Runs each list of statements, in an open transaction, as one that has all of its effects or
/// none. Why not, for those that the server refuses. As long as it refuses none there is no waiting
/// in between. Errors: connection_failed, interrupted.
std::vector<std::optional<Error>> try_each(
    db::Connection& connection, const std::vector<std::vector<std::string>>& units);

/// Takes back what is open, whatever state the connection is in. For destructors and handlers of
/// errors.
void abandon_transaction(db::Connection& connection);

}  // namespace migrate::dialect::postgresql
