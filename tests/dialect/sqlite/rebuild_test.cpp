#include "dialect/sqlite/rebuild.hpp"

#include <string>
#include <vector>

#include "dialect/sqlite/altering.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::sqlite {
using Catch::Matchers::Contains;

namespace {

using Statements = std::vector<std::string>;

const schema::Name t{.name = "t"};
const schema::Type integer{.kind = TypeKind::integer};

/// How often the operation rebuilds a table.
std::size_t rebuilds(Altered& database, const operations::Operation& operation) {
  std::size_t count = 0;
  for (const CompiledStatement& statement : database.compile(operation)) {
    if (statement.sql.starts_with("INSERT OR ABORT INTO _migrate_new")) ++count;
  }
  return count;
}

operations::AlterColumn not_null(const std::string& column) {
  return {.table = t, .name = column, .change = {.nullable = false}};
}

}  // namespace

TEST_CASE("a rebuild is refused while foreign keys are enforced", "[sqlite]") {
  Altered database({"PRAGMA foreign_keys = ON", "CREATE TABLE t (a int)"});
  const Error error = error_of([&] { database.compile(not_null("a")); });
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK_THAT(error.message(), Contains("table t cannot be rebuilt"));
  CHECK_THAT(error.hint(), Contains("PRAGMA foreign_keys = OFF"));
}

TEST_CASE("rows without a value stop NOT NULL with the name of the column", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int)", "INSERT INTO t VALUES (NULL)"});
  const Error error = error_of([&] { database.apply(not_null("a")); });
  CHECK(error.message() == "column t.a has rows without a value");
}

TEST_CASE("a new type loses no value", "[sqlite]") {
  Altered database({"CREATE TABLE t (a text)", "INSERT INTO t VALUES ('12'), ('x'), (NULL)"});
  operations::AlterColumn alter{.table = t, .name = "a", .change = {.type = integer}};
  CHECK_THAT(
      error_of([&] { database.apply(alter); }).message(), Contains("values that are no numbers"));
  alter.using_expression = "CASE a WHEN 'x' THEN 0 ELSE a END";
  database.apply(alter);
  CHECK(database.rows("SELECT a, typeof(a) FROM t") == "12,integer;0,integer;NULL,null");
}

TEST_CASE("a batch rebuilds its table once", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int, b int, c int)", "INSERT INTO t VALUES (1, 2, 3)"});
  const operations::BatchAlterTable batch{
      .table = t,
      .changes = {
          not_null("a"),
          operations::RenameColumn{.table = t, .name = "b", .new_name = "bb"},
          operations::AddColumn{.table = t, .column = {.name = "d", .type = integer}},
          operations::AddConstraint{
              .table = t, .constraint = schema::Unique{.name = "u", .columns = {"c"}}},
          operations::DropColumn{.table = t, .name = "a"},
          operations::CreateIndex{
              .table = t, .index = {.name = "ix", .columns = {{.name = "d"}}}}}};
  CHECK(rebuilds(database, batch) == 1);
  database.apply(batch);
  CHECK(database.rows("SELECT bb, c, d FROM t") == "2,3,NULL");
  CHECK(
      database.sql_of("t") ==
      "CREATE TABLE \"t\" ( bb int, c int, d integer, CONSTRAINT u UNIQUE (c))");
}

TEST_CASE("changes on both sides of a rename are made in their order", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int, b int)",
       "INSERT INTO t VALUES (1, 2)",
       "CREATE INDEX ix ON t (a)",
       "CREATE VIEW v AS SELECT a FROM t",
       "CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN UPDATE t SET b = new.a; END"});
  database.apply(operations::BatchAlterTable{
      .table = t,
      .changes = {
          not_null("a"),
          operations::RenameColumn{.table = t, .name = "a", .new_name = "z"},
          operations::AddConstraint{
              .table = t, .constraint = schema::Check{.name = "k", .condition = "z > 0"}}}});
  CHECK(database.sql_of("ix") == "CREATE INDEX ix ON t (z)");
  database.run("UPDATE t SET z = 7");
  CHECK(database.rows("SELECT * FROM t, v") == "7,7,7");
  CHECK_THROWS_AS(database.run("UPDATE t SET z = -7"), Error);
}

