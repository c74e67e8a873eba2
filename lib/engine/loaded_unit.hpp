#pragma once

#include <migrate/abi.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/database.hpp"
#include "engine/project.hpp"
#include "engine/run_options.hpp"
#include "graph/plan.hpp"
#include "units/cpp_unit.hpp"
#include "units/sql_unit.hpp"

namespace migrate::engine {

/// What a C++ unit does in its direction: one of its functions, or the reverse of its `change`.
struct LoadedCode {
  std::unique_ptr<const support::Source> source{};
  abi::Run function{nullptr};  // null: `reverse` is run
  std::vector<units::RecordedOperation> reverse{};
};

/// A planned unit, ready to run in its direction.
struct LoadedUnit {
  units::SqlUnit sql{};
  units::SqlSection statements{};    // of its direction; none for a stamp and for a C++ unit
  std::optional<LoadedCode> code{};  // of a C++ unit
  std::string message{};
  bool transactional{true};

  /// Whether its statements depend on what those before it have done and said: it is not sent ahead
  /// of them.
  bool runs_alone() const;
};

/// What a unit is told that leaves the transaction of a whole run. `what`: by which it would.
Error ends_shared_transaction(std::string_view what);

/// Reads, and compiles, the units of a plan, in its order, and checks all that can be checked
/// before the first statement runs. Errors: those of read_sql_unit and load_cpp_units; irreversible
/// for a downgrade through a unit without a way back; invalid_unit for a statement that cannot run
/// in the unit's transaction.
std::vector<LoadedUnit> load(
    const Project& project,
    const graph::Plan& plan,
    const Database& database,
    const RunOptions& options);

}  // namespace migrate::engine
