#include "schema/metadata.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "support/error.hpp"

namespace migrate::schema {
namespace {

template <typename Objects>
auto* find_named(Objects& objects, const Name& name) {
  const auto found =
      std::ranges::find_if(objects, [&](const auto& one) { return one.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

template <typename Object>
void append(std::vector<Object>& objects, std::vector<Object>&& more, std::string_view kind) {
  for (const Object& one : more) {
    if (find_named(objects, one.name) == nullptr) continue;
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("{} {} is declared twice", kind, describe(one.name)),
        "remove one of the two, or rename it");
  }
  std::ranges::move(more, std::back_inserter(objects));
}

}  // namespace

const Table* MetaData::find_table(const Name& name) const {
  return find_named(tables, name);
}

Table* MetaData::find_table(const Name& name) {
  return find_named(tables, name);
}

const EnumType* MetaData::find_enum(const Name& name) const {
  return find_named(enums, name);
}

const Sequence* MetaData::find_sequence(const Name& name) const {
  return find_named(sequences, name);
}

void merge(MetaData& metadata, MetaData&& more) {
  if (metadata.default_schema.empty()) metadata.default_schema = std::move(more.default_schema);
  for (Schema& schema : more.schemas) {
    const bool is_known = std::ranges::any_of(
        metadata.schemas, [&](const Schema& known) { return known.name == schema.name; });
    if (!is_known) metadata.schemas.push_back(std::move(schema));
  }
  append(metadata.enums, std::move(more.enums), "enumeration");
  append(metadata.sequences, std::move(more.sequences), "sequence");
  append(metadata.tables, std::move(more.tables), "table");
  std::ranges::move(more.renames, std::back_inserter(metadata.renames));
}

}  // namespace migrate::schema
