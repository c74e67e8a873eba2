#include "operations/describe.hpp"

#include "testing/catch.hpp"

namespace migrate::operations {

TEST_CASE("an operation is described in a few words, with its schema", "[operations]") {
  CHECK(
      describe(CreateTable{.table = {.name = {.schema = "app", .name = "account"}}}) ==
      "create table app.account");
  CHECK(
      describe(AddConstraint{.table = {.name = "t"}, .constraint = schema::Check{}}) ==
      "add check constraint to t");
  CHECK(
      describe(BulkInsert{.table = {.name = "t"}, .rows = {{schema::Null{}}}}) ==
      "insert 1 row into t");
}

TEST_CASE("a statement is described by its first words in one line", "[operations]") {
  CHECK(describe(ExecuteSql{.sql = "UPDATE t\n  SET a = 1"}) == "execute UPDATE t SET a = 1");
  const std::string described = describe(ExecuteSql{.sql = std::string(500, 'x')});
  CHECK(described.size() == std::string("execute ").size() + 60);
  CHECK(described.ends_with("..."));
}

}  // namespace migrate::operations
