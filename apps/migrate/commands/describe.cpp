#include "migrate/commands/describe.hpp"

#include <algorithm>

#include "engine/commands.hpp"

namespace migrate::commands {
namespace {

output::RevisionEntry describe_one(
    const engine::Project& project, graph::Index index, const cli::Context& context) {
  const graph::RevisionMap& map = project.map;
  const units::Unit& unit = project.units[index];
  output::RevisionEntry entry{
      .revision = map[index].id,
      .down_revisions = map[index].down_revisions,
      .branch_labels = map.labels(index),
      .depends_on = map[index].depends_on,
      .message = map[index].message,
      .create_date = unit.create_date,
      .path = unit.path,
      .display_path = context.display_path(unit.path),
      .is_head = map.is_head(index),
      .is_effective_head = map.is_effective_head(index),
      .is_base = map.is_base(index),
      .is_branch_point = map.is_branch_point(index),
      .is_merge_point = map.is_merge_point(index),
  };
  for (const graph::Index child : map.children(index)) {
    entry.children.push_back({
        .revision = map[child].id,
        .branch_labels = map.labels(child),
        .message = map[child].message,
    });
  }
  return entry;
}

}  // namespace

std::vector<output::RevisionEntry> describe(
    const engine::Project& project,
    const std::vector<graph::Index>& revisions,
    const cli::Context& context) {
  std::vector<output::RevisionEntry> entries;
  entries.reserve(revisions.size());
  for (const graph::Index index : revisions) {
    entries.push_back(describe_one(project, index, context));
  }
  return entries;
}

void mark_applied(
    std::vector<output::RevisionEntry>& entries,
    const graph::RevisionMap& map,
    const std::vector<graph::RevisionId>& heads) {
  const std::vector<bool> applied = graph::applied(map, heads);
  for (output::RevisionEntry& entry : entries) {
    const auto index = map.find(entry.revision);
    const bool current = std::ranges::find(heads, entry.revision) != heads.end();
    const bool done = index && applied[*index];
    entry.applied = current ? output::Applied::current
                    : done  ? output::Applied::applied
                            : output::Applied::pending;
  }
}

std::vector<graph::RevisionId> heads_for(
    std::string_view target, const config::Config& config, cli::Context& context) {
  if (!graph::mentions_current(target)) return {};
  engine::Database database = context.connect(config);
  return engine::read_heads(database);
}

output::Layout layout_for(const cli::Context& context, output::Layout plain) {
  return context.options().verbose ? output::Layout::blocks : plain;
}

}  // namespace migrate::commands
