#include "dialect/sqlite/ddl_compiler.hpp"

#include <string>
#include <vector>

#include "dialect/sqlite/altering.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::sqlite {
using Catch::Matchers::Contains;

namespace {

const schema::Type integer{.kind = TypeKind::integer};
const schema::Type big_integer{.kind = TypeKind::big_integer};
const schema::Type text{.kind = TypeKind::text};
const schema::Name t{.name = "t"};

schema::Column column(std::string name, schema::Type type = text) {
  return {.name = std::move(name), .type = std::move(type)};
}

std::string text_of(
    const operations::Operation& operation, const std::vector<std::string>& before = {}) {
  return Altered(before).text_of(operation);
}

Error failure_of(
    const operations::Operation& operation, const std::vector<std::string>& before = {}) {
  return error_of([&] { text_of(operation, before); });
}

}  // namespace

TEST_CASE("an integer primary key of one column is the rowid", "[sqlite]") {
  const schema::Table table{
      .name = t,
      .columns = {column("id", big_integer), column("a")},
      .constraints = {schema::PrimaryKey{.name = "pk_t", .columns = {"id"}}}};
  CHECK(
      text_of(operations::CreateTable{.table = table}) ==
      "CREATE TABLE t (\n  id integer,\n  a text,\n  CONSTRAINT pk_t PRIMARY KEY (id)\n)");
  Altered database;
  database.apply(operations::CreateTable{.table = table});
  database.run("INSERT INTO t (a) VALUES ('x')");
  CHECK(database.rows("SELECT id, rowid FROM t") == "1,1");
}

TEST_CASE("autoincrement stands behind the key", "[sqlite]") {
  schema::Table table{
      .name = t,
      .columns = {column("id", integer)},
      .constraints = {schema::PrimaryKey{.name = "pk_t", .columns = {"id"}}},
      .autoincrement = true};
  table.columns.front().nullable = false;
  CHECK(
      text_of(operations::CreateTable{.table = table}) ==
      "CREATE TABLE t (\n  id integer NOT NULL CONSTRAINT pk_t PRIMARY KEY AUTOINCREMENT\n)");
  table.constraints.clear();
  CHECK(failure_of(operations::CreateTable{.table = table}).code() == ErrorCode::unit_error);
}

TEST_CASE("other primary keys are not null, and WITHOUT ROWID keeps the types", "[sqlite]") {
  const schema::Table table{
      .name = t,
      .columns = {column("a", big_integer), column("b")},
      .constraints = {schema::PrimaryKey{.columns = {"a"}}},
      .strict = true,
      .without_rowid = true};
  CHECK(
      text_of(operations::CreateTable{.table = table}) ==
      "CREATE TABLE t (\n  a integer NOT NULL,\n  b text,\n  PRIMARY KEY (a)\n) WITHOUT ROWID, "
      "STRICT");
}

TEST_CASE("an identity must be the primary key", "[sqlite]") {
  schema::Table table{.name = t, .columns = {column("id", integer)}};
  table.columns.front().identity = schema::Identity{};
  const Error error = failure_of(operations::CreateTable{.table = table});
  CHECK(error.code() == ErrorCode::unsupported);
  table.constraints = {schema::PrimaryKey{.columns = {"id"}}};
  CHECK_THAT(text_of(operations::CreateTable{.table = table}), Contains("id integer,"));
}

TEST_CASE("a STRICT table maps each type to one that it has", "[sqlite]") {
  for (int kind = 0; kind < static_cast<int>(TypeKind::enumeration); ++kind) {
    const schema::Table table{
        .name = t, .columns = {column("a", {.kind = static_cast<TypeKind>(kind)})}, .strict = true};
    Altered database;
    CHECK_NOTHROW(database.apply(operations::CreateTable{.table = table}));
  }
  const schema::Table other{
      .name = t,
      .columns = {column("a", {.kind = TypeKind::verbatim, .name = "money"})},
      .strict = true};
  CHECK(failure_of(operations::CreateTable{.table = other}).code() == ErrorCode::unsupported);
}

