#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/pairing.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/plan.hpp"
#include "autogenerate/table_rank.hpp"
#include "autogenerate/type_change.hpp"

namespace migrate::autogenerate {
namespace {

using operations::AlterColumn;
using schema::Column;

/// A default as an operation says it: NULL is none.
schema::Value value_of(const std::optional<schema::Value>& value) {
  return value ? *value : schema::Value(schema::Null{});
}

class Alteration final {
 public:
  Alteration(const schema::Name& table, const ColumnPair& pair, const CompareOptions& options)
      : pair_(&pair), from_(&*pair.from), to_(&*pair.to), options_(&options) {
    alter_.table = table;
    alter_.name = pair.to->name;
  }

  AlterColumn operation() && {
    set_type();
    set_nullable();
    set_default();
    if (from_->comment != to_->comment) {
      alter_.change.comment = to_->comment;
      alter_.existing.comment = from_->comment;
    }
    set_identity();
    set_computed();
    return std::move(alter_);
  }

 private:
  void set_type() {
    const bool is_new_type = pair_->is_converted || from_->type != to_->type;
    const bool is_new_collation = from_->collation != to_->collation;
    if (is_new_type) alter_.change.type = to_->type;
    if (is_new_type || is_new_collation) alter_.existing.type = from_->type;
    // Where a type is said without its collation, the column gets the usual one.
    const bool has_collation = !from_->collation.empty() || !to_->collation.empty();
    if (is_new_collation || (is_new_type && has_collation)) {
      alter_.change.collation = to_->collation;
      alter_.existing.collation = from_->collation;
    }
    alter_.convert_by_text =
        pair_->is_converted || (is_new_type && needs_text(from_->type, to_->type));
  }

  void set_nullable() {
    if (from_->nullable != to_->nullable) {
      alter_.change.nullable = to_->nullable;
      alter_.existing.nullable = from_->nullable;
    }
    if (from_->not_null_conflict != to_->not_null_conflict) {
      alter_.change.not_null_conflict = to_->not_null_conflict;
      alter_.existing.not_null_conflict = from_->not_null_conflict;
    }
  }

  /// A default that is there before and after another type is said again: as it was, it would be of
  /// the old type.
  void set_default() {
    const auto from = default_of(*from_);
    const auto to = default_of(*to_);
    const bool is_other = pair_->is_converted || is_other_type(from_->type, to_->type);
    const bool is_said_again = pair_->is_default_set || (is_other && !options_->rebuilds_tables);
    if (from == to && !(is_said_again && to)) return;
    alter_.change.server_default = value_of(to);
    alter_.existing.server_default = value_of(from);
  }

  void set_identity() {
    if (from_->identity == to_->identity) return;
    alter_.change.identity = to_->identity;
    alter_.existing.identity = from_->identity;
    alter_.drop_identity = !to_->identity;
  }

  void set_computed() {
    if (from_->computed == to_->computed) return;
    alter_.change.computed = to_->computed;
    alter_.existing.computed = from_->computed;
    alter_.drop_computed = !to_->computed;
  }

  const ColumnPair* pair_;
  const Column* from_;
  const Column* to_;
  const CompareOptions* options_;
  AlterColumn alter_{};
};

std::vector<Risk> risks_of(const AlterColumn& alter, const ColumnPair& pair) {
  std::vector<Risk> risks;
  const auto add = [&](RiskKind kind) {
    risks.push_back({.kind = kind, .table = alter.table, .columns = {alter.name}});
  };
  if (!pair.is_converted && alter.change.type) {
    const auto risk = risk_of(*alter.existing.type, *alter.change.type);
    if (risk) add(*risk);
  }
  const bool is_filled = alter.change.computed.has_value();
  if (alter.change.nullable == false && !is_filled) add(RiskKind::set_not_null);
  return risks;
}

std::string remark_of(const AlterColumn& alter, const ColumnPair& pair) {
  if (pair.is_converted) return "its type is made anew";
  const bool is_numbered = alter.change.identity && !alter.existing.identity;
  if (is_numbered)
    return "it numbers new rows from its start on: rows that are there may have these numbers";
  return pair.cause;
}

/// Whether a default gives way to an identity, or an identity to a default.
bool is_numbered_otherwise(const AlterColumn& alter) {
  const schema::Value none = schema::Null{};
  const bool comes = alter.change.identity && !alter.existing.identity;
  if (comes) return alter.existing.server_default.value_or(none) != none;
  return alter.drop_identity && alter.change.server_default.value_or(none) != none;
}

bool has_value(const Column& column) {
  return default_of(column) || column.identity || column.computed;
}

class ColumnSteps final {
 public:
  ColumnSteps(const Draft& draft, const TablePair& table, const BothNeeds& needs)
      : draft_(&draft), table_(&table), needs_(&needs) {}

