#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/sqlite/table_definition.hpp"
#include "support/error.hpp"

namespace migrate::dialect::sqlite {

// What TableEdit does to the text of a table, and to names.

bool contains(const std::vector<std::string>& names, std::string_view name);

/// Whether these are the same names, in whatever order.
bool same_names(std::vector<std::string> a, std::vector<std::string> b);

/// Null when the column has none.
const Clause* find_clause(const ColumnDefinition& column, ClauseKind kind);
bool has_clause(const ColumnDefinition& column, ClauseKind kind);
void erase_clause(ColumnDefinition& column, ClauseKind kind);

/// Puts the clause in the place of the one of its kind, or behind the others.
void set_clause(ColumnDefinition& column, std::string_view text);

/// Takes the clauses away for which it holds, and the DEFERRABLE of a reference that goes.
void erase_clauses(ColumnDefinition& column, const std::function<bool(const Clause&)>& goes);

/// What stands behind the table in CREATE INDEX.
std::string_view index_tail(std::string_view sql);

/// Error{unit_error}: "column t.a is used by the view v".
Error is_used(const std::string& what, const std::vector<std::string>& users);

}  // namespace migrate::dialect::sqlite
