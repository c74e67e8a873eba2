#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "autogenerate/draft.hpp"
#include "schema/metadata.hpp"
#include "schema/rename.hpp"

namespace migrate::autogenerate {

/// What a schema has, by name. The schema must outlive it.
class NamedThings final {
 public:
  explicit NamedThings(const schema::MetaData& metadata);

  /// Whether there is such a thing; `parent` as in a Rename.
  bool has(schema::RenameKind kind, const schema::Name& parent, const std::string& name) const;

  const schema::Table* find_table(const schema::Name& name) const;
  const schema::EnumType* find_enum(const schema::Name& name) const;

 private:
  TableMap tables_;
  std::unordered_map<schema::Name, const schema::EnumType*, NameHash> enums_{};
  std::unordered_set<schema::Name, NameHash> sequences_{};
};

/// The schema of a database, in which renames are made one kind after the other. What is as
/// declared is left out.
class LiveSchema final {
 public:
  LiveSchema(const schema::MetaData& live, const schema::MetaData& declared);
  ~LiveSchema() = default;
  LiveSchema(const LiveSchema&) = delete;
  LiveSchema& operator=(const LiveSchema&) = delete;

  const schema::MetaData& differing() const { return differing_; }
  const NamedThings& things() const { return things_; }

  void apply(const std::vector<schema::Rename>& renames);

  /// Whether there is such a thing, among what is as declared too.
  bool has(schema::RenameKind kind, const schema::Name& parent, const std::string& name) const;

  /// What the table, or the enumeration, is called by now.
  schema::Name now(const schema::Name& name) const;

 private:
  schema::MetaData differing_;
  NamedThings things_;
  std::unordered_set<schema::Name, NameHash> equal_{};
  std::unordered_map<schema::Name, schema::Name, NameHash> now_{};
};

/// The schemas that anything of either is in.
std::set<std::string> schemas_of(const schema::MetaData& a, const schema::MetaData& b);

}  // namespace migrate::autogenerate
