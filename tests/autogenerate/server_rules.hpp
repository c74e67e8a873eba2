#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "operations/operation.hpp"
#include "schema/metadata.hpp"

namespace migrate::autogenerate {

/// Types, and values that they have got and that are not to be used before the end.
using UnsafeValues = std::set<std::pair<std::string, std::string>>;

/// What a server refuses. All of it throws sql_error.
class ServerRules final {
 public:
  /// Keeps references. `is_strict`: like PostgreSQL; else like SQLite, where a table may refer to
  /// what is not there.
  ServerRules(const schema::MetaData& all, const UnsafeValues& unsafe_values, bool is_strict)
      : all_(&all), unsafe_values_(&unsafe_values), is_strict_(is_strict) {}

  // What may be there only once.

  void take_relation(const schema::Name& name) const;
  void take_type(const schema::Name& name) const;

  // What must be there, and be good.

  void need_schema(const std::string& name) const;
  void check_column(const schema::Table& table, const schema::Column& column) const;
  void check_constraint(const schema::Table& table, const schema::Constraint& constraint) const;
  void check_index(const schema::Table& table, const schema::Index& index) const;

  /// A logged table may not refer to one that is not.
  void check_logging(const schema::Table& from, const schema::ForeignKey& key) const;

  void check_type_change(
      const schema::Table& table,
      const schema::Column& column,
      const operations::AlterColumn& alter) const;

  // What may not go yet.

  /// Foreign keys that refer to the key.
  void refuse_if_referred(const schema::Table& table, const std::vector<std::string>& key) const;
  void refuse_if_sequence_used(const schema::Name& sequence) const;

 private:
  bool has_relation(const schema::Name& name) const;
  void check_words(const schema::Table& table, const std::string& expression) const;
  void check_default(const schema::Table& table, const schema::Column& column) const;
  void check_foreign_key(const schema::Table& from, const schema::ForeignKey& key) const;
  void refuse_if_in_foreign_key(const schema::Table& table, const std::string& column) const;

  const schema::MetaData* all_;
  const UnsafeValues* unsafe_values_;
  bool is_strict_;
};

/// Throws sql_error when it is wrong.
void refuse_if(bool is_wrong, const std::string& reason);

template <typename Things>
auto find_named(Things& things, const std::string& name) {
  return std::ranges::find_if(things, [&](const auto& one) { return one.name == name; });
}

std::vector<schema::ForeignKey> foreign_keys_of(const schema::Table& table);

/// Whether the foreign key refers to a key that is there.
bool is_sound(const schema::MetaData& metadata, const schema::ForeignKey& key);

}  // namespace migrate::autogenerate
