#include "dialect/sqlite/live_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/sqlite/connection.hpp"
#include "dialect/sqlite/object_ddl.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

Error no_such_table(db::Connection& connection, const schema::Name& name) {
  const bool is_view = find_object(connection, "view", name).has_value();
  return {
      ErrorCode::unit_error,
      is_view ? fmt::format("{} is a view, not a table", describe(name))
              : fmt::format("there is no table {}", describe(name)),
      is_view ? "drop the view and create it again" : ""};
}

/// What can see a table of this schema.
std::vector<Object> objects_around(db::Connection& connection, const std::string& schema) {
  std::vector<Object> result = objects(connection, schema);
  if (schema == "temp") return result;
  std::ranges::move(objects(connection, "temp"), std::back_inserter(result));
  return result;
}

bool works(db::Connection& connection, const std::string& view) {
  try {
    connection.inspect(fmt::format("SELECT 1 FROM {} LIMIT 0", view));
    return true;
  } catch (const Error& error) {
    // There is no other way to ask whether a view still has everything that it shows.
    if (error.code() == ErrorCode::sql_error) return false;
    throw;
  }
}

/// Creates what can be created in an empty database. Tables that belong to a virtual table come
/// with it.
void copy_schema(db::Connection& from, db::Connection& to, const std::string& schema) {
  std::vector<std::string> shadows;
  for (const db::Row& row : from.inspect(fmt::format(
           "SELECT name FROM pragma_table_list WHERE schema = {} AND type = 'shadow'",
           quote_literal(schema))))
    shadows.push_back(row[0].value_or(""));
  const auto all = objects(from, schema);
  for (const std::string_view type : {"table", "view", "index", "trigger"}) {
    for (const Object& one : all) {
      const bool is_own = one.name.starts_with("sqlite_") || one.sql.empty() ||
                          std::ranges::find(shadows, one.name) != shadows.end();
      if (one.type == type && !is_own) to.execute(repeat_statement(one.sql, schema));
    }
  }
}

}  // namespace

LiveTable live_table(db::Connection& connection, const schema::Name& name) {
  const auto object = find_object(connection, "table", name);
  if (!object) throw no_such_table(connection, name);
  LiveTable result{
      .schema = object->schema,
      .schema_prefix = object->schema == "main" && name.schema.empty() ? "" : object->schema,
      .name = object->name,
      .definition = parse_table_definition(object->sql),
  };
  const bool is_hidden =
      object->schema != "temp" &&
      find_object(connection, "table", {.schema = "temp", .name = object->name}).has_value();
  for (const Object& one : objects_around(connection, object->schema)) {
    const bool is_beside = one.schema == object->schema;
    const bool is_of_it = sql::same_word(one.table, object->name) && !one.sql.empty();
    if (is_of_it && is_beside && one.type == "index") result.indexes.push_back(one);
    // A trigger in temp is of a table elsewhere, unless temp has one of that name itself.
    if (is_of_it && one.type == "trigger" && (is_beside || !is_hidden))
      result.triggers.push_back(one);
  }
  return result;
}

std::vector<std::string> users_of_column(
    db::Connection& connection, const LiveTable& table, std::string_view column) {
  std::vector<std::string> result;
  for (const Object& one : objects_around(connection, table.schema)) {
    if (one.type != "view" && one.type != "trigger") continue;
    const bool is_of_it = one.type == "trigger" && sql::same_word(one.table, table.name);
    if ((is_of_it || mentions(one.sql, table.name)) && mentions_column(one.sql, column))
      result.push_back(fmt::format("the {} {}", one.type, one.name));
  }
  return result;
}

std::vector<std::string> working_views(db::Connection& connection, const LiveTable& table) {
  std::vector<Object> left = objects_around(connection, table.schema);
  std::erase_if(left, [](const Object& one) { return one.type != "view"; });
  std::vector<std::string> shown{table.name};
  std::vector<std::string> result;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string name = shown[i];
    const auto rest = std::stable_partition(
        left.begin(), left.end(), [&](const Object& one) { return !mentions(one.sql, name); });
    for (auto one = rest; one != left.end(); ++one) {
      shown.push_back(one->name);
      const std::string view =
          sql::qualified_name(one->schema == "main" ? "" : one->schema, one->name);
      if (works(connection, view)) result.push_back(view);
    }
    left.erase(rest, left.end());
  }
  return result;
}

bool has_broken_view(db::Connection& connection, std::string_view schema) {
  const auto all = objects_around(connection, std::string(schema));
  return std::ranges::any_of(all, [&](const Object& one) {
    return one.type == "view" && !works(connection, sql::qualified_name(one.schema, one.name));
  });
}

std::unique_ptr<db::Connection> shadow_of(db::Connection& connection) {
  auto result = connect({.dialect = "sqlite", .path = ":memory:"}, {});
  for (const std::string& schema : schemas(connection)) {
    if (schema != "main" && schema != "temp")
      result->execute(fmt::format("ATTACH ':memory:' AS {}", quote_identifier(schema)));
  }
  // Triggers in temp can be of tables elsewhere, which must be there first.
  auto all = schemas(connection);
  std::ranges::reverse(all);
  for (const std::string& schema : all)
    copy_schema(connection, *result, schema);
  const auto legacy = connection.inspect("PRAGMA legacy_alter_table");
  if (!legacy.empty() && legacy.front().front() == "1")
    result->execute("PRAGMA legacy_alter_table = ON");
  return result;
}

}  // namespace migrate::dialect::sqlite
