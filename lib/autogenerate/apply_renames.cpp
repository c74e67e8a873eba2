#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "autogenerate/draft.hpp"
#include "autogenerate/renames.hpp"
#include "schema/child_renames.hpp"
#include "schema/parents.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::Rename;
using schema::RenameKind;

/// New names by old ones. All renames happen at once: names may move on from one thing to another.
using NewNames = std::map<std::string, std::string>;

class Renaming final {
 public:
  explicit Renaming(const std::vector<Rename>& renames) {
    for (const Rename& one : renames) {
      // Of a table or a type the parent is its schema, of all else what it is a part of.
      names_[one.kind][one.parent].emplace(one.from, one.to);
    }
  }

  void apply(schema::MetaData& metadata) const {
    for (schema::EnumType& type : metadata.enums)
      apply(type);
    for (schema::Sequence& sequence : metadata.sequences)
      apply(sequence);
    for (schema::Table& table : metadata.tables)
      apply(table);
  }

 private:
  void rename(RenameKind kind, const Name& parent, std::string& name) const {
    const auto of_kind = names_.find(kind);
    if (of_kind == names_.end()) return;
    const auto here = of_kind->second.find(parent);
    if (here == of_kind->second.end()) return;
    const auto found = here->second.find(name);
    if (found != here->second.end()) name = found->second;
  }

  void rename_all(RenameKind kind, const Name& parent, std::vector<std::string>& names) const {
    for (std::string& name : names)
      rename(kind, parent, name);
  }

  /// A name with a schema: of a table, a type or a sequence.
  void rename(RenameKind kind, Name& name) const {
    rename(kind, Name{.schema = name.schema}, name.name);
  }

  void apply(schema::EnumType& type) const {
    rename(RenameKind::enumeration, type.name);
    rename_all(RenameKind::enum_value, type.name, type.values);
  }

  void apply(schema::Sequence& sequence) const {
    rename(RenameKind::sequence, sequence.name);
    if (sequence.owned_by_table.empty()) return;
    Name owner{.schema = sequence.name.schema, .name = sequence.owned_by_table};
    rename(RenameKind::table, owner);
    sequence.owned_by_table = owner.name;
    rename(RenameKind::column, owner, sequence.owned_by_column);
  }

  void apply(schema::Table& table) const {
    rename(RenameKind::table, table.name);
    for (schema::Column& column : table.columns)
      apply(column, table.name);
    for (schema::Constraint& constraint : table.constraints) {
      std::visit(
          [&](auto& one) {
            rename(RenameKind::constraint, table.name, one.name);
            apply(one, table.name);
          },
          constraint);
    }
    for (schema::Index& index : table.indexes) {
      rename(RenameKind::index, table.name, index.name);
      for (schema::IndexColumn& column : index.columns)
        rename(RenameKind::column, table.name, column.name);
      rename_all(RenameKind::column, table.name, index.include);
    }
    std::vector<Name> parents = schema::parents_of(table);
    for (Name& parent : parents)
      rename(RenameKind::table, parent);
    if (!table.partition_of.empty()) table.partition_of = describe(parents.back());
    for (std::size_t i = 0; i < table.inherits.size(); ++i)
      table.inherits[i] = describe(parents[i]);
  }

  void apply(schema::Column& column, const Name& table) const {
    rename(RenameKind::column, table, column.name);
    if (column.type.kind != TypeKind::enumeration) return;
    Name type{.schema = column.type.schema, .name = column.type.name};
    rename(RenameKind::enumeration, type);
    column.type.name = type.name;
    if (!column.server_default) return;
    auto* const value = std::get_if<std::string>(&*column.server_default);
    if (value != nullptr) rename(RenameKind::enum_value, type, *value);
  }

  template <typename Key>
  void apply(Key& key, const Name& table) const {
    rename_all(RenameKind::column, table, key.columns);
    rename_all(RenameKind::column, table, key.include);
  }
  void apply(schema::ForeignKey& key, const Name& table) const {
    rename_all(RenameKind::column, table, key.columns);
    rename_all(RenameKind::column, table, key.on_delete_columns);
    rename(RenameKind::table, key.referred_table);
    rename_all(RenameKind::column, key.referred_table, key.referred_columns);
  }
  void apply(schema::Check& /*check*/, const Name& /*table*/) const {}
  void apply(schema::Exclude& exclude, const Name& table) const {
    for (schema::ExcludeElement& element : exclude.elements)
      rename(RenameKind::column, table, element.column);
    rename_all(RenameKind::column, table, exclude.include);
  }

  std::map<RenameKind, std::map<Name, NewNames, ByName>> names_{};
};

/// The renames, and those of columns once more for each table that has them from there.
std::vector<Rename> renames_of_all(
    const schema::MetaData& metadata, const std::vector<Rename>& renames) {
  schema::MetaData children;
  for (const schema::Table& table : metadata.tables) {
    if (table.has_parents())
      children.tables.push_back(
          {.name = table.name, .inherits = table.inherits, .partition_of = table.partition_of});
  }
  if (children.tables.empty()) return renames;
  Renaming(renames).apply(children);
  return schema::with_children(children, renames);
}

}  // namespace

void apply_renames(schema::MetaData& metadata, const std::vector<Rename>& renames) {
  if (!renames.empty()) Renaming(renames_of_all(metadata, renames)).apply(metadata);
}

}  // namespace migrate::autogenerate
