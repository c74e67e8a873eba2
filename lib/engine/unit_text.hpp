#pragma once

#include <string>
#include <vector>

#include "engine/proof.hpp"
#include "engine/row_probe.hpp"
#include "units/unit.hpp"

namespace migrate::engine {

/// What stands behind the front matter of a generated unit: a comment that says whether it is
/// proven, then both ways. Above a step: why it is done so; `DESTRUCTIVE:` what is lost by it;
/// `DECIDE:` what may stop it, and what was seen of the rows. `risks`: as from `probe_rows`, for
/// the upgrade. The statements of a SQL unit read back as they are. Errors: unsupported for a
/// statement that a SQL unit cannot hold.
std::string unit_body(
    const Rehearsal& rehearsal,
    const std::vector<std::vector<ProbedRisk>>& risks,
    units::Format format,
    const sql::Syntax& syntax);

/// The steps as a script, with the same comments above them.
std::string sql_script(const std::vector<CompiledStep>& steps);

}  // namespace migrate::engine
