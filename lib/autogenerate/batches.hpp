#pragma once

#include <vector>

#include "autogenerate/draft.hpp"
#include "autogenerate/step_graph.hpp"

namespace migrate::autogenerate {

/// The steps in the order of the runs. Those of one run, which are changes of one table, become one
/// BatchAlterTable, unless that would have a single change, or nothing but indexes.
std::vector<Step> joined_steps(
    const Draft& draft, std::vector<PlannedStep> steps, const std::vector<Run>& runs);

}  // namespace migrate::autogenerate
