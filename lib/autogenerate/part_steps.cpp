#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/pairing.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/plan.hpp"
#include "autogenerate/table_rank.hpp"

namespace migrate::autogenerate {
namespace {

using operations::CommentTarget;
using schema::Constraint;
using schema::Name;

/// Whether a column was added that is NULL in every row.
bool is_empty(const TablePair& table, const std::string& column) {
  const ColumnPair* const pair = table.find_column(column);
  return pair != nullptr && pair->is_added() && pair->to->nullable && !default_of(*pair->to) &&
         !pair->to->computed;
}

/// Whether a column was added that has another value in every row.
bool is_numbered(const TablePair& table, const std::string& column) {
  const ColumnPair* const pair = table.find_column(column);
  return pair != nullptr && pair->is_added() && pair->to->identity;
}

/// Whether rows were known to differ in some of these columns.
bool was_unique(const TablePair& table, const std::vector<std::string>& key, bool nulls_differ) {
  const std::set<std::string> columns(key.begin(), key.end());
  const auto is_inside = [&](const std::vector<std::string>& old) {
    return !old.empty() &&
           std::ranges::all_of(old, [&](const auto& one) { return columns.contains(one); });
  };
  const bool was_key = std::ranges::any_of(table.from->constraints, [&](const Constraint& one) {
    const bool is_as_strict = nulls_differ || std::holds_alternative<schema::PrimaryKey>(one);
    return is_as_strict && is_inside(key_of(one));
  });
  return was_key || std::ranges::any_of(table.from->indexes, [&](const schema::Index& one) {
           return nulls_differ && is_inside(key_of(one));
         });
}

/// Whether two rows may be the same in the key.
bool may_repeat(const TablePair& table, const std::vector<std::string>& key, bool nulls_differ) {
  const bool has_difference = std::ranges::any_of(key, [&](const std::string& column) {
    return is_numbered(table, column) || (nulls_differ && is_empty(table, column));
  });
  return !has_difference && !was_unique(table, key, nulls_differ);
}

/// What may go wrong when a constraint meets the rows that are there.
class RiskOf final {
 public:
  explicit RiskOf(const TablePair& table) : table_(&table) {}

  std::vector<Risk> operator()(const schema::PrimaryKey& key) const {
    return unique_risk(key.columns, false);
  }
  std::vector<Risk> operator()(const schema::Unique& unique) const {
    return unique_risk(unique.columns, !unique.nulls_not_distinct);
  }
  std::vector<Risk> operator()(const schema::ForeignKey& key) const {
    const bool has_none = std::ranges::any_of(
        key.columns, [&](const std::string& column) { return is_empty(*table_, column); });
    if (key.not_valid || key.not_enforced || (has_none && key.match == Match::simple)) return {};
    return {risk(RiskKind::foreign_key_over_rows, key.columns)};
  }
  std::vector<Risk> operator()(const schema::Check& check) const {
    if (check.not_valid || check.not_enforced) return {};
    std::vector<std::string> columns;
    const Footing footing = footing_of(Constraint(check));
    for (const schema::Column& column : table_->to->columns) {
      if (involves(footing, column.name)) columns.push_back(column.name);
    }
    return {risk(RiskKind::check_over_rows, columns)};
  }
  std::vector<Risk> operator()(const schema::Exclude& exclude) const {
    std::vector<std::string> columns;
    for (const schema::ExcludeElement& element : exclude.elements) {
      if (!element.column.empty()) columns.push_back(element.column);
    }
    return {risk(RiskKind::unique_over_rows, columns)};
  }
  std::vector<Risk> operator()(const schema::Index& index) const {
    if (!index.unique) return {};
    std::vector<std::string> columns;
    for (const schema::IndexColumn& column : index.columns) {
      if (!column.name.empty()) columns.push_back(column.name);
    }
    if (columns.size() == index.columns.size())
      return unique_risk(columns, !index.nulls_not_distinct);
    return {risk(RiskKind::unique_over_rows, columns)};
  }

