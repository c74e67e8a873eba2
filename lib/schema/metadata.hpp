#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/object.hpp"
#include "schema/objects.hpp"
#include "schema/rename.hpp"
#include "schema/table.hpp"

namespace migrate::schema {

/// Everything in a database that this tool looks after: as it is declared, or as it was inspected.
struct MetaData {
  /// What an empty schema in a name stands for, as inspected; models leave it empty. Names in this
  /// schema are written without it everywhere else.
  std::string default_schema{};
  std::vector<Schema> schemas{};  // without the default one
  std::vector<EnumType> enums{};
  std::vector<Sequence> sequences{};  // those of identity columns belong to the column
  std::vector<Table> tables{};
  std::vector<Rename> renames{};  // `renamed_from` of models
  /// All else, by kind and name, and what parts of tables need of it.
  std::vector<Object> objects{};
  std::vector<Dependency> dependencies{};
  /// Whether the objects are all that there is to be. Models that cannot say them leave it false:
  /// then those of the other side stay as they are.
  bool has_objects{false};
  /// Likewise of privileges, which are objects too.
  bool has_privileges{false};
  std::vector<Unmanaged> unmanaged{};

  const Table* find_table(const Name& name) const;
  Table* find_table(const Name& name);
  const EnumType* find_enum(const Name& name) const;
  const Sequence* find_sequence(const Name& name) const;

  friend bool operator==(const MetaData&, const MetaData&) = default;
};

/// Puts the second one behind the first. Errors: invalid_config for two tables, enumerations or
/// sequences of one name.
void merge(MetaData& metadata, MetaData&& more);

/// Takes the name of the default schema out of all names.
void remove_default_schema(MetaData& metadata, std::string_view default_schema);

}  // namespace migrate::schema
