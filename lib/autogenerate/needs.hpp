#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "autogenerate/draft.hpp"
#include "autogenerate/mentions.hpp"
#include "autogenerate/step_graph.hpp"

namespace migrate::autogenerate {

/// Which of the two schemas is asked about.
enum class Side { from, to };

Node table_node(const schema::Name& table);
Node column_node(const schema::Name& table, const std::string& column);
Node not_null_node(const schema::Name& table, const std::string& column);
Node owner_node(const schema::Name& table, const std::string& column);
Node key_node(const schema::Name& table, const std::vector<std::string>& key);
Node logging_node(const schema::Name& table);
Node names_node(const schema::Name& table);
Node schema_node(const std::string& schema);
Node object_node(const std::string& key);
Node whole_node(const std::string& key);
/// That an object has all attributes which it is to have, and no others, whatever their types.
Node attributes_node(const std::string& key);
Node constraint_node(const schema::Name& table, const std::string& constraint);
Node index_node(const schema::Name& table, const std::string& index);
/// Names that one relation, type, or part of a table can have.
Node relation_slot(const std::string& schema, const std::string& name);
Node type_slot(const schema::Name& type);
Node part_slot(const schema::Name& table, const std::string& name);

/// The names that a constraint takes.
std::vector<Node> slots_of(const schema::Name& table, const schema::Constraint& constraint);

/// Tells what things stand on, on one side: what must be there before they are made, or goes only
/// after them.
class Needs final {
 public:
  Needs(const Draft& draft, Side side);

  std::vector<Node> of(const schema::Table& table, const schema::Column& column) const;
  std::vector<Node> of(const schema::Table& table, const schema::Constraint& constraint) const;
  std::vector<Node> of(const schema::Table& table, const schema::Index& index) const;

  std::vector<Node> of(const schema::Object& object) const;

  /// A table that others inherit from, or are partitions of, with its columns; it may be a foreign
  /// one.
  std::vector<Node> of_parent(const schema::Name& table) const;

  /// The keys of partitions that the index is about to take for its parts.
  std::vector<Node> adopted_keys(const schema::Name& table, const std::string& index) const;

  /// What goes with the table stands on.
  std::vector<Node> of_hosted(const schema::Name& table) const;
  /// Likewise of an object: on the way away, of all that goes with it; on the way there, of what
  /// the statement that makes it makes too.
  std::vector<Node> of_hosted(const schema::Object& host) const;
  /// These themselves.
  std::vector<Node> hosted(const schema::Object& host) const;

  /// The key that a foreign key is about to stand on; nothing of another constraint. While another
  /// key of the same columns is on its way out, it might get hold of that.
  std::vector<Node> key_of_reference(const schema::Constraint& constraint) const;

 private:
  void add_hosted(const ObjectMap& objects);
  std::vector<Node> of_attachment(const schema::Name& table) const;
  bool is_taken_out(const schema::Object& attachment) const;
  void add_partitions();
  std::vector<Node> partitions_of(const schema::Name& table) const;
  std::vector<const schema::Object*> objects_of(const schema::Object& host) const;
  std::vector<Node> of_words(const Words& words) const;
  std::vector<Node> of_objects(const schema::Reference& part) const;
  const schema::Table* find(const schema::Name& table) const;

  const Draft* draft_;
  Side side_;
  /// What expressions may mention, by name.
  std::unordered_map<std::string, std::vector<Node>> named_{};
  /// What goes with a table, or with an object, by its reference.
  std::unordered_map<std::string, std::vector<const schema::Object*>> hosted_{};
  std::unordered_map<schema::Name, std::vector<schema::Name>, NameHash> partitions_{};
  std::unordered_map<std::string, std::vector<Node>> adopted_{};  // by the index's reference
};

}  // namespace migrate::autogenerate
