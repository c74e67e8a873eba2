#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"

namespace migrate::dialect::sqlite {

/// See Dialect::open_scratch. A database in memory, whatever is asked for: nothing could be better.
std::unique_ptr<Scratch> open_scratch(db::Connection& live, const ScratchRequest& request);

/// See Dialect::copy_surroundings. Virtual tables, views and triggers, as far as they are not there
/// yet. Views and triggers need the tables that they name: what names one of the live database that
/// the scratch place lacks is not made.
std::vector<std::string> copy_surroundings(db::Connection& live, db::Connection& scratch);

}  // namespace migrate::dialect::sqlite
