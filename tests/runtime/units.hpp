#pragma once

#include <migrate/runtime.hpp>

#include <stdexcept>

namespace migrate::testing {

/// Three units as `migrate embed` writes them: two tables with rows that refer to each other, a C++
/// unit that makes the first of them anew on SQLite, and one more table.
const runtime::Migrations& library_migrations();

/// These and a fourth, whose second statement fails; in a transaction, or without one.
const runtime::Migrations& failing_migrations();
const runtime::Migrations& failing_alone_migrations();

/// The Failure that `action` throws; a test fails when it throws none.
template <typename Action>
runtime::Failure failure_of(const Action& action) {
  try {
    action();
  } catch (const runtime::Failure& failure) {
    return failure;
  }
  throw std::logic_error("no failure was thrown");
}

}  // namespace migrate::testing