TEST_CASE("recreate says whether a table is rebuilt", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int, b int)"});
  const operations::AddColumn add{.table = t, .column = {.name = "c", .type = integer}};
  CHECK(rebuilds(database, operations::BatchAlterTable{.table = t, .changes = {add}}) == 0);
  CHECK(
      rebuilds(
          database,
          operations::BatchAlterTable{
              .table = t, .recreate = Recreate::always, .changes = {add}}) == 1);
  const operations::BatchAlterTable never{
      .table = t, .recreate = Recreate::never, .changes = {not_null("a")}};
  CHECK(error_of([&] { database.compile(never); }).code() == ErrorCode::unsupported);
}

TEST_CASE("a dropped column takes its indexes and constraints with it", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int, b int CHECK (b > a), c text CHECK (c <> 'a'), UNIQUE (a, b), "
       "CHECK (a <> 0), FOREIGN KEY (a) REFERENCES p)",
       "CREATE TABLE p (k int primary key)",
       "CREATE INDEX ix_a ON t (b) WHERE a > 0",
       "CREATE INDEX a ON t (c)"});
  database.apply(operations::DropColumn{.table = t, .name = "a"});
  CHECK(database.sql_of("t") == "CREATE TABLE \"t\" ( b int, c text CHECK (c <> 'a'))");
  CHECK(
      database.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 't'") ==
      "a");
}

TEST_CASE("a column that others use is not dropped", "[sqlite]") {
  const Statements before{
      "CREATE TABLE t (a int primary key, b int, c int as (b), d int, e int)",
      "CREATE TABLE child (x int references t)",
      "CREATE VIEW v AS SELECT d FROM t",
      "CREATE TRIGGER tr AFTER UPDATE OF e ON t BEGIN SELECT 1; END"};
  const auto message = [&](const std::string& column) {
    Altered database(before);
    return error_of([&] { database.apply(operations::DropColumn{.table = t, .name = column}); })
        .message();
  };
  CHECK(message("a") == "the key (a) of table t is used by the foreign key of child");
  CHECK(message("b") == "column t.b is used by the generated column c");
  CHECK(message("d") == "column t.d is used by the view v");
  CHECK(message("e") == "column t.e is used by the trigger tr");
}

TEST_CASE("a key that foreign keys refer to is not dropped, but can be replaced", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int CONSTRAINT pk PRIMARY KEY)",
       "INSERT INTO t VALUES (1)",
       "CREATE TABLE child (x int references t (A) ON DELETE CASCADE)",
       "INSERT INTO child VALUES (1)"});
  const operations::DropConstraint drop{.table = t, .name = "PK"};
  CHECK_THAT(
      error_of([&] { database.apply(drop); }).message(), Contains("the foreign key of child"));
  database.apply(operations::BatchAlterTable{
      .table = t,
      .changes = {
          drop,
          operations::AddConstraint{
              .table = t, .constraint = schema::Unique{.name = "u", .columns = {"a"}}}}});
  CHECK(database.rows("SELECT * FROM child") == "1");
}

TEST_CASE("an integer primary key that is added becomes the rowid", "[sqlite]") {
  Altered database({"CREATE TABLE t (a bigint, b text)", "INSERT INTO t VALUES (5, 'x')"});
  const operations::AddConstraint add{
      .table = t, .constraint = schema::PrimaryKey{.name = "pk_t", .columns = {"a"}}};
  database.apply(add);
  CHECK(database.rows("SELECT a, rowid FROM t") == "5,5");
  database.apply(operations::DropConstraint{.table = t, .name = "pk_t"});
  CHECK(database.sql_of("t") == "CREATE TABLE \"t\" (a integer NOT NULL, b text)");
  CHECK(database.rows("SELECT a, rowid FROM t") == "5,5");
}

