#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "autogenerate/mentions.hpp"
#include "schema/column.hpp"
#include "schema/constraint.hpp"
#include "schema/index.hpp"
#include "schema/table.hpp"

namespace migrate::autogenerate {

// What can be asked of constraints, indexes and columns of any kind.

/// What a part of a table is made of.
struct Footing {
  std::set<std::string> columns{};  // by name
  Words words{};                    // of its expressions
  bool is_plain{true};  // columns alone: no expression, no operator that depends on types

  friend bool operator==(const Footing&, const Footing&) = default;
};

Footing footing_of(const schema::Constraint& constraint);
Footing footing_of(const schema::Index& index);
Footing footing_of(const schema::Column& column);  // of its generated value

/// Whether the part is about the column, or may be.
bool involves(const Footing& footing, const std::string& column);

/// The columns that a foreign key can refer to because of it, sorted; empty when there are none.
std::vector<std::string> key_of(const schema::Constraint& constraint);
std::vector<std::string> key_of(const schema::Index& index);

/// The columns that the foreign key refers to, sorted; `referred` may be null when it is not there.
std::vector<std::string> key_of(const schema::ForeignKey& key, const schema::Table* referred);

const std::string& comment_of(const schema::Constraint& constraint);
void set_comment(schema::Constraint& constraint, const std::string& comment);
void set_name(schema::Constraint& constraint, const std::string& name);

/// Whether the rows that are there need not meet it.
bool is_not_valid(const schema::Constraint& constraint);
void set_valid(schema::Constraint& constraint);

/// The constraint with neither a name nor a comment.
schema::Constraint content_of(schema::Constraint constraint);
schema::Index content_of(schema::Index index);

/// A text that tells the constraint from all others of its table, and sorts primary keys first.
std::string sort_key(const schema::Constraint& constraint);

/// The default of a column; NULL is none.
std::optional<schema::Value> default_of(const schema::Column& column);

}  // namespace migrate::autogenerate
