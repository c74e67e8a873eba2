#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/ancestry.hpp"
#include "autogenerate/foreign_key_cycles.hpp"
#include "autogenerate/partition_parts.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/plan.hpp"
#include "schema/parents.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::Table;

void append(std::vector<Node>& nodes, std::vector<Node>&& more) {
  std::ranges::move(more, std::back_inserter(nodes));
}

/// What stands on the table being there.
std::vector<Node> nodes_of(const Table& table) {
  std::vector<Node> nodes{table_node(table.name), logging_node(table.name)};
  for (const schema::Column& column : table.columns) {
    nodes.push_back(column_node(table.name, column.name));
    nodes.push_back(owner_node(table.name, column.name));
  }
  for (const schema::Constraint& constraint : table.constraints) {
    nodes.push_back(constraint_node(table.name, schema::name(constraint)));
    if (auto key = key_of(constraint); !key.empty()) nodes.push_back(key_node(table.name, key));
  }
  for (const schema::Index& index : table.indexes) {
    nodes.push_back(index_node(table.name, index.name));
    if (auto key = key_of(index); !key.empty()) nodes.push_back(key_node(table.name, key));
  }
  return nodes;
}

std::vector<Node> slots_of_table(const Table& table) {
  std::vector<Node> slots{relation_slot(table.name.schema, table.name.name), type_slot(table.name)};
  for (const schema::Constraint& constraint : table.constraints)
    append(slots, slots_of(table.name, constraint));
  for (const schema::Index& index : table.indexes)
    slots.push_back(relation_slot(table.name.schema, index.name));
  return slots;
}

/// What the table with all its parts stands on.
std::vector<Node> needs_of(const Table& table, const Needs& needs) {
  std::vector<Node> nodes;
  for (const Name& parent : schema::parents_of(table))
    append(nodes, needs.of_parent(parent));
  nodes.push_back(schema_node(table.name.schema));
  for (const schema::Column& column : table.columns)
    append(nodes, needs.of(table, column));
  for (const schema::Constraint& constraint : table.constraints)
    append(nodes, needs.of(table, constraint));
  for (const schema::Index& index : table.indexes)
    append(nodes, needs.of(table, index));
  return nodes;
}

Table in_order(Table table) {
  std::ranges::sort(table.constraints, {}, sort_key);
  std::ranges::sort(table.indexes, {}, &schema::Index::name);
  return table;
}

Table without(Table table, const std::vector<schema::Constraint>& constraints) {
  std::erase_if(table.constraints, [&](const schema::Constraint& one) {
    return std::ranges::find(constraints, one) != constraints.end();
  });
  return table;
}

class TableSteps final {
 public:
  TableSteps(const Draft& draft, const BothNeeds& needs, const TableSet& split)
      : draft_(&draft), needs_(&needs), split_(&split) {}

  std::vector<PlannedStep> steps() && {
    std::vector<const Table*> created;
    std::vector<const Table*> dropped;
    for (const auto& [name, pair] : draft_->tables) {
      if (pair.stays()) continue;
      if (pair.to != nullptr) created.push_back(pair.to);
      if (pair.from != nullptr) dropped.push_back(pair.from);
    }
    CyclicKeys later = cyclic_keys(created, *split_);
    for (const Table* const table : created)
      put_off_checks(*table, later);
    for (const Table* const table : created)
      create(*table, later);
    const CyclicKeys first = cyclic_keys(dropped, *split_);
    for (const Table* const table : dropped)
      drop(*table, first);
    return std::move(steps_);
  }

 private:
  static const std::vector<schema::Constraint>& of(const CyclicKeys& keys, const Name& table) {
    static const std::vector<schema::Constraint> none;
    const auto found = keys.find(table);
    return found == keys.end() ? none : found->second;
  }