TEST_CASE("a primary key is not made of rows without a value", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int)", "INSERT INTO t VALUES (NULL)"});
  CHECK_THROWS_AS(
      database.apply(operations::AddConstraint{
          .table = t, .constraint = schema::PrimaryKey{.columns = {"a"}}}),
      Error);
}

TEST_CASE("a key is not made the rowid while rows are without a value", "[sqlite]") {
  Altered database({"CREATE TABLE t (a text primary key)", "INSERT INTO t VALUES (NULL)"});
  const Error error = error_of([&] {
    database.apply(operations::AlterColumn{.table = t, .name = "a", .change = {.type = integer}});
  });
  CHECK(error.message() == "column t.a has rows without a value");
}

TEST_CASE("a key column that is added numbers the rows that are there", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (b text)", "INSERT INTO t (rowid, b) VALUES (4, 'x'), (9, 'y')"});
  database.apply(operations::AddColumn{
      .table = t,
      .column =
          {.name = "id", .type = {.kind = TypeKind::big_integer}, .identity = schema::Identity{}},
      .constraints = {schema::PrimaryKey{.name = "pk", .columns = {"id"}}}});
  CHECK(database.rows("SELECT id, b FROM t") == "4,x;9,y");
}

TEST_CASE("constraints are renamed, and found without a name by what they are", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int CONSTRAINT \"k\" CHECK (a > 0) UNIQUE, CHECK(a<10), "
       "CONSTRAINT f FOREIGN KEY (a) REFERENCES p)",
       "CREATE TABLE p (k int primary key)"});
  database.apply(operations::RenameConstraint{.table = t, .name = "K", .new_name = "kk"});
  database.apply(operations::RenameConstraint{.table = t, .name = "f", .new_name = "g"});
  database.apply(operations::DropConstraint{
      .table = t, .name = "uq_t_a", .existing = schema::Unique{.columns = {"a"}}});
  database.apply(operations::DropConstraint{
      .table = t, .name = "ck_t", .existing = schema::Check{.condition = "a < 10"}});
  CHECK(
      database.sql_of("t") ==
      "CREATE TABLE \"t\" (a int CONSTRAINT kk CHECK (a > 0), CONSTRAINT g FOREIGN KEY (a) "
      "REFERENCES p)");
}

TEST_CASE("generated columns come, change and go", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int, b int as (a + 1) stored)", "INSERT INTO t VALUES (1)"});
  database.apply(operations::AddColumn{
      .table = t,
      .column = {
          .name = "c", .type = integer, .computed = schema::Computed{.expression = "a * 10"}}});
  database.apply(operations::AlterColumn{
      .table = t, .name = "b", .change = {.computed = schema::Computed{.expression = "a + 2"}}});
  CHECK(database.rows("SELECT * FROM t") == "1,3,10");
  database.apply(operations::AlterColumn{.table = t, .name = "b", .drop_computed = true});
  database.run("UPDATE t SET a = 5");
  CHECK(database.rows("SELECT * FROM t") == "5,3,50");
}

TEST_CASE("violations that were there before do not stop a rebuild", "[sqlite]") {
  Altered database(
      {"CREATE TABLE p (k int primary key)",
       "CREATE TABLE t (a int primary key, b int references p)",
       "INSERT INTO t VALUES (1, 99)",
       "CREATE TABLE child (x int references t)",
       "INSERT INTO child VALUES (1), (7)",
       "CREATE TABLE odd (x int references t (b))",
       "INSERT INTO odd VALUES (1)"});
  CHECK_NOTHROW(database.apply(not_null("b")));
  CHECK_THROWS_AS(
      database.apply(operations::AlterColumn{
          .table = t, .name = "a", .change = {.type = integer}, .using_expression = "a + 1"}),
      Error);
}