 private:
  Risk risk(RiskKind kind, const std::vector<std::string>& columns) const {
    return {.kind = kind, .table = table_->name, .columns = columns};
  }
  std::vector<Risk> unique_risk(const std::vector<std::string>& key, bool nulls_differ) const {
    if (!may_repeat(*table_, key, nulls_differ)) return {};
    return {risk(RiskKind::unique_over_rows, key)};
  }

  const TablePair* table_;
};

/// What rows must meet, without what says when, and what is done about them.
Constraint demand_of(Constraint constraint) {
  constraint = content_of(std::move(constraint));
  std::visit(
      [](auto& one) {
        if constexpr (requires { one.deferral; }) one.deferral = Deferral::not_deferrable;
        if constexpr (requires { one.on_delete; }) {
          one.on_delete = one.on_update = Action::no_action;
          one.on_delete_columns.clear();
        }
        if constexpr (requires { one.no_inherit; }) one.no_inherit = false;
      },
      constraint);
  return constraint;
}

/// Makes the steps of constraints and of indexes, which differ in their operations only.
class PartSteps final {
 public:
  PartSteps(const Draft& draft, const TablePair& table, const BothNeeds& needs)
      : draft_(&draft), table_(&table), needs_(&needs) {}

  void add(const ConstraintPair& pair) {
    const Constraint& constraint = *pair.to;
    const bool is_reference = std::holds_alternative<schema::ForeignKey>(constraint);
    PlannedStep step = part_step(
        is_reference ? Phase::add_references : Phase::add_constraints,
        sort_key(constraint),
        operations::AddConstraint{.table = table_->name, .constraint = constraint});
    step.step.remark = pair.cause;
    step.needs = needs_->to.of(*table_->to, constraint);
    if (is_not_valid(constraint)) {
      // A child that is made later would have the constraint as a valid one.
      std::ranges::transform(
          descendants_of(*draft_->to, table_->name), std::back_inserter(step.needs), table_node);
    }
    name_part(step, schema::name(constraint));
    step.takes = slots_of(table_->name, constraint);
    std::ranges::copy(needs_->to.key_of_reference(constraint), std::back_inserter(step.takes));
    step.provides = provided(key_of(constraint));
    step.provides.push_back(constraint_node(table_->name, schema::name(constraint)));
    const bool is_met = pair.from && demand_of(*pair.from) == demand_of(constraint);
    if (!is_met) step.step.risks = std::visit(RiskOf(*table_), constraint);
    steps_.push_back(std::move(step));
  }

  void drop(const ConstraintPair& pair) {
    const Constraint& constraint = *pair.from;
    const bool is_reference = std::holds_alternative<schema::ForeignKey>(constraint);
    PlannedStep step = part_step(
        is_reference ? Phase::drop_references : Phase::drop_constraints,
        sort_key(constraint),
        operations::DropConstraint{
            .table = table_->name, .name = schema::name(constraint), .existing = constraint});
    step.step.remark = pair.cause;
    step.uses = needs_->from.of(*table_->from, constraint);
    name_part(step, schema::name(constraint));
    step.frees = slots_of(table_->name, constraint);
    step.removes = provided(key_of(constraint));
    std::ranges::copy(step.removes, std::back_inserter(step.frees));
    step.removes.push_back(constraint_node(table_->name, schema::name(constraint)));
    steps_.push_back(std::move(step));
  }

  void validate(const ConstraintPair& pair) {
    const std::string& name = schema::name(*pair.to);
    PlannedStep step = part_step(
        Phase::add_constraints,
        sort_key(*pair.to),
        operations::ValidateConstraint{.table = table_->name, .name = name});
    step.group.clear();
    step.needs = needs_->to.of(*table_->to, *pair.to);
    step.step.risks = std::visit(RiskOf(*table_), *pair.to);
    name_part(step, name);
    steps_.push_back(std::move(step));
  }

  void comment(const ConstraintPair& pair) {
    const Name name{.name = schema::name(*pair.to)};
    comment(
        {.target = CommentTarget::constraint,
         .name = name,
         .table = table_->name,
         .comment = comment_of(*pair.to),
         .existing = comment_of(*pair.from)});
  }

