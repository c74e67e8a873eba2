#pragma once

#include <memory>

#include "dialect/dialect.hpp"
#include "dialect/postgresql/scratch_session.hpp"

namespace migrate::dialect::postgresql {

/// The database that `request.given` names: everything in it goes. Errors: unsupported, when it
/// cannot be used, or holds something already.
std::unique_ptr<Scratch> open_given_scratch(
    const ScratchRequest& request, const LiveSettings& live);

}  // namespace migrate::dialect::postgresql