  std::vector<PlannedStep> steps() && {
    for (const ColumnPair& pair : table_->columns) {
      const bool is_altered = pair.is_converted || pair.is_default_set || differs(pair);
      if (pair.stays() && is_altered) alter(pair);
      if (pair.is_removed() || pair.is_replaced) drop(pair);
      if (pair.is_added() || pair.is_replaced) add(pair);
    }
    return std::move(steps_);
  }

 private:
  PlannedStep step(Phase phase, const ColumnPair& pair, operations::Operation operation) const {
    return {
        .step = {.operation = std::move(operation), .remark = pair.cause},
        .rank =
            {.phase = phase,
             .schema = table_->name.schema,
             .object = table_->name.name,
             .place = pair.place},
        .group = group_of(*draft_, table_->name)};
  }

  Node node(const ColumnPair& pair) const {
    return column_node(table_->name, (pair.to ? pair.to : pair.from)->name);
  }

  Node slot(const ColumnPair& pair) const {
    return part_slot(table_->name, "column " + (pair.to ? pair.to : pair.from)->name);
  }

  void add(const ColumnPair& pair) {
    PlannedStep step = this->step(
        Phase::add_columns, pair, operations::AddColumn{.table = table_->name, .column = *pair.to});
    step.needs = needs_->to.of(*table_->to, *pair.to);
    step.provides = {node(pair), owner_node(table_->name, pair.to->name)};
    step.takes = {slot(pair)};
    if (!pair.to->nullable && !has_value(*pair.to)) {
      step.step.risks.push_back(
          {.kind = RiskKind::not_null_without_default,
           .table = table_->name,
           .columns = {pair.to->name}});
    }
    steps_.push_back(std::move(step));
  }

  void drop(const ColumnPair& pair) {
    operations::AddColumn existing{.table = table_->name, .column = *pair.from};
    PlannedStep step = this->step(
        Phase::drop_columns,
        pair,
        operations::DropColumn{
            .table = table_->name, .name = pair.from->name, .existing = std::move(existing)});
    step.uses = needs_->from.of(*table_->from, *pair.from);
    step.removes = {node(pair), owner_node(table_->name, pair.from->name)};
    step.frees = {slot(pair)};
    if (!pair.from->computed) {
      step.step.destroys =
          fmt::format("column {}.{} and its values", describe(table_->name), pair.from->name);
    }
    for (const schema::Sequence* const one : draft_->going_with(table_->name, pair.from->name)) {
      step.removes.push_back({.kind = NodeKind::sequence, .object = one->name});
      step.frees.push_back(relation_slot(one->name.schema, one->name.name));
    }
    steps_.push_back(std::move(step));
  }

  void alter(const ColumnPair& pair) {
    const AlterColumn operation = Alteration(table_->name, pair, draft_->options).operation();
    if (is_numbered_otherwise(operation) || pair.is_detoured || pair.is_default_dropped) {
      alter_in_two(pair, operation);
      return;
    }
    PlannedStep step = alter_step(Phase::alter_columns, pair, operation);
    step.needs = needs_->to.of(*table_->to, *pair.to);
    step.uses = needs_->from.of(*table_->from, *pair.from);
    steps_.push_back(std::move(step));
  }

