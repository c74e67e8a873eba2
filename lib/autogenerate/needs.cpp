#include "autogenerate/needs.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/key_attachments.hpp"
#include "autogenerate/parts.hpp"
#include "schema/parents.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::Table;

Node enum_node(const Name& type) {
  return {.kind = NodeKind::enumeration, .object = type};
}

void append(std::vector<Node>& nodes, std::vector<Node>&& more) {
  std::ranges::move(more, std::back_inserter(nodes));
}

std::vector<Node> of_type(const schema::Type& type) {
  if (type.kind != TypeKind::enumeration) return {};
  const Name name{.schema = type.schema, .name = type.name};
  return {enum_node(name), {.kind = NodeKind::type_name, .object = name}};
}

std::vector<Node> of_table(const Name& table) {
  return {table_node(table), names_node(table)};
}

/// The columns of the table that a part of it is about.
std::vector<Node> of_columns(const Table& table, const Footing& footing) {
  std::vector<Node> nodes;
  for (const schema::Column& column : table.columns) {
    if (involves(footing, column.name)) nodes.push_back(column_node(table.name, column.name));
  }
  return nodes;
}

std::vector<Node> nodes_of(const schema::Reference& reference) {
  using schema::ReferenceKind;
  const Name& name = reference.name;
  switch (reference.kind) {
    case ReferenceKind::schema: return {schema_node(name.name)};
    case ReferenceKind::enumeration:
      return {enum_node(name), {.kind = NodeKind::type_name, .object = name}};
    case ReferenceKind::sequence:
      return {
          {.kind = NodeKind::sequence, .object = name},
          {.kind = NodeKind::sequence_name, .object = name}};
    case ReferenceKind::table: return of_table(name);
    case ReferenceKind::column:
    case ReferenceKind::column_default:
      return {column_node(name, reference.part), table_node(name), names_node(name)};
    case ReferenceKind::constraint:
      return {constraint_node(name, reference.part), table_node(name), names_node(name)};
    case ReferenceKind::index:
      return {index_node(name, reference.part), table_node(name), names_node(name)};
    case ReferenceKind::object: return {object_node(name.name), whole_node(name.name)};
  }
  return {};
}

bool is_of_table(const schema::Reference& reference) {
  using schema::ReferenceKind;
  return reference.kind == ReferenceKind::table || reference.kind == ReferenceKind::column ||
         reference.kind == ReferenceKind::constraint || reference.kind == ReferenceKind::index;
}

std::string table_of(const schema::Reference& reference) {
  return reference_key({.name = reference.name});
}

}  // namespace

Node table_node(const Name& table) {
  return {.kind = NodeKind::table, .object = table};
}

Node column_node(const Name& table, const std::string& column) {
  return {.kind = NodeKind::column, .object = table, .part = column};
}

Node not_null_node(const Name& table, const std::string& column) {
  return {.kind = NodeKind::not_null, .object = table, .part = column};
}

Node owner_node(const Name& table, const std::string& column) {
  return {.kind = NodeKind::owner, .object = table, .part = column};
}

Node key_node(const Name& table, const std::vector<std::string>& key) {
  return {.kind = NodeKind::key, .object = table, .part = fmt::format("{}", fmt::join(key, "\n"))};
}

Node logging_node(const Name& table) {
  return {.kind = NodeKind::logging, .object = table};
}

Node names_node(const Name& table) {
  return {.kind = NodeKind::names, .object = table};
}

Node schema_node(const std::string& schema) {
  return {.kind = NodeKind::schema, .object = {.name = schema}};
}

Node object_node(const std::string& key) {
  return {.kind = NodeKind::object, .part = key};
}

Node whole_node(const std::string& key) {
  return {.kind = NodeKind::whole, .part = key};
}

Node attributes_node(const std::string& key) {
  return {.kind = NodeKind::whole, .part = key + "\nattributes"};
}

Node constraint_node(const Name& table, const std::string& constraint) {
  return {.kind = NodeKind::constraint, .object = table, .part = constraint};
}

Node index_node(const Name& table, const std::string& index) {
  return {.kind = NodeKind::index, .object = table, .part = index};
}

Node relation_slot(const std::string& schema, const std::string& name) {
  return {.kind = NodeKind::relation_slot, .object = {.schema = schema, .name = name}};
}

Node type_slot(const Name& type) {
  return {.kind = NodeKind::type_slot, .object = type};
}

Node part_slot(const Name& table, const std::string& name) {
  return {.kind = NodeKind::part_slot, .object = table, .part = name};
}

std::vector<Node> slots_of(const Name& table, const schema::Constraint& constraint) {
  const std::string& name = schema::name(constraint);
  std::vector<Node> slots;
  const bool is_primary = std::holds_alternative<schema::PrimaryKey>(constraint);
  // A table has one primary key, whatever it is called; no constraint is called like this.
  if (is_primary) slots.push_back(part_slot(table, "\nprimary key"));
  if (name.empty()) return slots;
  slots.push_back(part_slot(table, "\nconstraint " + name));
  const bool has_index =
      !key_of(constraint).empty() || std::holds_alternative<schema::Exclude>(constraint);
  if (has_index) slots.push_back(relation_slot(table.schema, name));
  return slots;
}

