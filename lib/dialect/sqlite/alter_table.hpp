#pragma once

#include <vector>

#include "dialect/dialect.hpp"
#include "operations/operation.hpp"

namespace migrate::dialect::sqlite {

/// The changes, made with ALTER TABLE where SQLite accepts that on a table with rows, else folded
/// into one rebuild (sqlite/rebuild.hpp). A column is renamed by a statement of its own, so that
/// views, triggers and indexes follow; only changes on both sides of it that name it need two
/// rebuilds.
///
/// Errors: unsupported for a rebuild when `recreate` is never; see TableEdit and
/// rebuild_statements.
std::vector<CompiledStatement> alter_statements(
    const Dialect& dialect, const operations::BatchAlterTable& batch, db::Connection& connection);

std::vector<CompiledStatement> alter_statements(
    const Dialect& dialect, const operations::RenameConstraint& rename, db::Connection& connection);

/// SQLite cannot rename an index: it is dropped and made again. Errors: unit_error when there is no
/// such index, or a constraint made it.
std::vector<CompiledStatement> alter_statements(
    const operations::RenameIndex& rename, db::Connection& connection);

}  // namespace migrate::dialect::sqlite
