#include <migrate/model.hpp>
#include <migrate/runtime.hpp>
#include <migrate/testing.hpp>

#include <memory>
#include <string>
#include <vector>

#include "runtime/units.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"

namespace migrate::testing {
namespace {

void declare_library(Model& model) {
  // Two tables that need each other.
  model.table(
      "authors",
      {
          Column{.name = "id", .type = integer(), .primary_key = true},
          Column{.name = "name", .type = varchar(100), .nullable = false, .unique = true},
          Column{.name = "best_book", .type = integer(), .references = Reference{.table = "books"}},
      });
  model.table(
      "books",
      {
          Column{.name = "id", .type = integer(), .primary_key = true},
          Column{
              .name = "author",
              .type = integer(),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "authors", .on_delete = Action::cascade}},
          Column{.name = "title", .type = text(), .server_default = "untitled"},
          Check{.name = "ck_books_title", .condition = "title <> ''"},
      });
}

void declare_shop(Model& model) {
  declare_library(model);
  model.schema("shop");
  model.enumeration("state", {"open", "paid"}, {.schema = "shop"});
  model.sequence("number", {.schema = "shop", .start = 100});
  model.table(
      "orders",
      {
          Column{
              .name = "id",
              .type = integer(),
              .primary_key = true,
              .server_default = expression("nextval('shop.number')")},
          Column{.name = "state", .type = enumeration("state", "shop"), .server_default = "open"},
      },
      {.schema = "shop", .comment = "what is bought"});
}

/// The only value of a query.
std::string value(sqlite3* session, const std::string& sql) {
  std::string result;
  const auto keep = [](void* target, int /*columns*/, char** values, char** /*names*/) {
    *static_cast<std::string*>(target) = values[0] == nullptr ? "NULL" : values[0];
    return 0;
  };
  ::sqlite3_exec(session, sql.c_str(), keep, &result, nullptr);
  return result;
}

std::string value(PGconn* session, const std::string& sql) {
  const std::unique_ptr<PGresult, decltype(&::PQclear)> result(
      ::PQexec(session, sql.c_str()), &::PQclear);
  return ::PQntuples(result.get()) == 0 ? "" : ::PQgetvalue(result.get(), 0, 0);
}

std::string tables(sqlite3* session) {
  return value(
      session,
      "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' "
      "ORDER BY name)");
}

std::string server() {
  return cluster().url;
}

TEST_CASE("a database for tests has what the models declare, and goes", "[runtime]") {
  std::string path;
  {
    const SqliteDatabase database(declare_library);
    path = database.url().substr(std::string("sqlite:///").size());
    CHECK(tables(database.session()) == "authors books");
    run(database.session(), "INSERT INTO authors (id, name) VALUES (1, 'a')");
    run(database.session(), "INSERT INTO books (id, author) VALUES (1, 1)");
    CHECK(value(database.session(), "SELECT title FROM books") == "untitled");
    CHECK_THROWS_AS(
        run(database.session(), "INSERT INTO books (id, author, title) VALUES (2, 1, '')"),
        std::runtime_error);
  }
  CHECK(!std::filesystem::exists(path));
}

TEST_CASE("a database for tests can be filled by migrations", "[runtime]") {
  const SqliteDatabase database(
      [](const runtime::Database& empty) { runtime::upgrade(library_migrations(), empty); });
  CHECK(value(database.session(), "SELECT count(*) FROM books") == "2");
}

TEST_CASE("what a test does in a transaction is taken back", "[runtime]") {
  const SqliteDatabase database(declare_library);
  for (int i = 0; i < 2; ++i) {
    const Transaction transaction(database.session());
    run(database.session(), "INSERT INTO authors (id, name) VALUES (1, 'a')");
    CHECK(value(database.session(), "SELECT count(*) FROM authors") == "1");
  }
  CHECK(value(database.session(), "SELECT count(*) FROM authors") == "0");
}

TEST_CASE("create_all leaves what is there, and drop_all what is not declared", "[runtime]") {
  const SqliteDatabase database([](const runtime::Database&) {});
  sqlite3* const session = database.session();
  run(session, "CREATE TABLE authors (id integer PRIMARY KEY, other text)");
  run(session, "CREATE TABLE mine (id integer)");
  run(session, "INSERT INTO authors (id) VALUES (7)");
  const runtime::Database place(session);
  runtime::create_all(declare_library, place);
  CHECK(tables(session) == "authors books mine");
  CHECK(value(session, "SELECT id FROM authors") == "7");
  runtime::create_all(declare_library, place);
  runtime::drop_all(declare_library, place);
  CHECK(tables(session) == "mine");
  runtime::drop_all(declare_library, place);
}

TEST_CASE("a model that makes no sense makes nothing", "[runtime]") {
  const SqliteDatabase database([](const runtime::Database&) {});
  const runtime::Database place(database.session());
  const auto twice = failure_of([&] {
    runtime::create_all(
        [](Model& model) {
          declare_library(model);
          declare_library(model);
        },
        place);
  });
  CHECK(twice.code() == "invalid_config");
  CHECK(twice.what() == std::string("table authors is declared twice"));
  const auto thrown = failure_of([&] {
    runtime::create_all([](Model& /*model*/) { throw std::logic_error("not today"); }, place);
  });
  CHECK(thrown.what() == std::string("the model threw an exception: not today"));
  const auto failed = failure_of([&] {
    runtime::create_all(
        [](Model& model) {
          declare_library(model);
          model.table("z", {Column{.name = "a"}, Check{.condition = "no such function()"}});
        },
        place);
  });
  CHECK(failed.code() == "sql_error");
  CHECK(tables(database.session()) == "NULL");
}

TEST_CASE("names are given by the convention of the program", "[runtime]") {
  const SqliteDatabase database(declare_library, {.naming = {.ix = "{table}_by_{columns}"}});
  CHECK(
      value(database.session(), "SELECT name FROM sqlite_schema WHERE name LIKE '%_by_%'") ==
      "books_by_author");
}

TEST_CASE("a PostgreSQL database for tests has schemas and types too, and goes", "[runtime]") {
  std::string name;
  {
    const PostgresqlDatabase database(server(), declare_shop);
    name = database.name();
    PGconn* const session = database.session();
    for (int i = 0; i < 2; ++i) {
      const Transaction transaction(session);
      run(session, "INSERT INTO shop.orders DEFAULT VALUES");
      run(session, "INSERT INTO authors (id, name) VALUES (1, 'a')");
    }
    CHECK(value(session, "SELECT count(*) FROM shop.orders") == "0");
    CHECK(value(session, "SELECT obj_description('shop.orders'::regclass)") == "what is bought");
    const runtime::Database place(session);
    runtime::create_all(declare_shop, place);
    runtime::drop_all(declare_shop, place);
    CHECK(value(session, "SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'") == "0");
    CHECK(value(session, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0");
  }
  const PostgresqlDatabase other(server(), [](const runtime::Database&) {});
  CHECK(
      value(other.session(), "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") ==
      "0");
}

TEST_CASE("names in the default schema may be written with it", "[runtime]") {
  const PostgresqlDatabase database(server(), [](Model& model) {
    model.table("a", {Column{.name = "x", .type = integer()}}, {.schema = "public"});
  });
  runtime::create_all(
      [](Model& model) { model.table("a", {Column{.name = "y", .type = integer()}}); },
      runtime::Database(database.session()));
  CHECK(
      value(
          database.session(),
          "SELECT string_agg(attname, ' ') FROM pg_attribute "
          "WHERE attrelid = 'public.a'::regclass AND attnum > 0") == "x");
}

}  // namespace
}  // namespace migrate::testing
