#include "dialect/sqlite/normalizer.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialect/registry.hpp"
#include "dialect/sqlite/connection.hpp"
#include "dialect/sqlite/inspector.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::sqlite {
using Catch::Matchers::Contains;

namespace {

using Statements = std::vector<std::string>;

std::unique_ptr<db::Connection> database(const Statements& statements) {
  auto connection = connect({.dialect = "sqlite", .path = ":memory:"}, {});
  for (const std::string& sql : statements)
    connection->execute(sql);
  return connection;
}

/// What is declared and what is there, brought into one spelling.
struct Sides {
  schema::MetaData declared{};
  schema::MetaData live{};
  Normalization normalization{};

  bool are_equal() const { return declared == live; }
  schema::Table& declared_table() { return declared.tables.at(0); }
  schema::Table& live_table() { return live.tables.at(0); }
};

Sides sides_of(
    schema::MetaData declared,
    const Statements& live,
    const std::vector<schema::Rename>& renames = {}) {
  const auto connection = database(live);
  Sides sides{.declared = std::move(declared), .live = inspect(*connection, {})};
  sides.normalization =
      normalize(dialect::at("sqlite"), sides.declared, sides.live, renames, *connection);
  return sides;
}

/// With a model in SQL.
Sides sides_of(const Statements& declared, const Statements& live) {
  return sides_of(inspect(*database(declared), {}), live);
}

/// The table `t` with the text in its parentheses, or whole statements.
Statements table_with(const std::string& text) {
  if (text.starts_with("CREATE")) return {text};
  return {"CREATE TABLE t (" + text + ")", "CREATE TABLE p (id integer PRIMARY KEY, c int UNIQUE)"};
}

Statements index_with(const std::string& text) {
  return {"CREATE TABLE t (a text, b text COLLATE nocase, c int)", "CREATE " + text};
}

schema::MetaData model(const schema::Table& table) {
  return {.tables = {table}};
}

schema::Column column(std::string name, TypeKind kind) {
  return {.name = std::move(name), .type = {.kind = kind}};
}

}  // namespace

