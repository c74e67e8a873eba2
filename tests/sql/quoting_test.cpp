#include "sql/quoting.hpp"

#include <memory>

#include <fmt/format.h>
#include <sqlite3.h>

#include "support/text.hpp"
#include "testing/catch.hpp"

namespace migrate::sql {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

Database open_in_memory() {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(":memory:", &database) == SQLITE_OK);
  return Database(database);
}

int execute(const Database& database, const std::string& statement) {
  return sqlite3_exec(database.get(), statement.c_str(), nullptr, nullptr, nullptr);
}

TEST_CASE("a plain lower-case word needs no quotes", "[sql]") {
  CHECK(quote_identifier("account") == "account");
  CHECK(quote_identifier("_t1") == "_t1");
}

TEST_CASE("every other identifier is quoted", "[sql]") {
  CHECK(quote_identifier("Account") == "\"Account\"");
  CHECK(quote_identifier("1st") == "\"1st\"");
  CHECK(quote_identifier("a b") == "\"a b\"");
  CHECK(quote_identifier("a\"b") == "\"a\"\"b\"");
  CHECK(quote_identifier("a$b") == "\"a$b\"");
  CHECK(quote_identifier("caf\xC3\xA9") == "\"caf\xC3\xA9\"");
  CHECK(quote_identifier("") == "\"\"");
}

TEST_CASE("a word that any server reserves is quoted", "[sql]") {
  for (const char* word :
       {"user", "order", "table", "end", "system_user", "json_table", "index", "transaction"}) {
    CHECK(quote_identifier(word) == "\"" + std::string(word) + "\"");
  }
}

std::string keyword(int index) {
  const char* word = nullptr;
  int size = 0;
  REQUIRE(sqlite3_keyword_name(index, &word, &size) == SQLITE_OK);
  return support::to_lower(std::string_view(word, static_cast<std::size_t>(size)));
}

/// Whether SQLite takes the name for a table and for a column.
bool is_usable(const std::string& name) {
  const Database database = open_in_memory();
  return execute(database, fmt::format("CREATE TABLE {0} ({0} text)", name)) == SQLITE_OK &&
         execute(database, fmt::format("SELECT {0} FROM {0}", name)) == SQLITE_OK;
}

TEST_CASE("no keyword of SQLite is left bare where it would be a syntax error", "[sql]") {
  for (int i = 0; i < sqlite3_keyword_count(); ++i) {
    const std::string name = quote_identifier(keyword(i));
    INFO(name);
    CHECK(is_usable(name));
  }
}

TEST_CASE("a literal doubles its quotes and leaves backslashes alone", "[sql]") {
  CHECK(quote_literal("it's") == "'it''s'");
  CHECK(quote_literal("a\\b") == "'a\\b'");
  CHECK(quote_literal("") == "''");
}

TEST_CASE("a qualified name quotes both of its parts, and needs no schema", "[sql]") {
  CHECK(qualified_name("public", "t") == "public.t");
  CHECK(qualified_name("My", "user") == "\"My\".\"user\"");
  CHECK(qualified_name("", "t") == "t");
}

}  // namespace
}  // namespace migrate::sql