TEST_CASE("a default that is an expression is in parentheses, a literal is not", "[sqlite]") {
  struct Case {
    schema::Value value;
    std::string text;
  };
  const std::vector<Case> cases{
      {std::int64_t{5}, "DEFAULT 5"},
      {std::int64_t{-5}, "DEFAULT -5"},
      {true, "DEFAULT true"},
      {std::string("it's"), "DEFAULT 'it''s'"},
      {schema::Bytes{"\x01\xff"}, "DEFAULT x'01ff'"},
      {schema::Expression{"CURRENT_TIMESTAMP"}, "DEFAULT CURRENT_TIMESTAMP"},
      {schema::Expression{"- 1"}, "DEFAULT - 1"},
      {schema::Expression{"'a' || 'b'"}, "DEFAULT ('a' || 'b')"},
      {schema::Expression{"(1) + (2)"}, "DEFAULT ((1) + (2))"},
      {schema::Expression{"random()"}, "DEFAULT (random())"},
  };
  for (const Case& one : cases) {
    schema::Table table{.name = t, .columns = {column("a")}};
    table.columns.front().server_default = one.value;
    CHECK_THAT(text_of(operations::CreateTable{.table = table}), Contains(one.text));
    Altered database;
    CHECK_NOTHROW(database.apply(operations::CreateTable{.table = table}));
  }
}

TEST_CASE("indexes follow their table, in its schema", "[sqlite]") {
  const schema::Table table{
      .name = {.schema = "main", .name = "t"},
      .columns = {column("a")},
      .indexes = {
          {.name = "ix",
           .columns = {{.name = "a", .order = Order::descending, .nulls = Nulls::last}},
           .unique = true,
           .method = "btree",
           .where = "a > 'm'",
           .include = {"a"},
           .tablespace = "fast"}}};
  CHECK(
      text_of(operations::CreateTable{.table = table}) ==
      "CREATE TABLE main.t (\n  a text\n)\n"
      "CREATE UNIQUE INDEX main.ix ON t (a DESC) WHERE a > 'm'");
}

TEST_CASE("what would mean something else on SQLite is refused by name", "[sqlite]") {
  const std::vector<operations::Operation> refused{
      operations::CreateSchema{.name = "app"},
      operations::CreateSequence{.sequence = {.name = {.name = "order_number"}}},
      operations::CreateDomain{.domain = {.name = {.name = "email"}}},
      operations::CreateMaterializedView{.view = {.name = {.name = "totals"}}},
      operations::CreateFunction{.function = {.name = {.name = "touch"}}},
      operations::CreateExtension{.extension = {.name = "hstore"}},
      operations::RenameEnumValue{.type = {.name = "mood"}, .value = "a", .new_value = "b"},
      operations::CreateIndex{
          .table = t, .index = {.name = "ix", .columns = {{.name = "a"}}, .method = "gin"}},
      operations::CreateIndex{
          .table = t, .index = {.name = "ix", .columns = {{.name = "a", .nulls = Nulls::last}}}},
      operations::CreateTable{
          .table = {.name = t, .columns = {column("a")}, .partition_by = "RANGE (a)"}},
      operations::CreateTable{
          .table =
              {.name = t,
               .columns = {column("a")},
               .constraints = {schema::Exclude{.elements = {{.column = "a", .with = "="}}}}}},
      operations::CreateTable{
          .table =
              {.name = t,
               .columns = {column("a")},
               .constraints = {schema::Unique{.columns = {"a"}, .nulls_not_distinct = true}}}},
      operations::CreateTable{
          .table =
              {.name = t, .columns = {column("a", {.kind = TypeKind::text, .dimensions = 1})}}},
      operations::AddConstraint{
          .table = t, .constraint = schema::Unique{.columns = {"a"}, .without_overlaps = true}},
      operations::AddConstraint{
          .table = t, .constraint = schema::Check{.condition = "a > 0", .not_enforced = true}},
      operations::AddConstraint{
          .table = t,
          .constraint =
              schema::ForeignKey{
                  .columns = {"a"}, .referred_table = t, .on_delete_columns = {"a"}}},
      operations::CreateTrigger{
          .trigger = {.name = "tr", .table = t, .on_insert = true, .on_update = true, .body = "x"}},
  };
  for (const operations::Operation& operation : refused) {
    const Error error = failure_of(operation, {"CREATE TABLE t (a text)"});
    INFO(error.message());
    CHECK(error.code() == ErrorCode::unsupported);
    CHECK_FALSE(error.hint().empty());
  }
  CHECK(
      failure_of(refused[1]).message() == "SQLite has no sequences: create sequence order_number");
}

