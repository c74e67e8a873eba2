#include "migrate/commands/branches.hpp"

#include <algorithm>
#include <iterator>

#include "migrate/commands/describe.hpp"

namespace migrate::commands {

output::Report branches(const cli::BranchesOptions& /*options*/, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  std::vector<graph::Index> points;
  std::ranges::copy_if(
      graph::history(project.map), std::back_inserter(points), [&](graph::Index index) {
        return project.map.is_branch_point(index);
      });
  return output::RevisionReport{
      .layout = layout_for(context, output::Layout::branches),
      .revisions = describe(project, points, context),
      .note = points.empty() ? "there are no branches" : "",
  };
}

}  // namespace migrate::commands
