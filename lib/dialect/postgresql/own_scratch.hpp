#pragma once

#include <memory>

#include "dialect/dialect.hpp"
#include "dialect/postgresql/scratch_session.hpp"

namespace migrate::dialect::postgresql {

/// A database that is made for it, on the server of the live one, and dropped afterwards. Errors:
/// unsupported, where the role may not.
std::unique_ptr<Scratch> open_own_scratch(
    const ScratchRequest& request, const LiveSettings& settings);

}  // namespace migrate::dialect::postgresql
