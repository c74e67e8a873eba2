#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/plan.hpp"
#include "support/error.hpp"

namespace migrate::autogenerate {
namespace {

using operations::Operation;
using schema::Name;
using schema::Rename;
using schema::RenameKind;

/// What a rename is about.
Name object_of(const Rename& rename) {
  switch (rename.kind) {
    case RenameKind::table:
    case RenameKind::enumeration:
    case RenameKind::sequence: return {.schema = rename.parent.schema, .name = rename.to};
    case RenameKind::column:
    case RenameKind::index:
    case RenameKind::constraint:
    case RenameKind::enum_value: return rename.parent;
  }
  return {};
}

/// Gives what is called `old` the name `now`.
Operation operation_of(const Rename& rename, const std::string& old, const std::string& now) {
  const Name whole{.schema = rename.parent.schema, .name = old};
  switch (rename.kind) {
    case RenameKind::table: return operations::RenameTable{.name = whole, .new_name = now};
    case RenameKind::column:
      return operations::RenameColumn{.table = rename.parent, .name = old, .new_name = now};
    case RenameKind::index:
      return operations::RenameIndex{.table = rename.parent, .name = old, .new_name = now};
    case RenameKind::constraint:
      return operations::RenameConstraint{.table = rename.parent, .name = old, .new_name = now};
    case RenameKind::enumeration: return operations::RenameEnum{.name = whole, .new_name = now};
    case RenameKind::enum_value:
      return operations::RenameEnumValue{.type = rename.parent, .value = old, .new_value = now};
    case RenameKind::sequence: return operations::RenameSequence{.name = whole, .new_name = now};
  }
  return {};
}

Node own_name_node(const Name& object) {
  return {.kind = NodeKind::table_name, .object = object};
}

/// What is called by its name from the rename on.
std::vector<Node> named_nodes(const Rename& rename) {
  const Name object = object_of(rename);
  switch (rename.kind) {
    case RenameKind::table: return {own_name_node(object), names_node(object)};
    case RenameKind::column: return {names_node(object)};
    case RenameKind::index:
    case RenameKind::constraint:
      return {{.kind = NodeKind::part_name, .object = object, .part = rename.to}};
    case RenameKind::enumeration:
      return {own_name_node(object), {.kind = NodeKind::type_name, .object = object}};
    case RenameKind::enum_value: return {{.kind = NodeKind::type_name, .object = object}};
    case RenameKind::sequence: return {{.kind = NodeKind::sequence_name, .object = object}};
  }
  return {};
}

/// The table, or the type, that a part is renamed in.
std::vector<Node> parent_nodes(const Rename& rename) {
  switch (rename.kind) {
    case RenameKind::column:
    case RenameKind::index:
    case RenameKind::constraint:
    case RenameKind::enum_value: return {own_name_node(rename.parent)};
    case RenameKind::table:
    case RenameKind::enumeration:
    case RenameKind::sequence: return {};
  }
  return {};
}

/// The names that whoever is called `name` has to itself.
std::vector<Node> slots_of(const Rename& rename, const std::string& name, const Draft& draft) {
  const std::string& schema = rename.parent.schema;
  switch (rename.kind) {
    case RenameKind::table:
      return {relation_slot(schema, name), type_slot({.schema = schema, .name = name})};
    case RenameKind::column: return {part_slot(rename.parent, "column " + name)};
    case RenameKind::index:
    case RenameKind::sequence: return {relation_slot(schema, name)};
    case RenameKind::enumeration: return {type_slot({.schema = schema, .name = name})};
    case RenameKind::enum_value: return {part_slot(rename.parent, "value " + name)};
    case RenameKind::constraint: break;
  }
  std::vector<Node> slots{part_slot(rename.parent, "\nconstraint " + name)};
  const schema::Table* const table = draft.table_from(rename.parent);
  if (table == nullptr) return slots;
  for (const schema::Constraint& constraint : table->constraints) {
    const bool has_index = !std::holds_alternative<schema::Check>(constraint) &&
                           !std::holds_alternative<schema::ForeignKey>(constraint);
    if (has_index && schema::name(constraint) == rename.to)
      slots.push_back(relation_slot(schema, name));
  }
  return slots;
}

/// Names that are exchanged: no order of renames does that.
void refuse_swaps(const std::vector<Rename>& renames) {
  using Place = std::tuple<RenameKind, std::string, std::string>;
  std::map<Place, std::map<std::string, std::string>> names;
  for (const Rename& one : renames)
    names[{one.kind, one.parent.schema, one.parent.name}].emplace(one.from, one.to);
  for (const Rename& one : renames) {
    const auto& here = names[{one.kind, one.parent.schema, one.parent.name}];
    std::string name = one.to;
    for (std::size_t i = 0; i < here.size(); ++i) {
      const auto next = here.find(name);
      if (next == here.end()) break;
      name = next->second;
      if (name != one.to) continue;
      throw Error(
          ErrorCode::unsupported,
          fmt::format("names are exchanged: {}", describe(one)),
          "rename one of them to a third name in a migration of its own");
    }
  }
}

PlannedStep step_of(const Rename& rename, Direction direction, const Draft& draft) {
  const bool is_there = direction == Direction::there;
  const std::string& old = is_there ? rename.from : rename.to;
  const std::string& now = is_there ? rename.to : rename.from;
  // Tables come first, and their names are taken back last.
  const auto kind = static_cast<std::size_t>(rename.kind);
  constexpr std::size_t kinds = 16;
  PlannedStep step{
      .step = {.operation = operation_of(rename, old, now)},
      .rank = {
          .phase = is_there ? Phase::names : Phase::take_names_back,
          .schema = rename.parent.schema,
          .object = rename.parent.name,
          .place = is_there ? kind : kinds - kind,
          .part = rename.to}};
  (is_there ? step.provides : step.removes) = named_nodes(rename);
  (is_there ? step.needs : step.uses) = parent_nodes(rename);
  step.takes = slots_of(rename, now, draft);
  step.frees = slots_of(rename, old, draft);
  return step;
}

}  // namespace

std::vector<PlannedStep> rename_steps(const Draft& draft, Direction direction) {
  refuse_swaps(draft.renames);
  std::vector<PlannedStep> steps;
  for (const Rename& rename : draft.renames)
    steps.push_back(step_of(rename, direction, draft));
  return steps;
}

}  // namespace migrate::autogenerate
