#pragma once

#include <migrate/runtime.hpp>

#include "support/error.hpp"

namespace migrate::runtime {

/// The error as callers see it.
Failure failure_of(const Error& error);

}  // namespace migrate::runtime
