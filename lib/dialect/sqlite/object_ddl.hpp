#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "operations/operation.hpp"
#include "support/error.hpp"

namespace migrate::dialect::sqlite {

// The SQL of operations on what a schema holds beside tables. SQLite has views and triggers;
// enumerations are plain text, so that making one takes no statement. Everything else is
// Error{unsupported}.
//
// SQLite has no CASCADE: where nothing depends on what is dropped the word means nothing, elsewhere
// it is Error{unsupported}, which names what would be in the way.

std::vector<std::string> object_statements(const operations::CreateSchema& create);
std::vector<std::string> object_statements(const operations::DropSchema& drop);
std::vector<std::string> object_statements(const operations::CreateEnum& create);
std::vector<std::string> object_statements(const operations::DropEnum& drop);
std::vector<std::string> object_statements(const operations::AddEnumValue& add);
/// Errors: unsupported, for the rows hold the text.
std::vector<std::string> object_statements(const operations::RenameEnumValue& rename);
std::vector<std::string> object_statements(const operations::CreateSequence& create);
std::vector<std::string> object_statements(const operations::AlterSequence& alter);
std::vector<std::string> object_statements(const operations::RenameEnum& rename);
std::vector<std::string> object_statements(const operations::RenameSequence& rename);
/// None: SQLite keeps no comments.
std::vector<std::string> object_statements(const operations::SetComment& set);
std::vector<std::string> object_statements(const operations::DropSequence& drop);
std::vector<std::string> object_statements(const operations::CreateDomain& create);
std::vector<std::string> object_statements(const operations::DropDomain& drop);
std::vector<std::string> object_statements(const operations::CreateMaterializedView& create);
std::vector<std::string> object_statements(const operations::RefreshMaterializedView& refresh);
std::vector<std::string> object_statements(const operations::DropMaterializedView& drop);
std::vector<std::string> object_statements(const operations::CreateFunction& create);
std::vector<std::string> object_statements(const operations::DropFunction& drop);
std::vector<std::string> object_statements(const operations::CreateExtension& create);
std::vector<std::string> object_statements(const operations::DropExtension& drop);

/// A view that is replaced keeps its triggers.
std::vector<std::string> object_statements(
    const operations::CreateView& create, db::Connection& connection);
std::vector<std::string> object_statements(
    const operations::DropView& drop, db::Connection& connection);
/// Errors: unsupported for what only PostgreSQL's triggers can; unit_error without a body.
std::vector<std::string> object_statements(
    const operations::CreateTrigger& create, db::Connection& connection);
std::vector<std::string> object_statements(
    const operations::DropTrigger& drop, db::Connection& connection);

/// Error{unsupported}: "SQLite has no sequences: create sequence order_number".
Error unsupported(std::string_view what, const operations::Operation& operation);

/// Nothing when the cascade has nothing to do. Errors: unsupported, with what depends on `object`.
void refuse_cascade(db::Connection& connection, std::string_view type, const schema::Name& name);

/// A statement of sqlite_schema, to be run once more: it is kept there without the name of its
/// schema. `schema` is empty for main.
std::string repeat_statement(std::string_view sql, std::string_view schema);

}  // namespace migrate::dialect::sqlite