TEST_CASE("enumerations and comments take no statement", "[sqlite]") {
  CHECK(text_of(operations::CreateEnum{.type = {.name = {.name = "mood"}}}).empty());
  CHECK(text_of(operations::DropEnum{.name = {.name = "mood"}}).empty());
  CHECK(text_of(operations::AddEnumValue{.type = {.name = "mood"}, .value = "calm"}).empty());
  CHECK(text_of(operations::SetTableComment{.table = t, .comment = "x"}).empty());
  CHECK(text_of(operations::ValidateConstraint{.table = t, .name = "x"}).empty());
}

TEST_CASE("a view that is replaced keeps its triggers", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int)",
       "CREATE VIEW v AS SELECT a FROM t",
       "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a); END"});
  database.apply(operations::CreateView{
      .view = {.name = {.name = "v"}, .query = "SELECT a, 1 AS b FROM t;"}, .or_replace = true});
  database.run("INSERT INTO v VALUES (5, 6)");
  CHECK(database.rows("SELECT * FROM v") == "5,1");
}

TEST_CASE("a recursive view is made with a recursive query", "[sqlite]") {
  Altered database;
  database.apply(operations::CreateView{
      .view = {
          .name = {.name = "n"},
          .query = "SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3",
          .columns = {"i"},
          .recursive = true}});
  CHECK(database.rows("SELECT * FROM n") == "1;2;3");
}

TEST_CASE("a trigger holds its statements", "[sqlite]") {
  Altered database({"CREATE TABLE t (a int, b int)"});
  const operations::CreateTrigger create{
      .trigger = {
          .name = "tr",
          .table = t,
          .timing = Timing::after,
          .on_update = true,
          .update_of = {"a"},
          .when = "new.a > 0",
          .body = "UPDATE t SET b = 1;"}};
  CHECK(
      database.text_of(create) ==
      "CREATE TRIGGER tr\nAFTER UPDATE OF a ON t\nFOR EACH ROW\nWHEN (new.a > 0)\nBEGIN\nUPDATE t "
      "SET b = 1;\nEND");
  database.apply(create);
  database.apply(operations::DropTrigger{.name = "tr", .table = t});
  CHECK(
      failure_of(operations::CreateTrigger{.trigger = {.name = "x", .table = t, .on_insert = true}})
          .code() == ErrorCode::unit_error);
}

TEST_CASE("a cascade is refused where it would drop something", "[sqlite]") {
  const std::vector<std::string> before{
      "CREATE TABLE t (a int primary key)", "CREATE VIEW v AS SELECT a FROM t"};
  const Error error = failure_of(operations::DropTable{.name = t, .cascade = true}, before);
  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.message(), Contains("the view v"));
  CHECK(
      text_of(operations::DropView{.name = {.name = "v"}, .cascade = true}, before) ==
      "DROP VIEW v");
  CHECK(
      text_of(operations::DropTable{.name = t, .if_exists = true, .cascade = true}) ==
      "DROP TABLE IF EXISTS t");
}

TEST_CASE(
    "a table with referring rows is not dropped while foreign keys are enforced", "[sqlite]") {
  const std::vector<std::string> before{
      "PRAGMA foreign_keys = ON",
      "CREATE TABLE t (a int primary key)",
      "CREATE TABLE u (a int references t on delete cascade)"};
  CHECK_THAT(
      failure_of(operations::DropTable{.name = t}, before).hint(),
      Contains("PRAGMA foreign_keys = OFF"));
}

TEST_CASE("an index is renamed by making it again", "[sqlite]") {
  CHECK(
      text_of(
          operations::RenameIndex{.table = t, .name = "IX", .new_name = "iy"},
          {"CREATE TABLE t (a int)", "CREATE UNIQUE INDEX ix ON t(a desc) WHERE a > 1 -- why"}) ==
      "DROP INDEX ix\nCREATE UNIQUE INDEX iy ON t(a desc) WHERE a > 1 -- why");
  CHECK_THAT(
      failure_of(operations::RenameIndex{.table = t, .name = "ix", .new_name = "iy"}).message(),
      Contains("there is no index ix"));
}