TEST_CASE("two spellings of one table are no difference", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"a INTEGER", "a integer"},
      {"a VARCHAR( 20 )", "a varchar(20)"},
      {"a numeric(10)", "a NUMERIC(10, 0)"},
      {"a double  precision", "a Double /* x */ Precision"},
      {"a \"text\"", "a text"},
      {"\"a\" text", "[A] text"},
      {"a decimal(10,5)", "a DECIMAL (10, 5)"},
      {"a int NOT NULL", "a int NULL NOT NULL"},
      {"a int NOT NULL", "a int CONSTRAINT n NOT NULL ON CONFLICT ABORT"},
      {"a int", "a int DEFAULT NULL"},
      {"a int", "a int DEFAULT (NULL)"},
      {"a int DEFAULT 1", "a int DEFAULT (1)"},
      {"a int DEFAULT 1", "a int DEFAULT +1"},
      {"a int DEFAULT 1", "a int DEFAULT '1'"},
      {"a int DEFAULT 1", "a int DEFAULT true"},
      {"a boolean DEFAULT false", "a boolean DEFAULT 0"},
      {"a int DEFAULT 16", "a int DEFAULT 0x10"},
      {"a int DEFAULT 1", "a int DEFAULT 1.0"},
      {"a text DEFAULT 5", "a text DEFAULT '5'"},
      {"a real DEFAULT 1.50", "a real DEFAULT 15e-1"},
      {"a real DEFAULT 1", "a real DEFAULT 1.0"},
      {"a text DEFAULT 'x'", "a text DEFAULT \"x\""},
      {"a text DEFAULT x'AB'", "a text DEFAULT X'ab'"},
      {"a text DEFAULT current_timestamp", "a text DEFAULT (CURRENT_TIMESTAMP)"},
      {"a text DEFAULT (lower('A')||1)", "a text DEFAULT (LOWER( 'A' ) || 1)"},
      {"a text COLLATE nocase", "a text COLLATE \"NOCASE\""},
      {"a text", "a text COLLATE BINARY"},
      {"a integer PRIMARY KEY", "a integer NOT NULL, PRIMARY KEY (a)"},
      {"a integer PRIMARY KEY", "a INTEGER CONSTRAINT k PRIMARY KEY ASC"},
      {"a integer PRIMARY KEY", "a integer, CONSTRAINT k PRIMARY KEY (A DESC)"},
      {"a integer PRIMARY KEY ON CONFLICT ABORT", "a integer PRIMARY KEY"},
      {"a int UNIQUE", "a int, UNIQUE (\"a\")"},
      {"a int UNIQUE", "a int UNIQUE UNIQUE"},
      {"a int UNIQUE", "a int, CONSTRAINT u UNIQUE (a) ON CONFLICT ABORT"},
      {"a int REFERENCES p", "a int REFERENCES P (ID)"},
      {"a int REFERENCES p", "a int, CONSTRAINT f FOREIGN KEY (A) REFERENCES p (id)"},
      {"a int REFERENCES p", "a int REFERENCES p ON DELETE NO ACTION NOT DEFERRABLE"},
      {"a int REFERENCES p", "a int REFERENCES p MATCH FULL DEFERRABLE"},
      {"a int UNIQUE REFERENCES p DEFERRABLE INITIALLY DEFERRED",
       "a int REFERENCES p UNIQUE DEFERRABLE INITIALLY DEFERRED NULL"},
      {"a int CHECK (a > 0)", "a int, CHECK ( ((A > 0)) )"},
      {"a int CHECK (a > 0)", "a int CHECK (t.\"a\" > -- positive\n 0)"},
      {"a int CHECK (a = 1 AND a <> 2)", "a int CHECK (a == 1 and a != 2)"},
      {"a text CHECK (a IS NOT NULL)", "a text CHECK (a notnull)"},
      {"a text CHECK (a = 'x')", "a text CHECK (a = \"x\")"},
      {"a text CHECK (a IN ('x','y'))", "a text CONSTRAINT c CHECK (\"a\" in ('x', 'y'))"},
      {"a int CHECK (a < 1E3)", "a int CHECK (a < 1e3) CHECK (a<1e3)"},
      {"a int, b int AS (a + 1)", "a int, b int GENERATED ALWAYS AS (A+1) VIRTUAL"},
      {"CREATE TABLE t (a int)", "CREATE TABLE IF NOT EXISTS main.\"T\" (a int) -- that is it"},
      {"CREATE TABLE t (a int PRIMARY KEY) STRICT, WITHOUT ROWID",
       "CREATE table [t] (a int not null primary key) without rowid, strict"},
      {"CREATE TABLE t (a integer PRIMARY KEY AUTOINCREMENT)",
       "CREATE TABLE t (a integer, PRIMARY KEY (a AUTOINCREMENT))"},
      {"CREATE TABLE t (a text PRIMARY KEY) STRICT",
       "CREATE TABLE t (a text NOT NULL PRIMARY KEY) STRICT"},
  };
  for (const auto& [declared, live] : pairs) {
    INFO(declared << "\n" << live);
    const Sides sides = sides_of(table_with(declared), table_with(live));
    // What has a name in the live database and none in the model is one, not the other way round.
    const bool has_name = declared.find("CONSTRAINT") != std::string::npos;
    CHECK((sides.are_equal() || has_name));
    CHECK(sides.normalization.unconfirmed.empty());
  }
}

TEST_CASE("two spellings of one index are no difference", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"INDEX i ON t (a)", R"(INDEX IF NOT EXISTS main."I" ON "t" ([A] ASC))"},
      {"INDEX i ON t (a)", "INDEX i ON t ((a))"},
      {"INDEX i ON t (b)", "INDEX i ON t (b COLLATE NOCASE)"},
      {"INDEX i ON t (a COLLATE nocase)", "INDEX i ON t ((a COLLATE NoCase))"},
      {"INDEX i ON t (a)", "INDEX i ON t (a COLLATE binary)"},
      {"INDEX i ON t (lower(a))", "INDEX i ON t ((LOWER( \"a\" )))"},
      {"INDEX i ON t (lower(a) COLLATE rtrim DESC)",
       "INDEX i ON t ((lower(a)) COLLATE RTRIM desc)"},
      {"INDEX i ON t (a) WHERE c > 0", "INDEX i ON t (a) WHERE (C>0) -- some"},
  };
  for (const auto& [declared, live] : pairs) {
    INFO(declared << "\n" << live);
    CHECK(sides_of(index_with(declared), index_with(live)).are_equal());
    CHECK(sides_of(index_with(live), index_with(declared)).are_equal());
  }
}