Needs::Needs(const Draft& draft, Side side) : draft_(&draft), side_(side) {
  const auto thing = [&](const auto& pair) -> const auto& {
    return side == Side::from ? pair.from : pair.to;
  };
  const auto add = [&](NodeKind kind, NodeKind name_kind, const Name& name) {
    std::vector<Node>& nodes = named_[support::to_lower(name.name)];
    nodes.push_back({.kind = kind, .object = name});
    nodes.push_back({.kind = name_kind, .object = name});
  };
  for (const EnumPair& pair : draft.enums) {
    if (thing(pair)) add(NodeKind::enumeration, NodeKind::type_name, thing(pair)->name);
  }
  for (const SequencePair& pair : draft.sequences) {
    if (thing(pair)) add(NodeKind::sequence, NodeKind::sequence_name, thing(pair)->name);
  }
  for (const schema::Rename& rename : draft.renames) {
    const Name name{.schema = rename.parent.schema, .name = rename.to};
    if (rename.kind == schema::RenameKind::enumeration)
      add(NodeKind::enumeration, NodeKind::type_name, name);
    if (rename.kind == schema::RenameKind::sequence)
      add(NodeKind::sequence, NodeKind::sequence_name, name);
  }
  add_hosted(side == Side::from ? draft.objects_from : draft.objects_to);
  add_partitions();
}

void Needs::add_partitions() {
  for (const Table& table : (side_ == Side::from ? draft_->from : draft_->to)->tables) {
    if (!table.partition_of.empty())
      partitions_[schema::parents_of(table).back()].push_back(table.name);
  }
}

std::vector<Node> Needs::partitions_of(const Name& table) const {
  std::vector<Node> nodes;
  const auto found = partitions_.find(table);
  if (found == partitions_.end()) return nodes;
  for (const Name& partition : found->second) {
    nodes.push_back(table_node(partition));
    append(nodes, partitions_of(partition));
  }
  return nodes;
}

void Needs::add_hosted(const ObjectMap& objects) {
  for (const auto& [key, object] : objects) {
    if (!object->host) continue;
    const schema::Reference& host = *object->host;
    hosted_[is_of_table(host) ? table_of(host) : reference_key(host)].push_back(object);
    if (object->kind != "key attachment") continue;
    for (const schema::Reference& index : object->needs)
      adopted_[reference_key(index)].push_back(
          constraint_node(host.name, attached_key(*object).part));
  }
}

std::vector<Node> Needs::of_parent(const Name& table) const {
  std::vector<Node> nodes{table_node(table)};
  if (const Table* const known = find(table)) {
    // A child may have a check of them.
    for (const schema::Column& column : known->columns)
      nodes.push_back(column_node(table, column.name));
    for (const Name& parent : schema::parents_of(*known))
      append(nodes, of_parent(parent));
    return nodes;
  }
  for (const auto& [key, object] :
       side_ == Side::from ? draft_->objects_from : draft_->objects_to) {
    if (object->schema == table.schema && object->relation_name == table.name)
      append(nodes, {object_node(key), whole_node(key)});
  }
  return nodes;
}

std::vector<Node> Needs::adopted_keys(const Name& table, const std::string& index) const {
  const auto found = adopted_.find(
      reference_key({.kind = schema::ReferenceKind::index, .name = table, .part = index}));
  return found == adopted_.end() ? std::vector<Node>{} : found->second;
}

const Table* Needs::find(const Name& table) const {
  return side_ == Side::from ? draft_->table_from(table) : draft_->table_to(table);
}

std::vector<Node> Needs::of_words(const Words& words) const {
  std::vector<Node> nodes;
  const auto add = [&](const std::string& word) {
    const auto found = named_.find(word);
    if (found != named_.end()) std::ranges::copy(found->second, std::back_inserter(nodes));
  };
  if (named_.empty()) return nodes;
  std::ranges::for_each(words.names, add);
  for (const std::string& text : words.strings)
    std::ranges::for_each(words_of(text).names, add);
  return nodes;
}

std::vector<Node> Needs::of_objects(const schema::Reference& part) const {
  const DependencyMap& needed = side_ == Side::from ? draft_->needed_from : draft_->needed_to;
  std::vector<Node> nodes;
  if (needed.empty()) return nodes;
  const auto found = needed.find(reference_key(part));
  if (found == needed.end()) return nodes;
  for (const std::string& key : found->second)
    append(nodes, {object_node(key), whole_node(key)});
  return nodes;
}

std::vector<Node> Needs::of(const schema::Object& object) const {
  std::vector<Node> nodes;
  if (!object.schema.empty()) nodes.push_back(schema_node(object.schema));
  for (const schema::Reference& one : object.needs)
    append(nodes, nodes_of(one));
  if (!object.host) return nodes;
  if (object.host->kind == schema::ReferenceKind::column)
    append(nodes, of_attachment(object.host->name));
  // A part of its host is no reason to wait for all of the host's parts.
  if (object.host->kind == schema::ReferenceKind::object)
    nodes.push_back(object_node(object.host->name.name));
  else
    append(nodes, nodes_of(*object.host));
  return nodes;
}