TEST_CASE("a foreign key that is added is checked against the rows", "[sqlite]") {
  Altered database(
      {"CREATE TABLE p (k int primary key)", "CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)"});
  const Error error = error_of([&] {
    database.apply(operations::AddConstraint{
        .table = t,
        .constraint = schema::ForeignKey{
            .columns = {"a"}, .referred_table = {.name = "p"}, .not_valid = true}});
  });
  CHECK_THAT(error.message(), Contains("rows of table t refer to rows that are not there"));
}

TEST_CASE("a view that was broken before does not stop a rebuild", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a, gone FROM t"});
  CHECK_NOTHROW(database.apply(not_null("a")));
}

TEST_CASE("a view of another table that is broken does not stop a column from going", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int, b int)", "CREATE VIEW v AS SELECT 1 FROM gone"});
  database.apply(operations::DropColumn{.table = t, .name = "b"});
  CHECK(database.sql_of("t") == "CREATE TABLE \"t\" (a int)");
}

TEST_CASE("tables of other schemas are rebuilt where they are", "[sqlite]") {
  Altered database(
      {"ATTACH ':memory:' AS other",
       "CREATE TABLE other.t (a int)",
       "INSERT INTO other.t VALUES (1)",
       "CREATE INDEX other.ix ON t (a)",
       "CREATE TEMP TABLE s (a int)",
       "CREATE INDEX temp.iy ON s (a)"});
  operations::AlterColumn alter = not_null("a");
  alter.table.schema = "other";
  database.apply(alter);
  alter.table = {.name = "s"};
  database.apply(alter);
  CHECK(
      database.rows("SELECT sql FROM other.sqlite_schema WHERE type = 'table'") ==
      "CREATE TABLE \"t\" (a int NOT NULL)");
  CHECK(database.rows("SELECT name FROM other.sqlite_schema") == "t;ix");
  CHECK(database.rows("SELECT name FROM temp.sqlite_schema") == "s;iy");
  CHECK(database.rows("SELECT name FROM main.sqlite_schema").empty());
}

TEST_CASE("the temporary name gives way, and a column called rowid hides none", "[sqlite]") {
  Altered database(
      {"CREATE TABLE _migrate_new_t (a int)",
       "CREATE TABLE t (rowid text, oid text)",
       "INSERT INTO t (_rowid_, rowid, oid) VALUES (77, 'x', 'y')"});
  database.apply(not_null("oid"));
  CHECK(database.rows("SELECT _rowid_, rowid, oid FROM t") == "77,x,y");
}

TEST_CASE("an ON CONFLICT of the table swallows no row of the copy", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a text UNIQUE ON CONFLICT REPLACE)", "INSERT INTO t VALUES ('a'), ('A')"});
  CHECK_THROWS_AS(
      database.apply(
          operations::AlterColumn{.table = t, .name = "a", .change = {.collation = "NOCASE"}}),
      Error);
  CHECK(database.rows("SELECT count(*) FROM t") == "2");
}

TEST_CASE("what changes nothing takes no statement", "[sqlite]") {
  Altered database({"CREATE TABLE t (id integer primary key, a int not null default 5)"});
  CHECK(database.text_of(not_null("a")).empty());
  CHECK(database
            .text_of(operations::AlterColumn{
                .table = t,
                .name = "id",
                .change = {.type = schema::Type{.kind = TypeKind::big_integer}}})
            .empty());
  CHECK(database
            .text_of(operations::AlterColumn{
                .table = t, .name = "id", .change = {.identity = schema::Identity{}}})
            .empty());
}

TEST_CASE("a virtual table is left alone", "[sqlite]") {
  Altered database({"CREATE VIRTUAL TABLE t USING fts5 (a)"});
  CHECK_THAT(error_of([&] { database.apply(not_null("a")); }).message(), Contains("virtual table"));
}

}  // namespace migrate::dialect::sqlite
