#include <utility>

#include "autogenerate/plan.hpp"
#include "autogenerate/table_rank.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Table;

/// Says an aspect on both sides where it differs.
template <typename Value>
void tell(
    const Value& from,
    const Value& to,
    std::optional<Value> operations::TableAspects::*aspect,
    operations::SetTableOptions& set) {
  if (from == to) return;
  set.change.*aspect = to;
  set.existing.*aspect = from;
}

operations::SetTableOptions options_of(const Table& from, const Table& to) {
  operations::SetTableOptions set{.table = to.name};
  tell(from.with, to.with, &operations::TableAspects::with, set);
  tell(from.unlogged, to.unlogged, &operations::TableAspects::unlogged, set);
  tell(from.tablespace, to.tablespace, &operations::TableAspects::tablespace, set);
  tell(from.strict, to.strict, &operations::TableAspects::strict, set);
  tell(from.without_rowid, to.without_rowid, &operations::TableAspects::without_rowid, set);
  tell(from.autoincrement, to.autoincrement, &operations::TableAspects::autoincrement, set);
  return set;
}

PlannedStep step(
    const Draft& draft, const Table& table, Phase phase, operations::Operation operation) {
  const std::vector<Node> nodes{table_node(table.name), names_node(table.name)};
  return {
      .step = {.operation = std::move(operation)},
      .rank = {.phase = phase, .schema = table.name.schema, .object = table.name.name},
      .needs = nodes,
      .uses = nodes,
      .group = group_of(draft, table.name)};
}

}  // namespace

std::vector<PlannedStep> option_steps(const Draft& draft, const TablePair& table) {
  std::vector<PlannedStep> steps;
  const auto set = options_of(*table.from, *table.to);
  if (set.change != operations::TableAspects{}) {
    // In a table that is built anew, they say how all else is spelled.
    const bool is_rebuilt = draft.options.rebuilds_tables;
    const Phase phase = is_rebuilt ? Phase::drop_references : Phase::options;
    PlannedStep one = step(draft, *table.to, phase, set);
    if (set.change.unlogged) one.provides = one.removes = {logging_node(table.name)};
    steps.push_back(std::move(one));
  }
  if (draft.options.comments && table.from->comment != table.to->comment) {
    operations::SetTableComment comment{
        .table = table.name, .comment = table.to->comment, .existing = table.from->comment};
    steps.push_back(step(draft, *table.to, Phase::comments, std::move(comment)));
  }
  return steps;
}

}  // namespace migrate::autogenerate