TEST_CASE("what means something else stays different", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"a integer", "a int"},
      {"a varchar(20)", "a varchar(21)"},
      {"a numeric(10, 2)", "a numeric(10, 3)"},
      {"a text", "a"},
      {"a text", "b text"},
      {"a int", "a int NOT NULL"},
      {"a int NOT NULL", "a int NOT NULL ON CONFLICT REPLACE"},
      {"a int", "a int DEFAULT 0"},
      {"a int DEFAULT 1", "a int DEFAULT 2"},
      {"a text DEFAULT '1.0'", "a text DEFAULT '1'"},
      {"a DEFAULT 1", "a DEFAULT '1'"},
      {"a text DEFAULT 'x'", "a text DEFAULT 'X'"},
      {"a text DEFAULT 'a b'", "a text DEFAULT 'a  b'"},
      {"a text DEFAULT x'61'", "a text DEFAULT 'a'"},
      {"a text DEFAULT 'CURRENT_TIMESTAMP'", "a text DEFAULT CURRENT_TIMESTAMP"},
      {"a text DEFAULT CURRENT_DATE", "a text DEFAULT CURRENT_TIME"},
      {"a text DEFAULT ('a' || 'B')", "a text DEFAULT ('a' || 'b')"},
      {"a text DEFAULT (1 + 1)", "a text DEFAULT 2"},
      {"a text", "a text COLLATE nocase"},
      {"a text COLLATE rtrim", "a text COLLATE nocase"},
      {"a integer", "a integer PRIMARY KEY"},
      {"a integer PRIMARY KEY", "a integer PRIMARY KEY DESC"},
      {"a integer PRIMARY KEY", "a bigint PRIMARY KEY"},
      {"a integer PRIMARY KEY", "a bigint NOT NULL PRIMARY KEY"},
      {"a text PRIMARY KEY", "a text NOT NULL PRIMARY KEY"},
      {"a integer PRIMARY KEY", "a integer PRIMARY KEY AUTOINCREMENT"},
      {"a integer PRIMARY KEY", "a integer PRIMARY KEY ON CONFLICT REPLACE"},
      {"a int, b int, PRIMARY KEY (a, b)", "a int, b int, PRIMARY KEY (b, a)"},
      {"a int, CONSTRAINT k PRIMARY KEY (a)", "a int, PRIMARY KEY (a)"},
      {"a int", "a int UNIQUE"},
      {"a int UNIQUE", "a int UNIQUE ON CONFLICT IGNORE"},
      {"a int, b int, UNIQUE (a, b)", "a int, b int, UNIQUE (a)"},
      {"a int, CONSTRAINT u UNIQUE (a)", "a int, CONSTRAINT v UNIQUE (a)"},
      {"a int", "a int REFERENCES p"},
      {"a int REFERENCES p", "a int REFERENCES p (c)"},
      {"a int REFERENCES p", "a int REFERENCES q"},
      {"a int REFERENCES p ON DELETE CASCADE", "a int REFERENCES p ON DELETE SET NULL"},
      {"a int REFERENCES p ON UPDATE RESTRICT", "a int REFERENCES p"},
      {"a int REFERENCES p", "a int REFERENCES p DEFERRABLE INITIALLY DEFERRED"},
      {"a int CHECK (a > 0)", "a int CHECK (a > 1)"},
      {"a text CHECK (a = 'x')", "a text CHECK (a = 'X')"},
      {"a text, x text, CHECK (a = 'x')", "a text, x text, CHECK (a = \"x\")"},
      {"a int CHECK (a = - 1)", "a int CHECK (a = + 1)"},
      {"a int CHECK ((a) > (0))", "a int CHECK ((a) > (0) OR (a) IS NULL)"},
      {"a int, CONSTRAINT c CHECK (a > 0)", "a int, CHECK (a > 0)"},
      {"a int, b int AS (a)", "a int, b int AS (a) STORED"},
      {"a int, b int AS (a)", "a int, b int"},
      {"a int, b int AS (a + 1)", "a int, b int AS (a + 2)"},
      {"CREATE TABLE t (a int)", "CREATE TABLE t (a int) STRICT"},
      {"CREATE TABLE t (a int PRIMARY KEY)", "CREATE TABLE t (a int PRIMARY KEY) WITHOUT ROWID"},
  };
  for (const auto& [declared, live] : pairs) {
    INFO(declared << "\n" << live);
    CHECK_FALSE(sides_of(table_with(declared), table_with(live)).are_equal());
  }
}