  /// A check that is not tried on rows comes behind the children: those that are made later would
  /// have it as a valid one.
  void put_off_checks(const Table& table, CyclicKeys& later) const {
    if (draft_->options.rebuilds_tables) return;
    for (const schema::Constraint& one : table.constraints) {
      const auto* const check = std::get_if<schema::Check>(&one);
      const bool is_put_off = check != nullptr && check->not_valid && !check->no_inherit;
      if (is_put_off && !children_of(*draft_->to, table.name).empty())
        later[table.name].push_back(one);
    }
  }

  /// An index that takes keys of partitions for its parts is made behind them.
  void create_indexes_later(Table& table) {
    std::erase_if(table.indexes, [&](const schema::Index& index) {
      std::vector<Node> keys = needs_->to.adopted_keys(table.name, index.name);
      if (keys.empty()) return false;
      PlannedStep step{
          .step = {.operation = operations::CreateIndex{.table = table.name, .index = index}},
          .rank = rank(Phase::create_indexes, table.name, index.name),
          .needs = needs_->to.of(table, index),
          .provides = {index_node(table.name, index.name)},
          .takes = {relation_slot(table.name.schema, index.name)}};
      append(step.needs, std::move(keys));
      if (auto key = key_of(index); !key.empty())
        step.provides.push_back(key_node(table.name, key));
      steps_.push_back(std::move(step));
      return true;
    });
  }

  /// The constraints that the table gets later, or loses before: of one that is split, also the
  /// checks that use an object, which may be about its rows.
  std::vector<schema::Constraint> split_off(
      const Table& table, const CyclicKeys& keys, const DependencyMap& needed) const {
    const std::vector<schema::Constraint>& known = of(keys, table.name);
    std::vector<schema::Constraint> result = known;
    if (!split_->contains(table.name)) return result;
    std::ranges::copy_if(
        table.constraints, std::back_inserter(result), [&](const schema::Constraint& one) {
          const schema::Reference reference{
              .kind = schema::ReferenceKind::constraint,
              .name = table.name,
              .part = schema::name(one)};
          return std::holds_alternative<schema::Check>(one) &&
                 needed.contains(reference_key(reference)) &&
                 std::ranges::find(known, one) == known.end();
        });
    return result;
  }

  /// Where a table that a partition belongs to is, or was, while the partition is made.
  std::string tablespace_over(const Table& table) const {
    if (table.partition_of.empty()) return {};
    const Name parent = schema::parents_of(table).back();
    for (const Table* const one : {draft_->table_from(parent), draft_->table_to(parent)}) {
      if (one == nullptr) continue;
      std::string found = one->tablespace.empty() ? tablespace_over(*one) : one->tablespace;
      if (!found.empty()) return found;
    }
    return {};
  }

  /// A partition that says nothing else is made where its table is.
  void leave_tablespace_of_parent(const Table& table) {
    if (!table.tablespace.empty()) return;
    const std::string tablespace = tablespace_over(table);
    if (tablespace.empty()) return;
    steps_.push_back(
        {.step =
             {.operation =
                  operations::SetTableOptions{
                      .table = table.name,
                      .change = {.tablespace = std::string{}},
                      .existing = {.tablespace = tablespace}}},
         .rank = rank(Phase::options, table.name),
         .needs = {table_node(table.name)}});
  }

