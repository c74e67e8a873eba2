#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.hpp"
#include "schema/table.hpp"

namespace migrate::dialect::sqlite {

// The clauses of tables and indexes. What PostgreSQL alone has and what changes no meaning
// (tablespaces, storage parameters, INCLUDE, CONCURRENTLY) is left out; what would is
// Error{unsupported}.

/// A STRICT table takes six names of types only.
enum class Typing { flexible, strict };

/// The type of a column in such a table. Errors: unsupported.
std::string type_text(const schema::Type& type, Typing typing);

/// Whether it is one of the types of integers: the single column of a primary key that has one is
/// the rowid under another name (Rowid Tables, "ROWIDs and the INTEGER PRIMARY KEY").
bool is_integer(const schema::Type& type);

/// What stands behind DEFAULT: an expression in parentheses, unless it is a literal. Empty for
/// NULL, which is what there is without a DEFAULT too.
std::string default_text(const schema::Value& value);

/// Whether rows that are there can get the default when its column is added: a literal, the same
/// for all time.
bool is_constant(const schema::Value& value);

/// "GENERATED ALWAYS AS (a + b) STORED".
std::string computed_text(const schema::Computed& computed);

/// The column in CREATE TABLE and behind ADD COLUMN. Errors: unsupported for an identity.
std::string column_text(const Dialect& dialect, const schema::Column& column, Typing typing);

/// The constraint in CREATE TABLE. A foreign key is between tables of one schema, `schema`. NOT
/// VALID is left out: rows are checked at once. Errors: unsupported.
std::string constraint_text(const schema::Constraint& constraint, std::string_view schema);

/// The same behind the column that it is of alone: CONSTRAINT a UNIQUE, without the columns.
std::string inline_constraint_text(const schema::Constraint& constraint, std::string_view schema);

/// The key behind its column as DESC, which of an integer is a key that is not the rowid.
std::string descending_key_text(const schema::PrimaryKey& key);

/// Whether the key must be written so: its integer may be null, and so is not the rowid.
bool is_nullable_integer_key(const schema::PrimaryKey& key, const schema::Type& type);

/// The single column of the key is the rowid under another name when it is declared like this.
struct RowidKey {
  const schema::PrimaryKey* key{nullptr};  // null: there is none
  std::string column{};
};
RowidKey rowid_key(const schema::Table& table);

std::vector<std::string> create_table_statements(
    const Dialect& dialect, const operations::CreateTable& create);

std::string create_index_statement(const operations::CreateIndex& create);

}  // namespace migrate::dialect::sqlite