  void add(const IndexPair& pair) {
    const schema::Index& index = *pair.to;
    PlannedStep step = part_step(
        Phase::create_indexes,
        index.name,
        operations::CreateIndex{.table = table_->name, .index = index});
    step.step.remark = pair.cause;
    step.needs = needs_->to.of(*table_->to, index);
    std::ranges::move(
        needs_->to.adopted_keys(table_->name, index.name), std::back_inserter(step.needs));
    name_part(step, index.name);
    step.takes = {relation_slot(table_->name.schema, index.name)};
    step.provides = provided(key_of(index));
    step.provides.push_back(index_node(table_->name, index.name));
    if (pair.cause.empty()) step.step.risks = RiskOf(*table_)(index);
    steps_.push_back(std::move(step));
  }

  void drop(const IndexPair& pair) {
    const schema::Index& index = *pair.from;
    PlannedStep step = part_step(
        Phase::drop_indexes,
        index.name,
        operations::DropIndex{.table = table_->name, .name = index.name, .existing = index});
    step.step.remark = pair.cause;
    step.uses = needs_->from.of(*table_->from, index);
    name_part(step, index.name);
    step.frees = {relation_slot(table_->name.schema, index.name)};
    step.removes = provided(key_of(index));
    std::ranges::copy(step.removes, std::back_inserter(step.frees));
    step.removes.push_back(index_node(table_->name, index.name));
    steps_.push_back(std::move(step));
  }

  void comment(const IndexPair& pair) {
    comment(
        {.target = CommentTarget::index,
         .name = {.schema = table_->name.schema, .name = pair.to->name},
         .table = table_->name,
         .comment = pair.to->comment,
         .existing = pair.from->comment});
  }

  std::vector<PlannedStep> steps() && { return std::move(steps_); }

 private:
  PlannedStep part_step(Phase phase, std::string part, operations::Operation operation) const {
    return {
        .step = {.operation = std::move(operation)},
        .rank =
            {.phase = phase,
             .schema = table_->name.schema,
             .object = table_->name.name,
             .part = std::move(part)},
        .group = group_of(*draft_, table_->name)};
  }

  void comment(operations::SetComment set) {
    const std::string name = set.name.name;
    PlannedStep step = part_step(Phase::comments, name, std::move(set));
    step.group.clear();
    step.needs = {table_node(table_->name), names_node(table_->name)};
    step.uses = step.needs;
    name_part(step, name);
    steps_.push_back(std::move(step));
  }

  /// Behind a rename of the part, and before one that is taken back.
  void name_part(PlannedStep& step, const std::string& name) const {
    const Node node{.kind = NodeKind::part_name, .object = table_->name, .part = name};
    step.needs.push_back(node);
    step.uses.push_back(node);
  }

  std::vector<Node> provided(const std::vector<std::string>& key) const {
    if (key.empty()) return {};
    return {key_node(table_->name, key)};
  }

  const Draft* draft_;
  const TablePair* table_;
  const BothNeeds* needs_;
  std::vector<PlannedStep> steps_{};
};

}  // namespace

std::vector<PlannedStep> constraint_steps(
    const Draft& draft, const TablePair& table, const BothNeeds& needs) {
  PartSteps steps(draft, table, needs);
  for (const ConstraintPair& pair : table.constraints) {
    if (pair.is_removed() || pair.is_replaced) steps.drop(pair);
    if (pair.is_added() || pair.is_replaced) steps.add(pair);
    if (!pair.stays()) continue;
    if (is_validated(pair)) steps.validate(pair);
    if (comment_of(*pair.from) != comment_of(*pair.to)) steps.comment(pair);
  }
  return std::move(steps).steps();
}

std::vector<PlannedStep> index_steps(
    const Draft& draft, const TablePair& table, const BothNeeds& needs) {
  PartSteps steps(draft, table, needs);
  for (const IndexPair& pair : table.indexes) {
    if (pair.is_removed() || pair.is_replaced) steps.drop(pair);
    if (pair.is_added() || pair.is_replaced) steps.add(pair);
    if (pair.stays() && differs(pair)) steps.comment(pair);
  }
  return std::move(steps).steps();
}

}  // namespace migrate::autogenerate
