#include "autogenerate/plan.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/batches.hpp"
#include "operations/describe.hpp"
#include "support/error.hpp"

namespace migrate::autogenerate {
namespace {

void append(std::vector<PlannedStep>& steps, std::vector<PlannedStep>&& more) {
  std::ranges::move(more, std::back_inserter(steps));
}

/// Names matter in both directions: whoever says one comes behind the rename to it, and before the
/// one that takes it back.
void mind_names(PlannedStep& step) {
  const auto is_name = [](const Node& node) {
    return node.kind == NodeKind::names || node.kind == NodeKind::type_name ||
           node.kind == NodeKind::sequence_name || node.kind == NodeKind::part_name;
  };
  const std::vector<Node> needs = step.needs;
  std::ranges::copy_if(step.uses, std::back_inserter(step.needs), is_name);
  std::ranges::copy_if(needs, std::back_inserter(step.uses), is_name);
}

std::vector<PlannedStep> all_steps(const Draft& draft, Direction direction, const TableSet& split) {
  const BothNeeds needs{.from = Needs(draft, Side::from), .to = Needs(draft, Side::to)};
  std::vector<PlannedStep> steps = rename_steps(draft, direction);
  append(steps, object_steps(draft));
  append(steps, catalog_steps(draft, needs, split));
  append(steps, surplus_privilege_steps(draft));
  append(steps, table_steps(draft, needs, split));
  for (const auto& [name, table] : draft.tables) {
    if (!table.stays()) continue;
    append(steps, column_steps(draft, table, needs));
    append(steps, constraint_steps(draft, table, needs));
    append(steps, index_steps(draft, table, needs));
    append(steps, option_steps(draft, table));
    append(steps, parent_steps(draft, table));
  }
  mind_parents(draft, steps);
  std::ranges::for_each(steps, mind_names);
  return steps;
}

/// The tables that are made or dropped by these steps, when their foreign keys are not split off
/// yet.
TableSet tables_to_split(
    const std::vector<PlannedStep>& steps, const Run& cycle, const TableSet& split) {
  TableSet result;
  for (const std::size_t i : cycle) {
    const operations::Operation& operation = steps[i].step.operation;
    if (const auto* const create = std::get_if<operations::CreateTable>(&operation))
      result.insert(create->table.name);
    if (const auto* const drop = std::get_if<operations::DropTable>(&operation))
      result.insert(drop->name);
  }
  std::erase_if(result, [&](const schema::Name& name) { return split.contains(name); });
  return result;
}

Error cycle_error(const std::vector<PlannedStep>& steps, const Run& cycle) {
  std::vector<std::string> texts;
  for (const std::size_t i : cycle)
    texts.push_back(operations::describe(steps[i].step.operation));
  return {
      ErrorCode::unsupported,
      fmt::format("no order works for these changes: {}", fmt::join(texts, "; ")),
      "make one of them in a migration of its own, written by hand"};
}

}  // namespace

std::vector<Step> plan(const Draft& draft, Direction direction) {
  TableSet split;
  while (true) {
    std::vector<PlannedStep> steps = all_steps(draft, direction, split);
    const Ordering ordering = order(steps);
    if (ordering.cycle.empty()) {
      std::vector<Step> result = joined_steps(draft, std::move(steps), ordering.runs);
      std::stable_partition(
          result.begin(), result.end(), [](const Step& one) { return one.is_autocommitted; });
      return result;
    }
    TableSet more = tables_to_split(steps, ordering.cycle, split);
    if (more.empty()) throw cycle_error(steps, ordering.cycle);
    split.merge(more);
  }
}

}  // namespace migrate::autogenerate
