#pragma once

#include <stdexcept>

#include "support/error.hpp"

namespace migrate {

/// The Error that `action` throws; a test fails when it throws none.
template <typename Action>
Error error_of(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  throw std::logic_error("no error was thrown");
}

}  // namespace migrate