TEST_CASE("what ALTER TABLE can on a table with rows is left to it", "[sqlite]") {
  const std::vector<std::string> before{
      "CREATE TABLE t (a int, b int)", "INSERT INTO t VALUES (1, 2)"};
  operations::AddColumn add{.table = t, .column = column("c")};
  CHECK(text_of(add, before) == "ALTER TABLE t ADD COLUMN c text");
  add.column.server_default = std::string("x");
  add.column.nullable = false;
  add.constraints = {schema::Check{.name = "k", .condition = "c <> 'y'"}};
  add.indexes = {{.name = "ix", .columns = {{.name = "c"}}}};
  CHECK(
      text_of(add, before) ==
      "ALTER TABLE t ADD COLUMN c text DEFAULT 'x' NOT NULL CONSTRAINT k CHECK (c <> 'y')\n"
      "CREATE INDEX ix ON t (c)");
  CHECK(
      text_of(
          operations::AddColumn{
              .table = t,
              .column = column("c"),
              .constraints = {schema::ForeignKey{
                  .name = "f",
                  .columns = {"c"},
                  .referred_table = {.name = "p"},
                  .referred_columns = {"id"},
                  .on_delete = Action::cascade}}},
          before) ==
      "ALTER TABLE t ADD COLUMN c text CONSTRAINT f REFERENCES p (id) ON DELETE CASCADE");
  CHECK(
      text_of(operations::DropColumn{.table = t, .name = "B"}, before) ==
      "ALTER TABLE t DROP COLUMN \"B\"");
  CHECK(
      text_of(operations::RenameColumn{.table = t, .name = "a", .new_name = "c"}, before) ==
      "ALTER TABLE t RENAME COLUMN a TO c");
}

TEST_CASE("what is there, or gone, already takes no statement when asked so", "[sqlite]") {
  const std::vector<std::string> before{"CREATE TABLE t (a int, b int)"};
  CHECK(text_of(
            operations::AddColumn{.table = t, .column = column("A"), .if_not_exists = true}, before)
            .empty());
  CHECK(
      text_of(operations::DropColumn{.table = t, .name = "c", .if_exists = true}, before).empty());
  CHECK(text_of(operations::DropConstraint{.table = t, .name = "c", .if_exists = true}, before)
            .empty());
  CHECK_THAT(
      failure_of(operations::AddColumn{.table = t, .column = column("A")}, before).message(),
      Contains("has a column A already"));
  CHECK_THAT(
      failure_of(operations::DropColumn{.table = t, .name = "c"}, before).message(),
      Contains("table t has no column c"));
  CHECK_THAT(
      failure_of(operations::DropColumn{.table = {.name = "u"}, .name = "c"}).message(),
      Contains("there is no table u"));
}

TEST_CASE("a rebuild makes the table anew and puts everything back", "[sqlite]") {
  CHECK(
      text_of(
          operations::AlterColumn{.table = t, .name = "b", .change = {.nullable = false}},
          {"CREATE TABLE p (id integer primary key)",
           "CREATE TABLE t (id integer primary key autoincrement, b text, c int references p)",
           "CREATE INDEX ix ON t (b)",
           "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END",
           "CREATE VIEW v AS SELECT b FROM t",
           "CREATE TABLE child (t_id int references t)"}) ==
      "SELECT 1 FROM t WHERE b IS NULL LIMIT 1\n"
      "PRAGMA legacy_alter_table = ON\n"
      "CREATE TABLE _migrate_new_t (id integer primary key autoincrement, b text NOT NULL, c int "
      "references p)\n"
      "INSERT OR ABORT INTO _migrate_new_t (id, b, c)\nSELECT id, b, c\nFROM t\n"
      "DELETE FROM sqlite_sequence WHERE name = '_migrate_new_t'\n"
      "INSERT INTO sqlite_sequence (name, seq) SELECT '_migrate_new_t', seq FROM sqlite_sequence "
      "WHERE name = 't'\n"
      "DROP TABLE t\n"
      "ALTER TABLE _migrate_new_t RENAME TO t\n"
      "PRAGMA legacy_alter_table = OFF\n"
      "CREATE INDEX ix ON t (b)\n"
      "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END\n"
      "SELECT 1 FROM pragma_foreign_key_check('child', 'main') WHERE parent = 't' COLLATE NOCASE "
      "LIMIT 1\n"
      "SELECT 1 FROM pragma_foreign_key_check('t', 'main') LIMIT 1\n"
      "SELECT 1 FROM v LIMIT 0");
}

}  // namespace migrate::dialect::sqlite
