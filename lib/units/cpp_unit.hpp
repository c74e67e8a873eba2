#pragma once

#include <migrate/abi.hpp>

#include <vector>

#include "operations/operation.hpp"
#include "schema/naming.hpp"
#include "support/source.hpp"
#include "units/executor.hpp"

namespace migrate::units {

/// What running a function of a C++ unit needs beside the database.
struct CppContext {
  const support::Source* source{nullptr};  // the unit's file, for places in errors
  schema::NamingConvention naming{};
  bool is_offline{false};  // for `record_reverse`: whether a script will be made of it
};

/// Runs the function, which may not be null; each of its calls goes to the executor. What the
/// executor threw is thrown again, even when the unit has swallowed it. Errors: unit_error, with
/// the place of the call where there is one, for whatever the unit throws by itself and for calls
/// that make no sense.
void run(abi::Run function, const CppContext& context, Executor& executor);

/// An operation, and the line of the unit that asked for it.
struct RecordedOperation {
  operations::Operation operation{};
  int line{0};
};

/// What takes a `change` back, in order; found out by recording its calls, without a database.
/// Errors: those of `run`; irreversible, with its place, for an operation that nobody can take
/// back, and for a call that only a database can answer (`query`, autocommit_block).
std::vector<RecordedOperation> record_reverse(
    abi::Run change, const CppContext& context, std::string_view dialect);

}  // namespace migrate::units
