#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"

namespace migrate::dialect::sqlite {

/// See Dialect::open_scratch.
std::unique_ptr<Scratch> open_scratch(db::Connection& live, const ScratchRequest& request);

/// See Dialect::copy_surroundings.
std::vector<std::string> copy_surroundings(db::Connection& live, db::Connection& scratch);

}  // namespace migrate::dialect::sqlite
