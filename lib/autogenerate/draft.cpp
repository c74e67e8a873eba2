#include "autogenerate/draft.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "autogenerate/enum_values.hpp"
#include "autogenerate/pairing.hpp"

namespace migrate::autogenerate {
namespace {

/// The schemas that something is in.
std::set<std::string> used_schemas(const schema::MetaData& metadata) {
  std::set<std::string> result;
  const auto add = [&](const auto& things) {
    for (const auto& one : things) {
      if (!one.name.schema.empty()) result.insert(one.name.schema);
    }
  };
  add(metadata.enums);
  add(metadata.sequences);
  add(metadata.tables);
  for (const schema::Object& one : metadata.objects) {
    if (!one.schema.empty()) result.insert(one.schema);
  }
  return result;
}

/// Schemas by name: those that are listed, and those that something is in.
std::map<std::string, schema::Schema> schemas_of(const schema::MetaData& metadata) {
  std::map<std::string, schema::Schema> result;
  for (const schema::Schema& one : metadata.schemas)
    result.emplace(one.name, one);
  for (const std::string& name : used_schemas(metadata))
    result.emplace(name, schema::Schema{.name = name});
  return result;
}

/// A schema goes when the last thing in it goes that is looked after: what is empty, or has nothing
/// but functions and the like in it, is somebody else's. The way back does the opposite.
std::vector<SchemaPair> draft_schemas(const Draft& draft, Direction direction) {
  const auto from = schemas_of(*draft.from);
  const auto to = schemas_of(*draft.to);
  const bool is_there = direction == Direction::there;
  const std::set<std::string> used = used_schemas(is_there ? *draft.from : *draft.to);
  std::vector<SchemaPair> pairs;
  for (const auto& [name, schema] : to) {
    const auto old = from.find(name);
    if (old == from.end()) {
      if (is_there || used.contains(name)) pairs.push_back({.to = schema});
    } else if (draft.options.comments && old->second.comment != schema.comment) {
      pairs.push_back({.from = old->second, .to = schema});
    }
  }
  for (const auto& [name, schema] : from) {
    const bool goes = !to.contains(name) && (!is_there || used.contains(name));
    if (goes) pairs.push_back({.from = schema});
  }
  return pairs;
}

/// Pairs of what differs, by name.
template <typename Thing>
std::vector<Pair<Thing>> draft_things(
    const std::vector<Thing>& from, const std::vector<Thing>& to, const CompareOptions& options) {
  std::map<schema::Name, Pair<Thing>, ByName> pairs;
  for (const Thing& one : from)
    pairs[one.name].from = one;
  for (const Thing& one : to)
    pairs[one.name].to = one;
  std::vector<Pair<Thing>> result;
  for (auto& [name, pair] : pairs) {
    if (pair.from && pair.to && !options.comments) pair.to->comment = pair.from->comment;
    if (pair.from != pair.to) result.push_back(std::move(pair));
  }
  return result;
}

void draft_tables(Draft& draft) {
  for (const schema::Table& to : draft.to->tables) {
    const schema::Table* const from = draft.table_from(to.name);
    if (from == nullptr) {
      draft.tables.emplace(to.name, TablePair{.name = to.name, .to = &to});
    } else if (*from != to) {
      TablePair pair = pair_of(*from, to, draft.options);
      if (differs(pair, draft.options)) draft.tables.emplace(to.name, std::move(pair));
    }
  }
  for (const schema::Table& from : draft.from->tables) {
    if (draft.table_to(from.name) == nullptr)
      draft.tables.emplace(from.name, TablePair{.name = from.name, .from = &from});
  }
}

const schema::Table* find_in(const TableMap& tables, const schema::Name& name) {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : found->second;
}

}  // namespace

std::size_t NameHash::operator()(const schema::Name& name) const {
  constexpr std::size_t factor = 1000003;
  const std::hash<std::string> hash;
  return hash(name.schema) * factor + hash(name.name);
}

TableMap tables_of(const schema::MetaData& metadata) {
  TableMap result;
  result.reserve(metadata.tables.size());
  for (const schema::Table& table : metadata.tables)
    result.emplace(table.name, &table);
  return result;
}

const ColumnPair* TablePair::find_column(const std::string& column) const {
  const auto found = std::ranges::find_if(columns, [&](const ColumnPair& pair) {
    return (pair.to ? pair.to : pair.from)->name == column;
  });
  return found == columns.end() ? nullptr : &*found;
}

const schema::Table* Draft::table_from(const schema::Name& name) const {
  return find_in(tables_from, name);
}

const schema::Table* Draft::table_to(const schema::Name& name) const {
  return find_in(tables_to, name);
}

std::vector<const schema::Sequence*> Draft::going_with(
    const schema::Name& table, const std::string& column) const {
  const auto found = owned_from.find(table);
  if (found == owned_from.end()) return {};
  std::vector<const schema::Sequence*> result = found->second;
  std::erase_if(result, [&](const schema::Sequence* one) {
    const SequencePair* const pair = find_sequence(one->name);
    const bool stays = pair == nullptr || pair->stays();
    return stays || (!column.empty() && one->owned_by_column != column);
  });
  return result;
}

const SequencePair* Draft::find_sequence(const schema::Name& name) const {
  // They are in the order of their names.
  const auto name_of = [](const SequencePair& pair) -> const schema::Name& {
    return pair.to ? pair.to->name : pair.from->name;
  };
  const auto found = std::ranges::lower_bound(sequences, name, ByName{}, name_of);
  return found == sequences.end() || name_of(*found) != name ? nullptr : &*found;
}

const TablePair* Draft::find(const schema::Name& name) const {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

TablePair& Draft::at(const schema::Name& name) {
  const auto found = tables.find(name);
  if (found != tables.end()) return found->second;
  return tables.emplace(name, pair_of(*table_from(name), *table_to(name), options)).first->second;
}

Draft draft(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options,
    Direction direction) {
  Draft result{
      .from = &from,
      .to = &to,
      .tables_from = tables_of(from),
      .tables_to = tables_of(to),
      .options = options,
      .renames = renames,
      .enums = draft_things(from.enums, to.enums, options),
      .sequences = draft_things(from.sequences, to.sequences, options)};
  for (const schema::Sequence& one : from.sequences) {
    if (!one.owned_by_table.empty())
      result.owned_from[{.schema = one.name.schema, .name = one.owned_by_table}].push_back(&one);
  }
  result.schemas = draft_schemas(result, direction);
  draft_tables(result);
  draft_objects(result);
  for (EnumPair& pair : result.enums)
    pair.is_replaced = needs_new_type(pair, result);
  return result;
}

}  // namespace migrate::autogenerate
