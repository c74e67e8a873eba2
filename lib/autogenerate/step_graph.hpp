#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "autogenerate/change.hpp"
#include "schema/name.hpp"

namespace migrate::autogenerate {

/// Something that steps wait for.
enum class NodeKind {
  schema,
  enumeration,
  enum_value,
  sequence,
  table,
  column,
  not_null,  // of a column
  owner,     // a column, as long as nothing matters but that it is there
  key,       // columns that a foreign key can refer to
  constraint,
  index,
  object,      // by its key
  whole,       // of an object, with all that belongs to it
  logging,     // whether a table is logged: one that is must not refer to one that is not
  table_name,  // what the table is called
  names,       // what the table and its columns are called
  type_name,   // what the enumeration is called
  sequence_name,
  part_name,  // what the index or the constraint is called
  // Names that one thing at a time can have:
  relation_slot,
  type_slot,
  part_slot,
  object_slot,
};

struct Node {
  NodeKind kind{NodeKind::table};
  schema::Name object{};
  std::string part{};  // a column, a constraint, a value ...

  friend bool operator==(const Node&, const Node&) = default;
};

/// In which order steps are made when nothing else decides it.
enum class Phase {
  names,
  schemas,
  enum_values,
  drop_dependents,
  drop_references,
  drop_indexes,
  drop_constraints,
  drop_columns,
  drop_tables,
  create_types,
  create_sequences,
  create_tables,
  add_columns,
  alter_columns,
  options,
  create_objects,
  add_constraints,
  create_indexes,
  add_references,
  owners,
  comments,
  drop_objects,
  take_names_back,
  drop_schemas,
};

/// What decides between steps that could all be made next.
struct Rank {
  Phase phase{Phase::names};
  std::string schema{};
  std::string object{};
  std::size_t place{0};
  std::string part{};

  friend bool operator==(const Rank&, const Rank&) = default;
};

bool operator<(const Rank& a, const Rank& b);

/// A step, and what its place depends on. It comes behind the steps that provide what it needs,
/// before those that remove what it uses, and behind those that free the names that it takes.
struct PlannedStep {
  Step step{};
  Rank rank{};
  std::vector<Node> needs{};     // of the schema that is to be
  std::vector<Node> provides{};  // likewise
  std::vector<Node> uses{};      // of the schema that was
  std::vector<Node> removes{};   // likewise
  std::vector<Node> takes{};
  std::vector<Node> frees{};
  /// Likewise needed, where no steps wait for each other because of it.
  std::vector<Node> wants{};
  /// Steps of one group, which is not empty, become one where the order allows it.
  std::string group{};
};

/// Indices of steps that are made together, in order.
using Run = std::vector<std::size_t>;

struct Ordering {
  std::vector<Run> runs{};
  /// Steps that wait for each other, by rank, when no order works; `runs` is empty then.
  std::vector<std::size_t> cycle{};

  friend bool operator==(const Ordering&, const Ordering&) = default;
};

/// The steps in an order that works: one of a group is followed by all others of it that can be
/// made then. The same whatever order they are given in, as long as no two have the same rank.
Ordering order(const std::vector<PlannedStep>& steps);

/// The strongly connected parts of a graph: for each node, the number of its part. Edges lead from
/// an index to those in its list.
std::vector<std::size_t> components(const std::vector<std::vector<std::size_t>>& next);

}  // namespace migrate::autogenerate
