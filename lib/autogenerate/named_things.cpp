#include "autogenerate/named_things.hpp"

#include <algorithm>

#include "autogenerate/renames.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::RenameKind;

/// What a database has of what is declared: without the tables that are equal.
schema::MetaData differing_part(const schema::MetaData& live, const schema::MetaData& declared) {
  schema::MetaData result{.enums = live.enums, .sequences = live.sequences};
  const TableMap tables = tables_of(declared);
  for (const schema::Table& table : live.tables) {
    const auto found = tables.find(table.name);
    if (found == tables.end() || *found->second != table) result.tables.push_back(table);
  }
  return result;
}

}  // namespace

NamedThings::NamedThings(const schema::MetaData& metadata) : tables_(tables_of(metadata)) {
  for (const schema::EnumType& one : metadata.enums)
    enums_.emplace(one.name, &one);
  for (const schema::Sequence& one : metadata.sequences)
    sequences_.insert(one.name);
}

const schema::Table* NamedThings::find_table(const Name& name) const {
  const auto found = tables_.find(name);
  return found == tables_.end() ? nullptr : found->second;
}

const schema::EnumType* NamedThings::find_enum(const Name& name) const {
  const auto found = enums_.find(name);
  return found == enums_.end() ? nullptr : found->second;
}

bool NamedThings::has(RenameKind kind, const Name& parent, const std::string& name) const {
  const Name whole{.schema = parent.schema, .name = name};
  if (kind == RenameKind::table) return find_table(whole) != nullptr;
  if (kind == RenameKind::enumeration) return find_enum(whole) != nullptr;
  if (kind == RenameKind::sequence) return sequences_.contains(whole);
  if (kind == RenameKind::enum_value) {
    const schema::EnumType* const type = find_enum(parent);
    return type != nullptr && std::ranges::find(type->values, name) != type->values.end();
  }
  const schema::Table* const table = find_table(parent);
  if (table == nullptr) return false;
  const auto is_called = [&](const auto& one) { return one.name == name; };
  if (kind == RenameKind::column) return std::ranges::any_of(table->columns, is_called);
  if (kind == RenameKind::index) return std::ranges::any_of(table->indexes, is_called);
  return std::ranges::any_of(
      table->constraints, [&](const schema::Constraint& one) { return schema::name(one) == name; });
}

LiveSchema::LiveSchema(const schema::MetaData& live, const schema::MetaData& declared)
    : differing_(differing_part(live, declared)), things_(differing_) {
  for (const schema::Table& table : live.tables) {
    if (things_.find_table(table.name) == nullptr) equal_.insert(table.name);
  }
}

void LiveSchema::apply(const std::vector<schema::Rename>& renames) {
  if (renames.empty()) return;
  apply_renames(differing_, renames);
  things_ = NamedThings(differing_);
  for (const schema::Rename& one : renames) {
    if (one.kind != RenameKind::table && one.kind != RenameKind::enumeration) continue;
    const std::string& schema = one.parent.schema;
    now_[{.schema = schema, .name = one.from}] = {.schema = schema, .name = one.to};
  }
}

bool LiveSchema::has(RenameKind kind, const Name& parent, const std::string& name) const {
  if (kind == RenameKind::table && equal_.contains({.schema = parent.schema, .name = name}))
    return true;
  return things_.has(kind, parent, name);
}

Name LiveSchema::now(const Name& name) const {
  const auto found = now_.find(name);
  return found == now_.end() ? name : found->second;
}

std::set<std::string> schemas_of(const schema::MetaData& a, const schema::MetaData& b) {
  std::set<std::string> result;
  for (const schema::MetaData* const one : {&a, &b}) {
    for (const auto& thing : one->tables)
      result.insert(thing.name.schema);
    for (const auto& thing : one->enums)
      result.insert(thing.name.schema);
    for (const auto& thing : one->sequences)
      result.insert(thing.name.schema);
  }
  return result;
}

}  // namespace migrate::autogenerate
