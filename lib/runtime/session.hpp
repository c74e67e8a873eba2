#pragma once

#include <migrate/runtime.hpp>

#include "engine/database.hpp"
#include "runtime/failure.hpp"
#include "schema/naming.hpp"
#include "support/error.hpp"

namespace migrate::runtime {

/// What `action` returns; its errors as callers see them.
template <typename Action>
auto translated(Action action) {
  try {
    return action();
  } catch (const Error& error) {
    throw failure_of(error);
  }
}

/// Opens a session, or borrows the one that is given. Errors: connection_failed, usage ...
engine::Database open(const Database& database, const Options& options);

schema::NamingConvention naming_of(const Options& options);

}  // namespace migrate::runtime
