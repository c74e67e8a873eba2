#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"

namespace migrate::dialect::postgresql {

/// The SQL of an operation, PostgreSQL 15's (some clauses need a later server, which then says so).
/// `dialect` is PostgreSQL's own, for types and literals. Errors: see Dialect::compile.
std::vector<CompiledStatement> compile(
    const Dialect& dialect, const operations::Operation& operation);

/// See Dialect::spell.
std::string spell(const schema::Type& type);

/// See Dialect::literal.
std::string literal(const schema::Value& value);

}  // namespace migrate::dialect::postgresql
