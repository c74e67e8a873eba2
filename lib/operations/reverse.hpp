#pragma once

#include <optional>
#include <vector>

#include "operations/operation.hpp"

namespace migrate::operations {

/// What takes the operation back, to be run in this order; nothing when that is not known (a drop
/// without its `existing`, inserted rows, a value of an enumeration). An empty list: there is
/// nothing to take back.
std::optional<std::vector<Operation>> reverse(const Operation& operation);

/// What takes all of them back: the reverse of each, last one first. Nothing when one has none.
std::optional<std::vector<Operation>> reverse(std::vector<Operation> operations);

}  // namespace migrate::operations
