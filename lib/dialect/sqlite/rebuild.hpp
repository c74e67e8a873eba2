#pragma once

#include <vector>

#include "dialect/dialect.hpp"
#include "dialect/sqlite/table_edit.hpp"

namespace migrate::dialect::sqlite {

/// A table made anew, for what ALTER TABLE cannot: a new table, the rows with their rowids and the
/// number that AUTOINCREMENT has come to, the old table dropped, the new one under its name, its
/// indexes and triggers again; then it is checked that foreign keys and views are as sound as
/// before.
///
/// `rows` is asked what foreign keys were violated before. Foreign keys must not be enforced, or
/// dropping the old table would delete the rows that refer to it. Errors: unit_error when they are.
std::vector<CompiledStatement> rebuild_statements(
    const TableEdit& edit, db::Connection& schema, db::Connection& rows);

/// Error{unit_error} when foreign keys are enforced.
void require_no_enforcement(db::Connection& connection, std::string_view what);

}  // namespace migrate::dialect::sqlite