TEST_CASE("indexes that mean something else stay different", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"INDEX i ON t (a)", "INDEX j ON t (a)"},
      {"INDEX i ON t (a)", "UNIQUE INDEX i ON t (a)"},
      {"INDEX i ON t (a)", "INDEX i ON t (a DESC)"},
      {"INDEX i ON t (a)", "INDEX i ON t (c)"},
      {"INDEX i ON t (a)", "INDEX i ON t (a, c)"},
      {"INDEX i ON t (a)", "INDEX i ON t (lower(a))"},
      {"INDEX i ON t (a)", "INDEX i ON t (a COLLATE nocase)"},
      {"INDEX i ON t (b)", "INDEX i ON t (b COLLATE binary)"},
      {"INDEX i ON t (a)", "INDEX i ON t (a) WHERE a > ''"},
      {"INDEX i ON t (a) WHERE a > 'b'", "INDEX i ON t (a) WHERE a > 'c'"},
      {"INDEX i ON t (a || c COLLATE nocase)", "INDEX i ON t ((a || c) COLLATE nocase)"},
  };
  for (const auto& [declared, live] : pairs) {
    INFO(declared << "\n" << live);
    CHECK_FALSE(sides_of(index_with(declared), index_with(live)).are_equal());
  }
}

TEST_CASE("a model becomes what SQLite holds of it", "[sqlite]") {
  schema::Table table{
      .name = {.schema = "main", .name = "account"},
      .columns =
          {column("id", TypeKind::big_integer),
           column("uuid", TypeKind::uuid),
           column("data", TypeKind::jsonb),
           {.name = "mood", .type = {.kind = TypeKind::enumeration, .name = "mood"}},
           column("at", TypeKind::timestamp_with_zone)},
      .constraints = {schema::PrimaryKey{.name = "pk_account", .columns = {"id"}}},
      .indexes =
          {{.name = "ix", .columns = {{.name = "at"}}, .method = "btree", .tablespace = "fast"}},
      .comment = "people"};
  table.columns[0].identity = schema::Identity{.start = 5};
  table.columns[0].nullable = false;
  table.columns[1].comment = "of the outside";
  schema::MetaData declared = model(table);
  declared.schemas = {{.name = "app"}};
  declared.enums = {{.name = {.name = "mood"}, .values = {"calm"}}};
  declared.sequences = {{.name = {.name = "numbers"}}};
  declared.tables.push_back({.name = {.name = "gone"}, .temporary = true});
  CHECK(sides_of(
            declared,
            {"CREATE TABLE account (id integer CONSTRAINT pk_account PRIMARY KEY, uuid text, data "
             "text, mood text, at timestamp)",
             "CREATE INDEX ix ON account (at)"})
            .are_equal());
}

TEST_CASE("a STRICT table holds the types that it has", "[sqlite]") {
  schema::Table table{
      .name = {.name = "t"},
      .columns =
          {column("a", TypeKind::varchar),
           column("b", TypeKind::boolean),
           column("c", TypeKind::numeric)},
      .strict = true};
  table.columns[1].server_default = true;
  CHECK(sides_of(model(table), {"CREATE TABLE t (a TEXT, b INTEGER DEFAULT 1, c REAL) STRICT"})
            .are_equal());
}

TEST_CASE("names that differ in letter case are spelled as in the database", "[sqlite]") {
  const Sides sides = sides_of(
      {"CREATE TABLE Account (ID integer CONSTRAINT PK PRIMARY KEY, Email text, CONSTRAINT Ck "
       "CHECK (EMAIL <> ''))",
       "CREATE INDEX IX ON account (EMAIL, lower(Email))",
       "CREATE TABLE Child (a int REFERENCES ACCOUNT (Id))"},
      {"CREATE TABLE account (id integer CONSTRAINT pk PRIMARY KEY, email text, CONSTRAINT ck "
       "CHECK (email <> ''))",
       "CREATE INDEX ix ON account (email, lower(email))",
       "CREATE TABLE child (a int REFERENCES account)"});
  CHECK(sides.are_equal());
  CHECK(sides.declared.tables.at(0).name.name == "account");
}

