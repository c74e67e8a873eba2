#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "autogenerate/catalog_objects.hpp"
#include "autogenerate/compare.hpp"
#include "schema/metadata.hpp"

namespace migrate::autogenerate {

/// A thing in the schema that was and the same thing in the one that is to be; it may be in one of
/// them only.
template <typename Thing>
struct Pair {
  std::optional<Thing> from{};
  std::optional<Thing> to{};
  bool is_replaced{false};  // dropped and made again
  std::string cause{};      // why, when that is not for its own sake

  bool is_added() const { return !from && to; }
  bool is_removed() const { return from && !to; }
  bool stays() const { return from && to && !is_replaced; }

  friend bool operator==(const Pair&, const Pair&) = default;
};

using ConstraintPair = Pair<schema::Constraint>;
using IndexPair = Pair<schema::Index>;
using EnumPair = Pair<schema::EnumType>;
using SequencePair = Pair<schema::Sequence>;
using SchemaPair = Pair<schema::Schema>;

struct ColumnPair {
  std::optional<schema::Column> from{};
  std::optional<schema::Column> to{};
  bool is_replaced{false};
  std::string cause{};
  bool is_converted{false};        // its type is replaced by one of the same name
  bool is_default_set{false};      // said again, for what it uses is replaced
  bool is_default_dropped{false};  // until then
  bool is_detoured{false};         // meanwhile its values are texts, for its type is made anew
  std::size_t place{0};            // among the columns of the table that is to be

  bool is_added() const { return !from && to; }
  bool is_removed() const { return from && !to; }
  bool stays() const { return from && to && !is_replaced; }

  friend bool operator==(const ColumnPair&, const ColumnPair&) = default;
};

struct TablePair {
  schema::Name name{};
  const schema::Table* from{nullptr};
  const schema::Table* to{nullptr};
  bool is_replaced{false};
  bool is_taken_out{false};  // of its parents meanwhile (inherited_parts.hpp)
  // Of a table that is in both:
  std::vector<ColumnPair> columns{};
  std::vector<ConstraintPair> constraints{};
  std::vector<IndexPair> indexes{};

  bool is_added() const { return from == nullptr; }
  bool is_removed() const { return to == nullptr; }
  bool stays() const { return from != nullptr && to != nullptr && !is_replaced; }

  const ColumnPair* find_column(const std::string& column) const;
};

struct ByName {
  bool operator()(const schema::Name& a, const schema::Name& b) const {
    return a.schema != b.schema ? a.schema < b.schema : a.name < b.name;
  }
};

struct NameHash {
  std::size_t operator()(const schema::Name& name) const;
};

/// The tables of a schema by name.
using TableMap = std::unordered_map<schema::Name, const schema::Table*, NameHash>;

TableMap tables_of(const schema::MetaData& metadata);

/// The sequences that belong to a column of a table, and go with it.
using OwnedMap = std::unordered_map<schema::Name, std::vector<const schema::Sequence*>, NameHash>;

/// Which way is planned. The way back takes back what the way there does, of schemas too.
enum class Direction { there, back };

/// All that differs, and what becomes of it.
struct Draft {
  const schema::MetaData* from{nullptr};
  const schema::MetaData* to{nullptr};
  TableMap tables_from{};
  TableMap tables_to{};
  OwnedMap owned_from{};
  /// Tables that become partitions, or were, with what they have of their parents.
  std::deque<schema::Table> whole_tables{};
  CompareOptions options{};
  std::vector<schema::Rename> renames{};  // those that are made, or taken back, besides
  std::vector<SchemaPair> schemas{};
  std::vector<EnumPair> enums{};
  std::vector<SequencePair> sequences{};
  std::map<schema::Name, TablePair, ByName> tables{};
  ObjectMap objects_from{};
  ObjectMap objects_to{};
  DependencyMap needed_from{};
  DependencyMap needed_to{};
  ObjectPairs objects{};

  const schema::Table* table_from(const schema::Name& name) const;
  const schema::Table* table_to(const schema::Name& name) const;
  /// The sequences that go with the column that they belong to; with any of the table when it is
  /// empty.
  std::vector<const schema::Sequence*> going_with(
      const schema::Name& table, const std::string& column) const;
  const SequencePair* find_sequence(const schema::Name& name) const;
  /// What is drafted of the table; null when nothing of it differs.
  const TablePair* find(const schema::Name& name) const;
  /// The same for a table that is in both, which is drafted now if it is not yet.
  TablePair& at(const schema::Name& name);
};

/// The tables that have columns of it: its partitions, and those that inherit from it.
std::vector<schema::Name> children_of(const schema::MetaData& metadata, const schema::Name& table);

/// Those, and theirs.
std::vector<schema::Name> descendants_of(
    const schema::MetaData& metadata, const schema::Name& table);

/// What differs between the two, each thing for its own sake.
Draft draft(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options,
    Direction direction);

/// Adds what must be dropped and made again, or be said again, because of what the draft replaces.
void add_consequences(Draft& draft);

}  // namespace migrate::autogenerate