  PlannedStep alter_step(Phase phase, const ColumnPair& pair, const AlterColumn& operation) const {
    PlannedStep step = this->step(phase, pair, operation);
    step.step.risks = risks_of(operation, pair);
    step.step.remark = remark_of(operation, pair);
    step.provides = {node(pair)};
    const bool is_retyped = operation.change.type || operation.change.collation;
    if (is_retyped && !draft_->options.rebuilds_tables) step.removes.push_back(node(pair));
    if (operation.change.nullable == true)
      step.removes.push_back(not_null_node(table_->name, pair.to->name));
    return step;
  }

  /// What comes first of a change that cannot be made at once; the rest is left in `rest`.
  static AlterColumn first_part(const ColumnPair& pair, AlterColumn& rest) {
    AlterColumn first{.table = rest.table, .name = rest.name};
    if (rest.drop_identity) {
      first.drop_identity = true;
      first.existing.identity = rest.existing.identity;
      rest.drop_identity = false;
      rest.existing.identity.reset();
    } else if (
        rest.existing.server_default.value_or(schema::Null{}) != schema::Value(schema::Null{})) {
      first.change.server_default = schema::Null{};
      first.existing.server_default = rest.existing.server_default;
      if (rest.change.server_default == schema::Value(schema::Null{})) {
        rest.change.server_default.reset();
        rest.existing.server_default.reset();
      } else {
        rest.existing.server_default = schema::Null{};
      }
    }
    if (pair.is_detoured) {
      first.change.type = schema::Type{.kind = TypeKind::text};
      first.existing.type = rest.existing.type;
      first.convert_by_text = true;
      rest.existing.type = first.change.type;
    }
    return first;
  }

  /// An identity instead of a default, or a default instead of an identity. Each may have a
  /// sequence, and both sequences the same name: what numbered the column goes first, with its
  /// sequence.
  void alter_in_two(const ColumnPair& pair, const AlterColumn& whole) {
    AlterColumn rest = whole;
    const AlterColumn first = first_part(pair, rest);
    PlannedStep before = alter_step(Phase::drop_columns, pair, first);
    before.step.remark = {};
    before.needs = {table_node(table_->name), names_node(table_->name)};
    before.uses = needs_->from.of(*table_->from, *pair.from);
    if (pair.is_detoured) {
      for (const Node& node : before.uses) {
        if (node.kind == NodeKind::whole) before.needs.push_back(attributes_node(node.part));
      }
    }
    before.frees = slots_of_sequences(pair, &SequencePair::to);
    before.frees.push_back(numbering(pair));
    PlannedStep after = alter_step(Phase::alter_columns, pair, rest);
    after.needs = needs_->to.of(*table_->to, *pair.to);
    after.uses = {table_node(table_->name), names_node(table_->name)};
    after.takes = slots_of_sequences(pair, &SequencePair::from);
    after.takes.push_back(numbering(pair));
    steps_.push_back(std::move(before));
    steps_.push_back(std::move(after));
  }

  /// What one thing at a time can be.
  Node numbering(const ColumnPair& pair) const {
    return part_slot(table_->name, "numbering " + pair.to->name);
  }

  /// The names of the sequences that belong to the column on one side only.
  std::vector<Node> slots_of_sequences(
      const ColumnPair& pair, std::optional<schema::Sequence> SequencePair::*side) const {
    std::vector<Node> slots;
    for (const SequencePair& sequences : draft_->sequences) {
      const std::optional<schema::Sequence>& one = sequences.*side;
      const bool is_alone = !sequences.from || !sequences.to;
      const bool is_owned = one && one->name.schema == table_->name.schema &&
                            one->owned_by_table == table_->name.name &&
                            one->owned_by_column == pair.to->name;
      if (is_alone && is_owned) slots.push_back(relation_slot(one->name.schema, one->name.name));
    }
    return slots;
  }

  const Draft* draft_;
  const TablePair* table_;
  const BothNeeds* needs_;
  std::vector<PlannedStep> steps_{};
};

}  // namespace

std::vector<PlannedStep> column_steps(
    const Draft& draft, const TablePair& table, const BothNeeds& needs) {
  return ColumnSteps(draft, table, needs).steps();
}

}  // namespace migrate::autogenerate
