#include "engine/loaded_unit.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/file.hpp"
#include "units/compiled_units.hpp"
#include "units/cpp_unit.hpp"

namespace migrate::engine {
namespace {

Error no_way_back(const graph::Step& step, std::string_view what, const std::string& path) {
  return Error(
             ErrorCode::irreversible,
             fmt::format("the revision `{}` cannot be taken back", step.revision),
             fmt::format("write its {}, or restore a backup and `migrate stamp`", what))
      .with_place({.file = path});
}

}  // namespace

Error ends_shared_transaction(std::string_view what) {
  return {
      ErrorCode::invalid_unit,
      fmt::format("{} would end the transaction that all revisions share", what),
      "set `transaction: per_migration` in alembic.yaml"};
}

namespace {

/// Loads the units of one plan.
class Loader final {
 public:
  Loader(const Project& project, const Database& database, const RunOptions& options)
      : project_(project), database_(database), options_(options) {}

  std::vector<LoadedUnit> load(const graph::Plan& plan) {
    compile(plan);
    std::vector<LoadedUnit> units;
    units.reserve(plan.steps.size());
    for (const graph::Step& step : plan.steps)
      units.push_back(load_step(step));
    return units;
  }

 private:
  /// Makes all C++ units of the plan runnable at once.
  void compile(const graph::Plan& plan) {
    std::vector<const units::Unit*> wanted;
    for (const graph::Step& step : plan.steps) {
      if (step.direction == graph::Direction::stamp) continue;
      const units::Unit& unit = project_.unit(step.revision);
      if (unit.format == units::Format::cpp && unit.linked == nullptr) wanted.push_back(&unit);
    }
    if (wanted.empty()) return;
    // Opening a library runs what its units have outside of functions.
    const RunningCode running(
        options_, {.revision = wanted.front()->revision.id, .path = names_of(wanted)});
    compiled_ = units::load_cpp_units(wanted, options_.compilation);
  }

  std::string names_of(const std::vector<const units::Unit*>& units) const {
    const std::string first = display_path(*units.front());
    return units.size() == 1 ? first : fmt::format("{} and {} more", first, units.size() - 1);
  }

  LoadedUnit load_step(const graph::Step& step) {
    if (step.direction == graph::Direction::stamp) {
      const auto index = project_.map.find(step.revision);
      return {.message = index ? project_.map[*index].message : ""};
    }
    const units::Unit& unit = project_.unit(step.revision);
    LoadedUnit loaded =
        unit.format == units::Format::cpp ? load_cpp(unit, step) : load_sql(unit, step);
    loaded.message = unit.revision.message;
    loaded.transactional = unit.transactional;
    return loaded;
  }

  std::string display_path(const units::Unit& unit) const {
    return support::display_path(unit.path, project_.locations.display_directory);
  }

  LoadedUnit load_sql(const units::Unit& unit, const graph::Step& step) const {
    const std::string& directory = project_.locations.display_directory;
    LoadedUnit loaded{.sql = units::read_sql_unit(unit, database_.dialect->syntax(), directory)};
    if (step.direction == graph::Direction::upgrade) {
      loaded.statements = loaded.sql.up;
    } else if (loaded.sql.down) {
      loaded.statements = *loaded.sql.down;
    } else {
      throw no_way_back(step, "`-- migrate:down` section", display_path(unit));
    }
    if (unit.transactional) {
      units::check_transactional(
          *loaded.sql.source, loaded.statements, database_.dialect->syntax());
    }
    if (options_.transaction == TransactionMode::all && loaded.runs_alone())
      throw ends_shared_transaction("migrate:autocommit").with_place({.file = display_path(unit)});
    return loaded;
  }

  LoadedUnit load_cpp(const units::Unit& unit, const graph::Step& step) {
    const abi::Unit& functions =
        unit.linked == nullptr ? *compiled_[next_compiled_++] : *unit.linked;
    LoadedCode code{
        .source = std::make_unique<const support::Source>(
            support::Source{.path = display_path(unit), .text = units::read_text(unit)})};
    const bool is_upgrade = step.direction == graph::Direction::upgrade;
    code.function = is_upgrade ? functions.upgrade : functions.downgrade;
    if (code.function == nullptr && functions.change != nullptr) {
      if (is_upgrade) {
        code.function = functions.change;
      } else {
        code.reverse = reverse_of(functions.change, unit, *code.source);
      }
    } else if (code.function == nullptr) {
      throw no_way_back(step, "function `downgrade`", code.source->path);
    }
    LoadedUnit loaded;
    loaded.code = std::move(code);
    return loaded;
  }

  std::vector<units::RecordedOperation> reverse_of(
      abi::Run change, const units::Unit& unit, const support::Source& source) const {
    const RunningCode running(options_, {.revision = unit.revision.id, .path = source.path});
    return units::record_reverse(
        change,
        {.source = &source,
         .naming = options_.naming,
         .is_offline = database_.connection->is_script()},
        database_.dialect->name());
  }

  const Project& project_;
  const Database& database_;
  const RunOptions& options_;
  std::vector<const abi::Unit*> compiled_{};
  std::size_t next_compiled_{0};
};

}  // namespace

bool LoadedUnit::runs_alone() const {
  return code ||
         std::ranges::any_of(statements, [](const auto& one) { return one.is_autocommitted; });
}

std::vector<LoadedUnit> load(
    const Project& project,
    const graph::Plan& plan,
    const Database& database,
    const RunOptions& options) {
  return Loader(project, database, options).load(plan);
}

}  // namespace migrate::engine
