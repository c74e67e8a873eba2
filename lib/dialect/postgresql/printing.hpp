#pragma once

#include <string>
#include <string_view>

namespace migrate::dialect::postgresql {

/// A SELECT that pins, until the end of the transaction, every setting that the printing of
/// definitions depends on. search_path becomes the default schema, with temporary objects last, so
/// that names in it (and in pg_catalog) are printed without a schema; lock_timeout becomes five
/// seconds where none is set. Its only row is the default schema: the first one of the search_path
/// that exists, that the role may use, and that is not the system's; `public` when there is none.
std::string pin_statement();

/// What that statement found, as an expression in SQL. (current_schema() is NULL for a role that
/// may not use the schema.)
inline constexpr std::string_view pinned_schema =
    "pg_catalog.current_setting('migrate.default_schema')";

/// The expression without parentheses around the whole of it: "((a > 0))" is "a > 0", "(a) + (b)"
/// stays. Parentheses in quotes are text.
std::string without_outer_parentheses(std::string_view expression);

}  // namespace migrate::dialect::postgresql
