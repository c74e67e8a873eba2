#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"

namespace migrate::conformance {

/// What the catalogs of the database show of it, one line a thing, sorted: an observer that shares
/// nothing with what made the schema. Where columns stand in their table is not shown.
std::vector<std::string> catalog_lines(std::string_view dialect, db::Connection& connection);

/// The lines of `after` that `before` lacks behind "+ ", and those that only `before` has behind "-
/// ".
std::vector<std::string> difference(
    const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace migrate::conformance
