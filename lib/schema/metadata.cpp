#include "schema/metadata.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

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

/// Takes the default schema out of the names of one metadata.
struct Unqualify {
  std::string_view default_schema;

  void operator()(std::string& schema) const {
    if (schema == default_schema) schema.clear();
  }
  void operator()(Name& name) const { (*this)(name.schema); }
  void operator()(Type& type) const { (*this)(type.schema); }
  void operator()(Table& table) const {
    (*this)(table.name);
    for (Column& column : table.columns)
      (*this)(column.type);
    for (Constraint& constraint : table.constraints) {
      if (auto* const key = std::get_if<ForeignKey>(&constraint)) (*this)(key->referred_table);
    }
  }
};

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
  std::ranges::move(more.objects, std::back_inserter(metadata.objects));
  std::ranges::move(more.dependencies, std::back_inserter(metadata.dependencies));
  std::ranges::move(more.unmanaged, std::back_inserter(metadata.unmanaged));
  metadata.has_objects = metadata.has_objects || more.has_objects;
  metadata.has_privileges = metadata.has_privileges || more.has_privileges;
}

void remove_default_schema(MetaData& metadata, std::string_view default_schema) {
  if (default_schema.empty()) return;
  const Unqualify unqualify{default_schema};
  std::erase_if(
      metadata.schemas, [&](const Schema& schema) { return schema.name == default_schema; });
  for (EnumType& type : metadata.enums)
    unqualify(type.name);
  for (Sequence& sequence : metadata.sequences)
    unqualify(sequence.name);
  for (Table& table : metadata.tables)
    unqualify(table);
  for (Rename& rename : metadata.renames)
    unqualify(rename.parent);
}

}  // namespace migrate::schema
