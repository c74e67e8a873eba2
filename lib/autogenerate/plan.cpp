#include "autogenerate/plan.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

namespace migrate::autogenerate {
namespace {

using operations::BatchAlterTable;
using operations::TableChange;

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

/// The operation as a part of a batch.
struct AsChange {
  template <typename Operation>
  TableChange operator()(const Operation& operation) const {
    if constexpr (std::is_constructible_v<TableChange, Operation>) {
      return operation;
    } else {
      return operations::SetTableComment{};
    }
  }
};

bool is_index_change(const PlannedStep& step) {
  return std::holds_alternative<operations::CreateIndex>(step.step.operation) ||
         std::holds_alternative<operations::DropIndex>(step.step.operation);
}

void join(std::string& text, const std::string& more) {
  if (more.empty() || text == more) return;
  text += (text.empty() ? "" : "; ") + more;
}

/// One step that makes the changes of several.
Step batch_of(const std::vector<PlannedStep>& steps, const Run& run, const schema::Name& table) {
  Step result;
  BatchAlterTable batch{.table = table};
  for (const std::size_t i : run) {
    const Step& step = steps[i].step;
    batch.changes.push_back(std::visit(AsChange{}, step.operation));
    std::ranges::copy(step.risks, std::back_inserter(result.risks));
    join(result.destroys, step.destroys);
    join(result.remark, step.remark);
  }
  result.operation = std::move(batch);
  return result;
}

std::vector<PlannedStep> all_steps(const Draft& draft, Direction direction) {
  const BothNeeds needs{.from = Needs(draft, Side::from), .to = Needs(draft, Side::to)};
  std::vector<PlannedStep> steps = rename_steps(draft, direction);
  append(steps, object_steps(draft));
  append(steps, table_steps(draft, needs));
  for (const auto& [name, table] : draft.tables) {
    if (!table.stays()) continue;
    append(steps, column_steps(draft, table, needs));
    append(steps, constraint_steps(draft, table, needs));
    append(steps, index_steps(draft, table, needs));
    append(steps, option_steps(draft, table));
  }
  std::ranges::for_each(steps, mind_names);
  return steps;
}

}  // namespace

std::vector<Step> plan(const Draft& draft, Direction direction) {
  std::vector<PlannedStep> steps = all_steps(draft, direction);
  std::vector<Step> result;
  for (const Run& run : order(steps)) {
    const bool needs_batch = run.size() > 1 && !std::ranges::all_of(run, [&](std::size_t i) {
                               return is_index_change(steps[i]);
                             });
    if (needs_batch) {
      const Rank& rank = steps[run.front()].rank;
      result.push_back(batch_of(steps, run, {.schema = rank.schema, .name = rank.object}));
      continue;
    }
    for (const std::size_t i : run)
      result.push_back(std::move(steps[i].step));
  }
  return result;
}

}  // namespace migrate::autogenerate
