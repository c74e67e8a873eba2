#include "autogenerate/attachment_edges.hpp"

#include <vector>

#include "autogenerate/key_attachments.hpp"
#include "autogenerate/pairing.hpp"
#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Object;
using schema::ReferenceKind;

/// A key, and the index that it is a part of, can go while the table is no partition.
void mind_key(PlannedStep& step, const Object& attachment, bool is_made) {
  const schema::Reference key = attached_key(attachment);
  if (is_made) {
    step.takes.push_back(part_slot(key.name, "\nconstraint " + key.part));
  } else {
    step.uses.push_back(constraint_node(key.name, key.part));
  }
  for (const schema::Reference& one : attachment.needs) {
    if (is_made)
      step.takes.push_back(relation_slot(one.name.schema, one.part));
    else
      step.uses.push_back(index_node(one.name, one.part));
  }
}

void mind_own_parts(PlannedStep& step, const TablePair& pair, bool is_made) {
  std::vector<Node>& nodes = is_made ? step.needs : step.uses;
  for (const ConstraintPair& one : pair.constraints) {
    const auto& part = is_made ? one.to : one.from;
    if (part) nodes.push_back(constraint_node(pair.name, schema::name(*part)));
  }
  for (const IndexPair& one : pair.indexes) {
    const auto& part = is_made ? one.to : one.from;
    if (part) nodes.push_back(index_node(pair.name, part->name));
  }
}

/// A table that comes to its parent, or leaves it.
struct Move {
  const Draft& draft;
  const schema::Name& parent;
  const schema::Name& table;
  bool is_made{false};
};

void mind_parts_of_parent(PlannedStep& step, const Move& move) {
  const schema::Table* const was = move.draft.table_from(move.parent);
  const schema::Table* const is = move.draft.table_to(move.parent);
  if (was == nullptr || is == nullptr) return;
  for (const schema::Column& column : was->columns)
    step.uses.push_back(column_node(move.parent, column.name));
  for (const schema::Column& column : is->columns)
    step.frees.push_back(part_slot(move.parent, "column " + column.name));
  if (!move.is_made) return;
  for (const schema::Column& column : was->columns)
    step.needs.push_back(column_node(move.table, column.name));
  for (const schema::Constraint& one : was->constraints)
    step.needs.push_back(constraint_node(move.table, schema::name(one)));
}

}  // namespace

void mind_parent(PlannedStep& step, const Object& object, const Draft& draft) {
  const schema::Name& table = object.host->name;
  const bool is_made = !step.provides.empty();
  for (const schema::Reference& need : object.needs) {
    if (need.kind == ReferenceKind::table)
      mind_parts_of_parent(
          step, {.draft = draft, .parent = need.name, .table = table, .is_made = is_made});
  }
  if (!is_made) step.provides.push_back(table_node(table));
  for (const Object* const one : key_attachments_of(draft.objects_from, table))
    mind_key(step, *one, is_made);
  const TablePair* const pair = draft.find(table);
  if (pair != nullptr && pair->stays()) mind_own_parts(step, *pair, is_made);
}

}  // namespace migrate::autogenerate
