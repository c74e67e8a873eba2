#pragma once

#include <string>

#include "operations/operation.hpp"

namespace migrate::operations {

/// The operation in a few words, for logs and errors: "create table account", "add column
/// account.email".
std::string describe(const Operation& operation);

}  // namespace migrate::operations