/// Whether the partition is taken out for a while: what was said of it can go meanwhile.
bool Needs::is_taken_out(const schema::Object& attachment) const {
  const auto found = draft_->objects.find(attachment.key());
  return side_ == Side::from && found != draft_->objects.end() && found->second.is_replaced;
}

/// What is said of a column that the table has from its parent, is said of a partition.
std::vector<Node> Needs::of_attachment(const Name& table) const {
  std::vector<Node> nodes;
  const auto found = hosted_.find(reference_key({.name = table}));
  if (found == hosted_.end()) return nodes;
  for (const schema::Object* const one : found->second) {
    if (one->kind == "attachment" && !is_taken_out(*one)) nodes.push_back(object_node(one->key()));
  }
  return nodes;
}

std::vector<Node> Needs::of_hosted(const Name& table) const {
  std::vector<Node> nodes;
  const auto found = hosted_.find(reference_key({.name = table}));
  if (found == hosted_.end()) return nodes;
  for (const schema::Object* const one : found->second) {
    append(nodes, of(*one));
  }
  std::erase_if(nodes, [&](const Node& node) { return node.object == table; });
  return nodes;
}

std::vector<const schema::Object*> Needs::objects_of(const schema::Object& host) const {
  std::vector<const schema::Object*> objects;
  const auto found = hosted_.find(
      reference_key({.kind = schema::ReferenceKind::object, .name = {.name = host.key()}}));
  if (found == hosted_.end()) return objects;
  std::ranges::copy_if(found->second, std::back_inserter(objects), [&](const auto* const one) {
    return side_ == Side::from || one->is_inline;
  });
  return objects;
}

std::vector<Node> Needs::of_hosted(const schema::Object& host) const {
  std::vector<Node> nodes;
  for (const schema::Object* const one : objects_of(host))
    append(nodes, of(*one));
  const std::string key = host.key();
  std::erase_if(
      nodes, [&](const Node& node) { return node == object_node(key) || node == whole_node(key); });
  return nodes;
}

std::vector<Node> Needs::hosted(const schema::Object& host) const {
  std::vector<Node> nodes;
  for (const schema::Object* const one : objects_of(host))
    nodes.push_back(object_node(one->key()));
  return nodes;
}

std::vector<Node> Needs::of(const Table& table, const schema::Column& column) const {
  std::vector<Node> nodes = of_type(column.type);
  for (const auto kind : {schema::ReferenceKind::column, schema::ReferenceKind::column_default})
    append(nodes, of_objects({.kind = kind, .name = table.name, .part = column.name}));
  append(nodes, of_table(table.name));
  if (column.server_default) {
    const auto* const expression = std::get_if<schema::Expression>(&*column.server_default);
    if (expression != nullptr) append(nodes, of_words(words_of(expression->text)));
  }
  if (!column.computed) return nodes;
  const Footing footing = footing_of(column);
  append(nodes, of_words(footing.words));
  append(nodes, of_columns(table, footing));
  return nodes;
}

std::vector<Node> Needs::of(const Table& table, const schema::Constraint& constraint) const {
  const Footing footing = footing_of(constraint);
  std::vector<Node> nodes = of_columns(table, footing);
  append(nodes, of_table(table.name));
  append(nodes, of_words(footing.words));
  append(
      nodes,
      of_objects(
          {.kind = schema::ReferenceKind::constraint,
           .name = table.name,
           .part = schema::name(constraint)}));
  if (std::holds_alternative<schema::PrimaryKey>(constraint)) {
    for (const std::string& column : footing.columns)
      nodes.push_back(not_null_node(table.name, column));
  }
  const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
  if (key == nullptr) return nodes;
  const Name& referred = key->referred_table;
  const std::vector<std::string> columns = key_of(*key, find(referred));
  for (const std::string& column : columns)
    nodes.push_back(column_node(referred, column));
  append(
      nodes,
      {table_node(referred),
       key_node(referred, columns),
       names_node(referred),
       logging_node(referred),
       logging_node(table.name)});
  // None of them can be dropped before the key.
  if (side_ == Side::from) append(nodes, partitions_of(referred));
  return nodes;
}

std::vector<Node> Needs::key_of_reference(const schema::Constraint& constraint) const {
  const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
  if (key == nullptr) return {};
  return {key_node(key->referred_table, key_of(*key, find(key->referred_table)))};
}

std::vector<Node> Needs::of(const Table& table, const schema::Index& index) const {
  const Footing footing = footing_of(index);
  std::vector<Node> nodes = of_columns(table, footing);
  append(nodes, of_table(table.name));
  append(nodes, of_words(footing.words));
  append(
      nodes,
      of_objects({.kind = schema::ReferenceKind::index, .name = table.name, .part = index.name}));
  return nodes;
}

}  // namespace migrate::autogenerate
