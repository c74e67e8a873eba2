#pragma once

#include "autogenerate/mentions.hpp"
#include "schema/table.hpp"

namespace migrate::autogenerate {

/// Whether the column is of that enumeration.
bool is_of(const schema::Column& column, const schema::Name& type);

/// The words of a default that is an expression.
Words default_words(const schema::Column& column);

/// Whether some part of the table is of the type, or mentions it.
bool uses_type(const schema::Table& table, const schema::Name& type);

}  // namespace migrate::autogenerate
