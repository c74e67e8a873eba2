#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "schema/name.hpp"
#include "sql/lexer.hpp"

namespace migrate::dialect::sqlite {

// What a database says of itself. Names are compared as SQLite does: ASCII letters in either case.

/// A row of sqlite_schema.
struct Object {
  std::string schema{};  // "main", "temp", or as it was attached
  std::string type{};    // "table", "index", "view", "trigger"
  std::string name{};
  std::string table{};  // of an index or a trigger
  std::string sql{};    // empty: SQLite made it for a constraint

  friend bool operator==(const Object&, const Object&) = default;
};

/// A foreign key of one table to another one, as `PRAGMA foreign_key_list` tells it.
struct Referrer {
  std::string table{};
  std::vector<std::string> columns{};
  std::vector<std::string> referred_columns{};  // empty: the primary key

  friend bool operator==(const Referrer&, const Referrer&) = default;
};

/// The schemas in the order in which an unqualified name is looked up: temp, main, the attached
/// ones.
std::vector<std::string> schemas(db::Connection& connection);

/// Everything in the schema, in the order in which it was made.
std::vector<Object> objects(db::Connection& connection, std::string_view schema);

/// The table, view, index or trigger of this name.
std::optional<Object> find_object(
    db::Connection& connection, std::string_view type, const schema::Name& name);

/// The foreign keys of other tables to this one; each table's by itself.
std::vector<Referrer> referrers(
    db::Connection& connection, std::string_view schema, std::string_view table);

/// Whether the SQL has this name of a table in it, plain or quoted; not in comments.
bool mentions(std::string_view sql, std::string_view name);

/// The same for the name of a column, which is no function and stands in no string.
bool mentions_column(std::string_view sql, std::string_view name);

/// The tokens of the text that are no blanks and no comments.
std::vector<sql::Token> tokens_of(std::string_view text);

/// The name that a token stands for: without its quotes, the doubled ones inside single.
std::string unquoted(std::string_view token);

/// What would not work without this table or view: "view v", "trigger t", "foreign key of child".
std::vector<std::string> dependents(db::Connection& connection, const Object& object);

}  // namespace migrate::dialect::sqlite
