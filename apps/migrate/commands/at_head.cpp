#include "migrate/commands/at_head.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "graph/history.hpp"
#include "migrate/output/progress.hpp"
#include "migrate/output/style.hpp"
#include "migrate/output/text.hpp"
#include "support/error.hpp"

namespace migrate::commands {
namespace {

constexpr std::size_t most_named = 5;

/// "77aa01bb22cc add orders", oldest first, for the first few that are not applied.
std::string pending_text(const engine::Project& project, const std::vector<bool>& applied) {
  std::string names;
  std::size_t count = 0;
  for (const graph::Index index : project.map.topological_order()) {
    if (applied[index] || ++count > most_named) continue;
    names += fmt::format("\n  {}  {}", project.map[index].id, project.map[index].message);
  }
  if (count > most_named) names += fmt::format("\n  and {} more", count - most_named);
  return names;
}

}  // namespace

void require_heads(const engine::Project& project, const std::vector<graph::RevisionId>& heads) {
  if (graph::is_at_head(project.map, heads)) return;
  const std::vector<bool> applied = graph::applied(project.map, heads);
  const auto missing = static_cast<std::size_t>(std::ranges::count(applied, false));
  const auto wanted = project.map.heads();
  throw Error(
      ErrorCode::database_not_at_head,
      fmt::format(
          "the database is behind: {} {} not applied",
          output::count_text(missing, "revision"),
          missing == 1 ? "is" : "are"),
      fmt::format("migrate upgrade {}", wanted.size() == 1 ? "head" : "heads"))
      .with_state(fmt::format(
          "it is at {}; not applied:{}",
          output::place_text(output::head_entries(heads, project.map)),
          pending_text(project, applied)));
}

}  // namespace migrate::commands
