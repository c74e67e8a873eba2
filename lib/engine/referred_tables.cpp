#include "engine/referred_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace migrate::engine {
namespace {

std::vector<schema::Name> referred_tables(const schema::Table& table) {
  std::vector<schema::Name> result;
  for (const schema::Constraint& constraint : table.constraints) {
    if (const auto* const key = std::get_if<schema::ForeignKey>(&constraint))
      result.push_back(key->referred_table);
  }
  return result;
}

/// Takes the table over from `rest`, and what it cannot be made without.
void add_table(schema::MetaData& metadata, const schema::MetaData& rest, const schema::Name& name) {
  const schema::Table* const table = rest.find_table(name);
  if (table == nullptr) return;
  metadata.tables.push_back(*table);
  for (const schema::Schema& one : rest.schemas) {
    const bool is_there = std::ranges::find(metadata.schemas, one.name, &schema::Schema::name) !=
                          metadata.schemas.end();
    if (one.name == name.schema && !is_there) metadata.schemas.push_back(one);
  }
  for (const schema::Sequence& one : rest.sequences) {
    const bool is_owned = one.owned_by_table == name.name && one.name.schema == name.schema;
    if (is_owned && metadata.find_sequence(one.name) == nullptr) metadata.sequences.push_back(one);
  }
  for (const schema::Column& column : table->columns) {
    const schema::Name type{.schema = column.type.schema, .name = column.type.name};
    const schema::EnumType* const found = rest.find_enum(type);
    if (found != nullptr && metadata.find_enum(type) == nullptr) metadata.enums.push_back(*found);
  }
}

}  // namespace

schema::MetaData with_referred_tables(
    Database& database, schema::MetaData live, const schema::Filter& filter) {
  schema::Filter all{.schemas = filter.schemas};
  if (all.schemas.empty()) all.schemas.emplace_back();
  std::optional<schema::MetaData> rest;
  for (std::size_t i = 0; i < live.tables.size(); ++i) {
    for (const schema::Name& name : referred_tables(live.tables[i])) {
      if (live.find_table(name) != nullptr) continue;
      const bool is_seen = std::ranges::find(all.schemas, name.schema) != all.schemas.end();
      if (!is_seen) all.schemas.push_back(name.schema);
      if (!is_seen || !rest) rest = database.dialect->inspect(*database.connection, all);
      add_table(live, *rest, name);
    }
  }
  return live;
}

}  // namespace migrate::engine
