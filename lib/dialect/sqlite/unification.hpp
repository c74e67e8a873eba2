#pragma once

#include <vector>

#include "schema/rename.hpp"
#include "schema/table.hpp"

namespace migrate::dialect::sqlite {

// Two definitions of one table in one spelling: that of the live one.

/// Spells the names of the table and of its columns like the live ones that differ in letter case
/// alone. What else names them is to be settled afterwards (settle_names).
void adopt_names(schema::Table& declared, const schema::Table& live);

/// Gives equal parts of the two one spelling: defaults, collations, expressions, names of indexes
/// and constraints.
void unify(schema::Table& declared, schema::Table& live);

/// Writes the new names of its columns into the expressions of a live table.
void rename_in_expressions(schema::Table& live, const std::vector<schema::Rename>& renames);

}  // namespace migrate::dialect::sqlite
