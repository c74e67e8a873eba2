#pragma once

#include <functional>
#include <string>

#include "schema/table.hpp"

namespace migrate::dialect::postgresql {

/// Whether another object of the schema has this name already.
using IsTaken = std::function<bool(const std::string& name)>;

/// The name that the server would choose for a constraint of this table without one:
/// account_email_key, cut to 63 bytes, with a number behind it when it is taken (PostgreSQL 15,
/// "Constraints" says what they look like; the rules are those of CREATE TABLE).
std::string chosen_name(
    const schema::Table& table, const schema::Constraint& constraint, const IsTaken& is_taken);

/// The same for an index: account_email_idx.
std::string chosen_name(
    const schema::Table& table, const schema::Index& index, const IsTaken& is_taken);

}  // namespace migrate::dialect::postgresql
