#include <algorithm>
#include <string>
#include <vector>

#include "dialect/postgresql/inspecting.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
using schema::Filter;
using testing::InspectedDatabase;

namespace {

using Names = std::vector<std::string>;

/// "schema.name" of each table.
Names tables(InspectedDatabase& database, const Filter& filter) {
  Names result;
  for (const schema::Table& table : database.inspect(filter).tables)
    result.push_back(describe(table.name));
  return result;
}

Names sequences(InspectedDatabase& database, const Filter& filter) {
  Names result;
  for (const schema::Sequence& sequence : database.inspect(filter).sequences)
    result.push_back(describe(sequence.name));
  return result;
}

const std::vector<std::string> statements{
    "CREATE SCHEMA audit",
    "CREATE TABLE account (id int)",
    R"(CREATE TABLE "Account" (id int))",
    R"(CREATE TABLE "account%" (id int))",
    R"(CREATE TABLE "account_x\y" (id int))",
    "CREATE TABLE alembic_version (version_num text)",
    "CREATE TABLE audit.account (id int)",
    "CREATE TABLE audit.alembic_version (version_num text)",
    "CREATE TABLE audit.log (id int)",
};

}  // namespace

TEST_CASE("the filter lets through what schema::includes does", "[postgresql]") {
  InspectedDatabase database(statements);
  const Names all = tables(database, {.schemas = {"", "audit"}});
  REQUIRE(all.size() == statements.size() - 1);
  const std::vector<Filter> filters{
      {},
      {.schemas = {"audit"}},
      {.schemas = {"public"}},
      {.schemas = {"", "audit"}},
      {.tables = {"account"}},
      {.tables = {"account*"}},
      {.tables = {"account?"}},
      {.tables = {"account%"}},
      {.tables = {"account_*"}},
      {.tables = {"*\\*"}},
      {.tables = {"*'*"}},
      {.tables = {}},
      {.schemas = {"", "audit"}, .tables = {"audit.*"}},
      {.schemas = {"", "audit"}, .tables = {"public.acc*", "log"}},
      {.schemas = {"", "audit"}, .tables = {"*.account"}},
      {.schemas = {"", "audit"}, .tables = {"pub?ic.*"}},
      {.schemas = {"", "audit"}, .tables = {"*", "nothing"}},
      {.exclude_tables = {"account"}},
      {.exclude_tables = {"*"}},
      {.schemas = {"", "audit"}, .exclude_tables = {"audit.*", "A*"}},
      {.schemas = {"", "audit"}, .version_table = {.name = "alembic_version"}},
      {.schemas = {"", "audit"}, .version_table = {.schema = "audit", .name = "alembic_version"}},
      {.schemas = {"", "audit"}, .version_table = {.schema = "public", .name = "alembic_version"}},
  };
  for (const Filter& filter : filters) {
    CAPTURE(filter.schemas, filter.tables, filter.exclude_tables);
    Names expected;
    std::ranges::copy_if(all, std::back_inserter(expected), [&](const std::string& one) {
      const bool is_audit = one.starts_with("audit.");
      const schema::Name name{
          .schema = is_audit ? "audit" : "", .name = is_audit ? one.substr(6) : one};
      return schema::includes(filter, name, "public");
    });
    CHECK(tables(database, filter) == expected);
  }
}

TEST_CASE("a sequence is looked at by its name, an owned one with its table", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SEQUENCE free",
       "CREATE SEQUENCE other",
       "CREATE TABLE t (id serial)",
       "CREATE TABLE u (id serial, i int GENERATED ALWAYS AS IDENTITY)",
       "CREATE TABLE parted (id serial) PARTITION BY RANGE (id)",
       "CREATE TABLE part PARTITION OF parted FOR VALUES FROM (1) TO (2)"});
  CHECK(sequences(database, {}) == Names{"free", "other", "parted_id_seq", "t_id_seq", "u_id_seq"});
  CHECK(sequences(database, {.tables = {"t", "free"}}) == Names{"free", "t_id_seq"});
  CHECK(
      sequences(database, {.exclude_tables = {"u", "free", "parted"}}) ==
      Names{"other", "t_id_seq"});
}

TEST_CASE("a foreign key to a table outside of the filter is read whole", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA audit",
       "CREATE TABLE audit.r (gone int, b int, a int, PRIMARY KEY (a, b))",
       "ALTER TABLE audit.r DROP COLUMN gone",
       "CREATE TABLE excluded (id int PRIMARY KEY)",
       ("CREATE TABLE t (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES audit.r, "
        "CONSTRAINT g FOREIGN KEY (a) REFERENCES excluded)")});
  const schema::MetaData metadata = database.inspect({.exclude_tables = {"excluded"}});
  const std::vector<schema::Constraint> expected{
      schema::ForeignKey{
          .name = "f",
          .columns = {"a", "b"},
          .referred_table = {.schema = "audit", .name = "r"},
          .referred_columns = {"a", "b"}},
      schema::ForeignKey{
          .name = "g",
          .columns = {"a"},
          .referred_table = {.name = "excluded"},
          .referred_columns = {"id"}},
  };
  REQUIRE(metadata.tables.size() == 1);
  CHECK(metadata.tables[0].constraints == expected);
}

}  // namespace migrate::dialect::postgresql