TEST_CASE("a name that the model leaves out is the one that is there", "[sqlite]") {
  Sides sides = sides_of(
      Statements{"CREATE TABLE t (a int UNIQUE, b int, UNIQUE (a, b), CHECK (a > 0))"},
      {"CREATE TABLE t (a int CONSTRAINT one UNIQUE, b int, CONSTRAINT two UNIQUE (a, b), "
       "CONSTRAINT three CHECK (a>0), CONSTRAINT four UNIQUE (b))"});
  CHECK_FALSE(sides.are_equal());
  std::vector<std::string> names;
  for (const schema::Constraint& one : sides.declared_table().constraints)
    names.push_back(schema::name(one));
  CHECK(names == std::vector<std::string>{"one", "two", "three"});
}

TEST_CASE("a constraint without a name takes no name that another one has", "[sqlite]") {
  const Statements both{
      "CREATE TABLE t (a int, CONSTRAINT k CHECK (a > 0), CHECK (a > 0), CHECK (a < 9))"};
  CHECK(sides_of(both, both).are_equal());
  CHECK_FALSE(sides_of(both, {"CREATE TABLE t (a int, CONSTRAINT k CHECK (a > 0), CHECK (a < 9))"})
                  .are_equal());
}

TEST_CASE("expressions are compared with the new names of columns", "[sqlite]") {
  const std::vector<schema::Rename> renames{
      {.kind = schema::RenameKind::column, .parent = {.name = "t"}, .from = "mail", .to = "email"},
      {.kind = schema::RenameKind::column, .parent = {.name = "t"}, .from = "a", .to = "b"},
      {.kind = schema::RenameKind::column, .parent = {.name = "t"}, .from = "b", .to = "a"}};
  const schema::MetaData declared = inspect(
      *database(
          {"CREATE TABLE t (email text, b int, a int, c int AS (b * 2), CHECK (email <> 'mail' AND "
           "b < a))",
           "CREATE INDEX ix ON t (lower(email)) WHERE length(email) > 1"}),
      {});
  const auto connection = database(
      {"CREATE TABLE t (mail text, a int, b int, c int AS (\"A\" * 2), CHECK (Mail <> 'mail' AND a "
       "< t.B))",
       "CREATE INDEX ix ON t (lower(mail)) WHERE length(mail) > 1"});
  Sides sides{.declared = declared, .live = inspect(*connection, {})};
  auto& columns = sides.live_table().columns;
  columns[0].name = "email";
  columns[1].name = "b";
  columns[2].name = "a";
  normalize(dialect::at("sqlite"), sides.declared, sides.live, renames, *connection);
  CHECK(sides.are_equal());
}

TEST_CASE("what SQLite does not have is refused with the table", "[sqlite]") {
  const auto refused = [](const schema::Table& table) {
    return error_of([&] { sides_of(model(table), {}); });
  };
  const Error arrays = refused(
      {.name = {.name = "t"},
       .columns = {{.name = "a", .type = {.kind = TypeKind::text, .dimensions = 1}}}});
  CHECK(arrays.code() == ErrorCode::unsupported);
  CHECK_THAT(arrays.message(), Contains("table t: SQLite has no arrays"));
  const Error schemas =
      refused({.name = {.schema = "app", .name = "t"}, .columns = {column("a", TypeKind::text)}});
  CHECK(schemas.code() == ErrorCode::unsupported);
  CHECK_THAT(schemas.message(), Contains("app.t"));
  const Error exclusion = refused(
      {.name = {.name = "t"},
       .columns = {column("a", TypeKind::text)},
       .constraints = {schema::Exclude{.elements = {{.column = "a", .with = "="}}}}});
  CHECK_THAT(exclusion.message(), Contains("table t: "));
}

TEST_CASE("what SQLite does not take is an error of the model", "[sqlite]") {
  const auto refused = [](const Statements& names) {
    schema::MetaData declared;
    for (const std::string& name : names)
      declared.tables.push_back({.name = {.name = name}, .columns = {column("a", TypeKind::text)}});
    return error_of([&] { sides_of(declared, {}); });
  };
  CHECK_THAT(refused({"t", "T"}).message(), Contains("declared twice"));
  schema::Table table{
      .name = {.name = "t"},
      .columns = {column("a", TypeKind::text)},
      .constraints = {schema::Check{.condition = "a >"}}};
  const Error syntax = error_of([&] { sides_of(model(table), {}); });
  CHECK(syntax.code() == ErrorCode::invalid_config);
  CHECK_THAT(syntax.message(), Contains("table t: near"));
  table.constraints.clear();
  table.indexes = {{.name = "T", .columns = {{.name = "a"}}}};
  CHECK_THAT(error_of([&] { sides_of(model(table), {}); }).message(), Contains("index T"));
}

