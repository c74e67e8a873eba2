#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"

namespace migrate::dialect::sqlite {

/// The SQL of an operation. What ALTER TABLE cannot do becomes a rebuild of the table
/// (sqlite/rebuild.hpp), for which the connection is asked how the table was made. `dialect` is
/// SQLite's own, for types and literals. Errors: see Dialect::compile.
std::vector<CompiledStatement> compile(
    const Dialect& dialect, const operations::Operation& operation, db::Connection& connection);

/// See Dialect::spell.
std::string spell(const schema::Type& type);

/// See Dialect::literal.
std::string literal(const schema::Value& value);

}  // namespace migrate::dialect::sqlite
