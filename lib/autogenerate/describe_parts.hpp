#pragma once

#include <string>
#include <vector>

#include "schema/table.hpp"

namespace migrate::autogenerate {

// Parts of tables in few words, for the lines of a summary.

/// "varchar(320) not null default 'x'".
std::string column_text(const schema::Column& column);

/// A line for each aspect that differs; `name` is "account.email".
std::vector<std::string> column_texts(
    const schema::Column& from, const schema::Column& to, const std::string& name);

/// "foreign key fk_a_b on a (b_id) to b (id)".
std::string constraint_text(const schema::Constraint& constraint, const schema::Name& table);

/// Its name; its columns, or its condition, where it has none.
std::string constraint_name(const schema::Constraint& constraint);

/// "unique index ix_a on a (b, lower(c))".
std::string index_text(const schema::Index& index, const schema::Name& table);

/// A line for each aspect of the table as a whole that differs, but for its comment.
std::vector<std::string> option_texts(const schema::Table& from, const schema::Table& to);

}  // namespace migrate::autogenerate