TEST_CASE("a function that only a program knows cannot be confirmed", "[sqlite]") {
  const schema::Table table{
      .name = {.name = "t"},
      .columns = {column("a", TypeKind::text)},
      .constraints = {schema::Check{.condition = "spelled(a)"}}};
  const Sides sides = sides_of(model(table), {});
  REQUIRE(sides.normalization.unconfirmed.size() == 1);
  CHECK_THAT(sides.normalization.unconfirmed.front(), Contains("no such function: spelled"));
  CHECK(sides.declared.tables.size() == 1);
}

TEST_CASE("a key that is not looked at is known to those who refer to it", "[sqlite]") {
  const auto connection = database(
      {"CREATE TABLE hidden (x int, y int, PRIMARY KEY (y, x))",
       "CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES hidden)"});
  const schema::Filter filter{.exclude_tables = {"hidden"}};
  Sides sides{.live = inspect(*connection, filter)};
  sides.declared = model(
      {.name = {.name = "t"},
       .columns =
           {{.name = "a", .type = {.kind = TypeKind::verbatim, .name = "int"}},
            {.name = "b", .type = {.kind = TypeKind::verbatim, .name = "INT"}}},
       .constraints = {
           schema::ForeignKey{.columns = {"a", "b"}, .referred_table = {.name = "Hidden"}}}});
  normalize(dialect::at("sqlite"), sides.declared, sides.live, {}, *connection);
  CHECK(sides.are_equal());
}

TEST_CASE("the written text is shown, and not a canonical one", "[sqlite]") {
  Sides sides = sides_of(
      Statements{"CREATE TABLE t (A int, CHECK (a>0))"},
      {"CREATE TABLE t (A int, CHECK (\"A\"  >  0 /* so */))"});
  CHECK(sides.are_equal());
  const auto& check = std::get<schema::Check>(sides.declared_table().constraints.at(0));
  CHECK(check.condition == "\"A\" > 0");
}

TEST_CASE("a thousand tables are inspected and normalised in seconds", "[sqlite]") {
  constexpr int tables = 1000;
  const auto connection = connect({.dialect = "sqlite", .path = ":memory:"}, {});
  // Written straight into the catalog: each CREATE reads all of it.
  connection->execute("CREATE TABLE t0 (id integer CONSTRAINT pk_t0 PRIMARY KEY)");
  connection->execute("PRAGMA writable_schema = ON");
  connection->execute("BEGIN");
  for (int i = 1; i < tables; ++i) {
    connection->execute(fmt::format(
        "INSERT INTO sqlite_schema VALUES ('table', 't{0}', 't{0}', 2, 'CREATE TABLE t{0} (id "
        "integer NOT NULL CONSTRAINT pk_t{0} PRIMARY KEY, name varchar(200) NOT NULL DEFAULT "
        "''x'', parent_id integer CONSTRAINT fk_t{0} REFERENCES t0 (id) ON DELETE CASCADE, price "
        "numeric(10, 2), created_at timestamp DEFAULT CURRENT_TIMESTAMP, CONSTRAINT ck_t{0} CHECK "
        "(price > 0 AND name <> ''''), CONSTRAINT uq_t{0} UNIQUE (name, parent_id))')",
        i));
    connection->execute(fmt::format(
        "INSERT INTO sqlite_schema VALUES ('index', 'ix_t{0}', 't{0}', 3, 'CREATE INDEX ix_t{0} ON "
        "t{0} (parent_id, lower(name)) WHERE price > 1')",
        i));
  }
  connection->execute("COMMIT");
  const auto begin = std::chrono::steady_clock::now();
  schema::MetaData live = inspect(*connection, {});
  schema::MetaData declared = live;
  for (schema::Table& table : declared.tables)
    table.comment = "no table is equal letter by letter";
  normalize(dialect::at("sqlite"), declared, live, {}, *connection);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  CHECK(live.tables.size() == tables);
  CHECK(declared == live);
  CHECK(seconds.count() < 30);  // a debug build on a busy machine: 0.3 s is usual without either
}

}  // namespace migrate::dialect::sqlite