  void create(const Table& table, const CyclicKeys& keys) {
    Table whole = in_order(table);
    create_indexes_later(whole);
    const auto later = split_off(table, keys, draft_->needed_to);
    const Table inline_part = without(whole, later);
    const bool takes_all = draft_->options.rebuilds_tables;
    steps_.push_back(
        {.step = {.operation = operations::CreateTable{.table = takes_all ? whole : inline_part}},
         .rank = rank(Phase::create_tables, table.name),
         .needs = needs_of(inline_part, needs_->to),
         .provides = nodes_of(whole),
         .takes = slots_of_table(inline_part)});
    for (const schema::Constraint& constraint : inline_part.constraints)
      append(steps_.back().takes, needs_->to.key_of_reference(constraint));
    let_others_be_named(table, steps_.back());
    wait_for_parents(table, steps_.back());
    if (takes_all) return;
    leave_tablespace_of_parent(table);
    for (const schema::Constraint& key : later) {
      PlannedStep step{
          .step = {.operation = operations::AddConstraint{.table = table.name, .constraint = key}},
          .rank = rank(Phase::add_references, table.name, sort_key(key)),
          .needs = needs_->to.of(table, key),
          .takes = needs_->to.key_of_reference(key)};
      if (std::holds_alternative<schema::Check>(key)) {
        std::ranges::transform(
            descendants_of(*draft_->to, table.name), std::back_inserter(step.needs), table_node);
      } else {
        step.step.remark = "the tables wait for each other";
      }
      step.provides.push_back(constraint_node(table.name, schema::name(key)));
      steps_.push_back(std::move(step));
    }
  }

  /// A child comes when its parents have no columns any more that are not to be: what several of
  /// them say of one may not go together.
  void wait_for_parents(const Table& table, PlannedStep& step) const {
    if (table.inherits.empty()) return;
    for (const Name& parent : Ancestry(*draft_, Side::to).ancestors_of(table)) {
      const Table* const was = draft_->table_from(parent);
      if (was == nullptr) continue;
      for (const schema::Column& column : was->columns)
        step.takes.push_back(part_slot(parent, "column " + column.name));
    }
  }

  /// A partition comes behind tables that are called as the server would call its indexes.
  void let_others_be_named(const Table& table, PlannedStep& step) const {
    for (const std::string& name : usual_index_names(*draft_, table)) {
      const Name other{.schema = table.name.schema, .name = name};
      if (draft_->table_to(other) != nullptr) step.needs.push_back(table_node(other));
    }
  }

  void drop(const Table& table, const CyclicKeys& keys) {
    const Table whole = in_order(table);
    const auto first = split_off(table, keys, draft_->needed_from);
    const Table rest = without(whole, first);
    const TablePair* const pair = draft_->find(table.name);
    PlannedStep step{
        .step =
            {.operation = operations::DropTable{.name = table.name, .existing = whole},
             .destroys = fmt::format("table {} and its rows", describe(table.name))},
        .rank = rank(Phase::drop_tables, table.name),
        .uses = needs_of(rest, needs_->from),
        .removes = nodes_of(whole),
        .frees = slots_of_table(whole)};
    if (!split_->contains(table.name)) append(step.uses, needs_->from.of_hosted(table.name));
    if (pair->is_replaced)
      step.step.remark = "what has changed can only be said when the table is made";
    for (const schema::Sequence* const sequence : draft_->going_with(table.name, {})) {
      step.removes.push_back({.kind = NodeKind::sequence, .object = sequence->name});
      step.frees.push_back(relation_slot(sequence->name.schema, sequence->name.name));
    }
    steps_.push_back(std::move(step));
    if (draft_->options.rebuilds_tables) return;
    for (const schema::Constraint& key : first) {
      steps_.push_back(
          {.step =
               {.operation =
                    operations::DropConstraint{
                        .table = table.name, .name = schema::name(key), .existing = key},
                .remark = "the tables wait for each other"},
           .rank = rank(Phase::drop_references, table.name, sort_key(key)),
           .uses = needs_->from.of(table, key)});
    }
  }

  static Rank rank(Phase phase, const Name& table, std::string part = {}) {
    return {.phase = phase, .schema = table.schema, .object = table.name, .part = std::move(part)};
  }

  const Draft* draft_;
  const BothNeeds* needs_;
  const TableSet* split_;
  std::vector<PlannedStep> steps_{};
};

}  // namespace

std::vector<PlannedStep> table_steps(
    const Draft& draft, const BothNeeds& needs, const TableSet& split) {
  return TableSteps(draft, needs, split).steps();
}

}  // namespace migrate::autogenerate
