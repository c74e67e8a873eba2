#include "autogenerate/draft.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/enum_values.hpp"
#include "autogenerate/inherited_parts.hpp"
#include "autogenerate/pairing.hpp"
#include "autogenerate/partition_parts.hpp"
#include "autogenerate/sequence_owners.hpp"
#include "schema/parents.hpp"
#include "support/error.hpp"

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

bool compares_objects(const Draft& draft) {
  return draft.options.objects && draft.from->has_objects && draft.to->has_objects;
}

/// Schemas by name.
using SchemaMap = std::map<std::string, schema::Schema>;

/// Objects that are not compared stay, and so do the schemas that they are in.
void keep_schemas_of_objects(const Draft& draft, SchemaMap& from, SchemaMap& to) {
  if (compares_objects(draft)) return;
  const auto keep = [](const schema::MetaData& side, const SchemaMap& mine, SchemaMap& others) {
    for (const schema::Object& one : side.objects) {
      if (!one.schema.empty()) others.insert(*mine.find(one.schema));
    }
  };
  keep(*draft.from, from, to);
  keep(*draft.to, to, from);
}

/// Those that are listed, and those that something is in.
SchemaMap schemas_of(const schema::MetaData& metadata) {
  SchemaMap result;
  for (const schema::Schema& one : metadata.schemas)
    result.emplace(one.name, one);
  for (const std::string& name : used_schemas(metadata))
    result.emplace(name, schema::Schema{.name = name});
  return result;
}

/// A schema goes when the last thing in it goes that is looked after, or nothing is in it, and only
/// where objects are looked after, too. The way back does the opposite.
std::vector<SchemaPair> draft_schemas(const Draft& draft, Direction direction) {
  SchemaMap from = schemas_of(*draft.from);
  SchemaMap to = schemas_of(*draft.to);
  keep_schemas_of_objects(draft, from, to);
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

/// The pair of a table that inherits from others, or did. One whose parents are not known cannot be
/// told to have others, and is made anew; so is one that becomes a partition, or was one.
TablePair draft_child(Draft& draft, const schema::Table& from, const schema::Table& to) {
  const bool is_out = is_taken_out(draft, from, to);
  if (from.inherits != to.inherits && !is_out) {
    TablePair pair = pair_of(from, to, draft.options);
    pair.is_replaced = true;
    return pair;
  }
  auto [was, is] = comparable(draft, from, to, is_out);
  const schema::Table& old = draft.whole_tables.emplace_back(std::move(was));
  const schema::Table& now = draft.whole_tables.emplace_back(std::move(is));
  TablePair pair = pair_of(old, now, draft.options);
  pair.is_taken_out = is_out;
  return pair;
}

/// The pair of a table that is in both. One that becomes a partition is made like its parent first,
/// as that was; one that is none any more was like it.
TablePair draft_pair(Draft& draft, const schema::Table& from, const schema::Table& to) {
  if (!from.inherits.empty() || !to.inherits.empty()) return draft_child(draft, from, to);
  if (!is_moved(from, to)) return pair_of(from, to, draft.options);
  const bool is_attached = from.partition_of.empty();
  const schema::Table& whole = draft.whole_tables.emplace_back(
      is_attached ? whole_partition(draft, to, from) : whole_partition(draft, from, to));
  return pair_of(is_attached ? from : whole, is_attached ? whole : to, draft.options);
}

/// A table comes to its parent, or leaves it, as objects do: where a model says nothing of them,
/// nobody would.
void refuse_unsaid_move(const Draft& draft, const schema::Table& table) {
  if (draft.from->has_objects && draft.to->has_objects) return;
  throw Error(
      ErrorCode::unsupported,
      fmt::format(
          "table {} is to be a partition, or none any more, or of another table",
          describe(table.name)),
      "declare the models as SQL, which can say that, or attach or detach it by hand");
}

void draft_change(
    Draft& draft, const schema::Table& from, const schema::Table& to, Direction direction) {
  if (from.partition_of != to.partition_of) refuse_unsaid_move(draft, to);
  TablePair pair = draft_pair(draft, from, to);
  if (direction == Direction::there && is_moved(from, to) && to.partition_of.empty()) {
    refuse_lost_parts(*pair.from, to);
  }
  if (pair.is_taken_out || differs(pair, draft.options))
    draft.tables.emplace(to.name, std::move(pair));
}

void draft_tables(Draft& draft, Direction direction) {
  const bool is_there = direction == Direction::there;
  const auto left = tables_without_partitions(is_there ? *draft.to : *draft.from);
  const auto is_others = [&](const schema::Table& table) {
    return !table.partition_of.empty() && left.contains(schema::parents_of(table).back());
  };
  for (const schema::Table& to : draft.to->tables) {
    const schema::Table* const from = draft.table_from(to.name);
    if (from == nullptr) {
      if (is_there || !is_others(to))
        draft.tables.emplace(to.name, TablePair{.name = to.name, .to = &to});
    } else if (*from != to) {
      draft_change(draft, *from, to, direction);
    }
  }
  for (const schema::Table& from : draft.from->tables) {
    const bool is_gone = draft.table_to(from.name) == nullptr;
    if (is_gone && (!is_there || !is_others(from)))
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
  return tables.emplace(name, draft_pair(*this, *table_from(name), *table_to(name))).first->second;
}

std::vector<schema::Name> children_of(const schema::MetaData& metadata, const schema::Name& table) {
  std::vector<schema::Name> children;
  for (const schema::Table& one : metadata.tables) {
    if (!one.has_parents()) continue;
    const auto parents = schema::parents_of(one);
    if (std::ranges::find(parents, table) != parents.end()) children.push_back(one.name);
  }
  return children;
}

std::vector<schema::Name> descendants_of(
    const schema::MetaData& metadata, const schema::Name& table) {
  std::vector<schema::Name> descendants = children_of(metadata, table);
  for (std::size_t i = 0; i < descendants.size(); ++i)
    std::ranges::move(children_of(metadata, descendants[i]), std::back_inserter(descendants));
  return descendants;
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
  draft_tables(result, direction);
  draft_objects(result, direction);
  leave_owners_to_sequences(result);
  for (EnumPair& pair : result.enums)
    pair.is_replaced = needs_new_type(pair, result);
  return result;
}

}  // namespace migrate::autogenerate
