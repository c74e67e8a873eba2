#include "dialect/sqlite/inspector.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dialect/sqlite/connection.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::sqlite {
namespace {

using Statements = std::vector<std::string>;

schema::MetaData inspected(const Statements& statements, const schema::Filter& filter = {}) {
  const auto connection = connect({.dialect = "sqlite", .path = ":memory:"}, {});
  for (const std::string& sql : statements)
    connection->execute(sql);
  return inspect(*connection, filter);
}

schema::Table table_of(const std::string& sql) {
  return inspected({sql}).tables.at(0);
}

schema::Column column_of(const std::string& sql, const std::string& options = "") {
  return table_of("CREATE TABLE t (a " + sql + ")" + options).columns.at(0);
}

std::vector<std::string> names_of(const schema::MetaData& metadata) {
  std::vector<std::string> result;
  for (const schema::Table& table : metadata.tables)
    result.push_back(table.name.name);
  return result;
}

constexpr TypeKind words = TypeKind::verbatim;

}  // namespace

TEST_CASE("types are those that this tool spells so, and words otherwise", "[sqlite]") {
  struct Case {
    std::string text;
    schema::Type type;
  };
  const std::vector<Case> cases{
      {"smallint", {.kind = TypeKind::small_integer}},
      {"INTEGER", {.kind = TypeKind::integer}},
      {"BigInt", {.kind = TypeKind::big_integer}},
      {"numeric", {.kind = TypeKind::numeric}},
      {"NUMERIC( 10 , 2 )", {.kind = TypeKind::numeric, .length = 10, .scale = 2}},
      {"numeric(10)", {.kind = TypeKind::numeric, .length = 10, .scale = 0}},
      {"real", {.kind = TypeKind::real}},
      {"double /* of */ PRECISION", {.kind = TypeKind::double_precision}},
      {"boolean", {.kind = TypeKind::boolean}},
      {"TEXT", {.kind = TypeKind::text}},
      {"varchar", {.kind = TypeKind::varchar}},
      {"VARCHAR (320)", {.kind = TypeKind::varchar, .length = 320}},
      {"char(3)", {.kind = TypeKind::character, .length = 3}},
      {"date", {.kind = TypeKind::date}},
      {"time", {.kind = TypeKind::time}},
      {"timestamp", {.kind = TypeKind::timestamp}},
      {"blob", {.kind = TypeKind::binary}},
      {"\"integer\"", {.kind = TypeKind::integer}},
      {"INT", {.kind = words, .name = "int"}},
      {"unsigned  BIG int (10, -2)", {.kind = words, .name = "unsigned big int(10, -2)"}},
      {"decimal(10,5)", {.kind = words, .name = "decimal(10, 5)"}},
      {"integer(4)", {.kind = words, .name = "integer(4)"}},
      {"numeric(-1)", {.kind = words, .name = "numeric(-1)"}},
      {"[my Type]", {.kind = words, .name = "my type"}},
      {"\"not null\"", {.kind = words, .name = "\"not null\""}},
      {"", {.kind = words, .name = ""}},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    CHECK(column_of(one.text).type == one.type);
  }
}

TEST_CASE("defaults that are literals are values, and expressions otherwise", "[sqlite]") {
  using schema::Expression;
  using Default = std::optional<schema::Value>;
  struct Case {
    std::string text;
    Default value;
  };
  const std::vector<Case> cases{
      {"'it''s'", std::string("it's")},
      {"('x')", std::string("x")},
      {"\"x\"", std::string("x")},
      {"Foo", std::string("Foo")},
      {"[q w]", std::string("q w")},
      {"5", std::int64_t{5}},
      {"(-5)", std::int64_t{-5}},
      {"+ 5", std::int64_t{5}},
      {"0x1F", std::int64_t{31}},
      {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
      {"9223372036854775808", 9223372036854775808.0},
      {"1.50", 1.5},
      {"-1e3", -1000.0},
      {"true", true},
      {"FALSE", false},
      {"NULL", std::nullopt},
      {"(null)", std::nullopt},
      {"x'00FF'", schema::Bytes{std::string("\0\xff", 2)}},
      {"current_timestamp", Expression{"CURRENT_TIMESTAMP"}},
      {"(Current_Date)", Expression{"CURRENT_DATE"}},
      {"(1 +  1 -- two\n)", Expression{"1 + 1"}},
      {"((1) + (2))", Expression{"(1) + (2)"}},
      {"(datetime('now', '-1 day'))", Expression{"datetime('now', '-1 day')"}},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    const bool is_it = column_of("text DEFAULT " + one.text).server_default == one.value;
    CHECK(is_it);
  }
}

TEST_CASE("a column says whether it is null, and what happens then", "[sqlite]") {
  CHECK(column_of("text").nullable);
  CHECK(column_of("text NULL").nullable);
  CHECK_FALSE(column_of("text NULL NOT NULL").nullable);
  CHECK(
      column_of("text NOT NULL ON CONFLICT REPLACE DEFAULT 'x'").not_null_conflict ==
      OnConflict::replace);
  CHECK(column_of("text NOT NULL ON CONFLICT ABORT").not_null_conflict == OnConflict::unspecified);
  CHECK_FALSE(column_of("integer PRIMARY KEY").nullable);
  CHECK_FALSE(column_of("text PRIMARY KEY", "WITHOUT ROWID").nullable);
  CHECK_FALSE(column_of("text PRIMARY KEY", "STRICT").nullable);
  CHECK(column_of("text PRIMARY KEY").nullable);
}

TEST_CASE("collations and generated expressions are read from the text", "[sqlite]") {
  CHECK(column_of("text COLLATE nocase COLLATE \"rtrim\"").collation == "rtrim");
  CHECK(column_of("text COLLATE Binary").collation.empty());
  const schema::Table table = table_of(
      "CREATE TABLE t (a int, b int AS (a /* one */ + \"a\"), c int GENERATED ALWAYS AS (a * 2) "
      "STORED)");
  CHECK(table.columns[1].computed == schema::Computed{"a + \"a\"", Storage::virtual_});
  CHECK(table.columns[2].computed == schema::Computed{"a * 2", Storage::stored});
}

TEST_CASE("constraints of columns and of the table are the same values, in order", "[sqlite]") {
  const schema::Table inside = table_of(
      "CREATE TABLE t (a integer CONSTRAINT pk PRIMARY KEY ON CONFLICT FAIL, b text CONSTRAINT u "
      "UNIQUE ON CONFLICT REPLACE CHECK (b <> '' -- not empty\n), c int CONSTRAINT f REFERENCES "
      "P ON DELETE SET NULL ON UPDATE CASCADE MATCH full DEFERRABLE INITIALLY DEFERRED)");
  const schema::Table outside = table_of(
      "CREATE TABLE t (a integer, b text, c int, CHECK (b <> ''), CONSTRAINT f FOREIGN KEY (C) "
      "REFERENCES P ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED CONSTRAINT "
      "u UNIQUE (\"B\") ON CONFLICT REPLACE, CONSTRAINT pk PRIMARY KEY (A) ON CONFLICT FAIL)");
  CHECK(inside == outside);
  CHECK(
      inside.constraints ==
      std::vector<schema::Constraint>{
          schema::PrimaryKey{.name = "pk", .columns = {"a"}, .on_conflict = OnConflict::fail},
          schema::Unique{.name = "u", .columns = {"b"}, .on_conflict = OnConflict::replace},
          schema::ForeignKey{
              .name = "f",
              .columns = {"c"},
              .referred_table = {.name = "P"},
              .on_delete = Action::set_null,
              .on_update = Action::cascade,
              .deferral = Deferral::initially_deferred},
          schema::Check{.condition = "b <> ''"}});
}

TEST_CASE("a key whose columns may be null says so", "[sqlite]") {
  const auto key = [](const std::string& sql) { return *table_of(sql).primary_key(); };
  CHECK(key("CREATE TABLE t (a text PRIMARY KEY)").nullable);
  CHECK(key("CREATE TABLE t (a text NOT NULL, b int, PRIMARY KEY (a, b))").nullable);
  CHECK(key("CREATE TABLE t (a integer PRIMARY KEY DESC)").nullable);
  CHECK_FALSE(key("CREATE TABLE t (a integer PRIMARY KEY)").nullable);
  CHECK_FALSE(key("CREATE TABLE t (a text NOT NULL PRIMARY KEY)").nullable);
  CHECK_FALSE(key("CREATE TABLE t (a text PRIMARY KEY) STRICT").nullable);
}

TEST_CASE("an integer key that is not the rowid is not taken for one", "[sqlite]") {
  const schema::Column own = column_of("bigint NOT NULL PRIMARY KEY");
  CHECK(own.type == schema::Type{.kind = words, .name = "bigint"});
  CHECK(column_of("bigint").type == schema::Type{.kind = TypeKind::big_integer});
}

TEST_CASE("options of tables are seen", "[sqlite]") {
  CHECK(table_of("CREATE TABLE t (a int) strict").strict);
  const schema::Table table =
      table_of("CREATE TABLE t (a int PRIMARY KEY) WITHOUT ROWID, STRICT -- both");
  CHECK(table.strict);
  CHECK(table.without_rowid);
  CHECK(table_of("CREATE TABLE t (a integer PRIMARY KEY AUTOINCREMENT)").autoincrement);
  CHECK(table_of("CREATE TABLE t (a integer, PRIMARY KEY (a autoincrement))").autoincrement);
}

TEST_CASE("foreign keys name the key that they refer to, as its table spells it", "[sqlite]") {
  const schema::MetaData metadata = inspected(
      {"CREATE TABLE child (a int REFERENCES PARENT, b int REFERENCES \"Parent\" (\"ID\"), c int "
       "REFERENCES gone, d int REFERENCES Child (A))",
       "CREATE TABLE parent (Id integer PRIMARY KEY)"});
  std::vector<std::pair<std::string, std::vector<std::string>>> referred;
  for (const schema::Constraint& constraint : metadata.tables.at(0).constraints) {
    const auto& key = std::get<schema::ForeignKey>(constraint);
    referred.emplace_back(key.referred_table.name, key.referred_columns);
  }
  using Columns = std::vector<std::string>;
  CHECK(
      referred == decltype(referred){
                      {"parent", Columns{"Id"}},
                      {"parent", Columns{"Id"}},
                      {"gone", Columns{}},
                      {"child", Columns{"a"}}});
}

TEST_CASE("a deferral that nothing can make use of is none", "[sqlite]") {
  const auto deferral = [](const std::string& clause) {
    return std::get<schema::ForeignKey>(
               table_of("CREATE TABLE t (a int REFERENCES p " + clause + ")").constraints.at(0))
        .deferral;
  };
  CHECK(deferral("DEFERRABLE") == Deferral::not_deferrable);
  CHECK(deferral("DEFERRABLE INITIALLY IMMEDIATE") == Deferral::not_deferrable);
  CHECK(deferral("NOT DEFERRABLE INITIALLY DEFERRED") == Deferral::not_deferrable);
  CHECK(deferral("NOT NULL DEFERRABLE INITIALLY DEFERRED") == Deferral::initially_deferred);
}

TEST_CASE("indexes have their columns, expressions, collations and conditions", "[sqlite]") {
  const schema::MetaData metadata = inspected(
      {"CREATE TABLE t (a text COLLATE nocase, b int, c int UNIQUE)",
       "CREATE UNIQUE INDEX IF NOT EXISTS main.\"ix b\" ON t (A DESC, b ASC) WHERE ( b > 0 -- x\n)",
       "CREATE INDEX ix_c ON t (a COLLATE NOCASE, b COLLATE rtrim, a COLLATE binary, (b))",
       "CREATE INDEX ix_d ON t (lower(a) COLLATE nocase DESC, b || 'x' COLLATE rtrim, (b + 1), "
       "'b')"});
  CHECK(
      metadata.tables.at(0).indexes ==
      std::vector<schema::Index>{
          {.name = "ix b",
           .columns = {{.name = "a", .order = Order::descending}, {.name = "b"}},
           .unique = true,
           .where = "b > 0"},
          {.name = "ix_c",
           .columns =
               {{.name = "a", .collation = "NOCASE"},
                {.name = "b", .collation = "rtrim"},
                {.name = "a", .collation = "binary"},
                {.name = "b"}}},
          {.name = "ix_d",
           .columns = {
               {.expression = "lower(a)", .order = Order::descending, .collation = "nocase"},
               {.expression = "b || 'x' COLLATE rtrim"},
               {.expression = "b + 1"},
               {.name = "b"}}}});
}

TEST_CASE("a string in double quotes is not taken for a column", "[sqlite]") {
  const schema::Table table =
      table_of(R"(CREATE TABLE t (a text, b text, CHECK (t.a <> "b" OR t . "a" = "it's")))");
  CHECK(
      std::get<schema::Check>(table.constraints.at(0)).condition ==
      "a <> \"b\" OR \"a\" = 'it''s'");
}

TEST_CASE("what is SQLite's own or a virtual table's is left out", "[sqlite]") {
  CHECK(
      names_of(inspected(
          {"CREATE VIRTUAL TABLE docs USING fts5 (a)",
           "CREATE TABLE b (a integer PRIMARY KEY AUTOINCREMENT)",
           "CREATE TABLE docs_2 (a)",
           "CREATE TABLE B_a (a)",
           "CREATE VIEW v AS SELECT * FROM gone",
           "CREATE TEMP TABLE t (a)"})) == std::vector<std::string>{"B_a", "b", "docs_2"});
}

TEST_CASE("the filter and the version table leave tables out", "[sqlite]") {
  const Statements statements{
      "CREATE TABLE a (x integer PRIMARY KEY)",
      "CREATE TABLE b (x int REFERENCES a)",
      "CREATE TABLE Alembic_Version (v text)"};
  const auto names = [&](const schema::Filter& filter) {
    return names_of(inspected(statements, filter));
  };
  using Names = std::vector<std::string>;
  CHECK(names({.version_table = {.name = "alembic_version"}}) == Names{"a", "b"});
  CHECK(names({.schemas = {"main"}, .tables = {"a", "b"}, .exclude_tables = {"a"}}) == Names{"b"});
  CHECK(names({.schemas = {"other"}}).empty());
  const schema::MetaData b = inspected(statements, {.tables = {"b"}});
  CHECK(
      std::get<schema::ForeignKey>(b.tables.at(0).constraints.at(0)).referred_columns ==
      std::vector<std::string>{"x"});
}

TEST_CASE("what ALTER TABLE makes of a text is read", "[sqlite]") {
  const schema::MetaData metadata = inspected(
      {"CREATE TABLE old (id integer PRIMARY KEY, a int CHECK (a > 0))",
       "CREATE TABLE child (x int REFERENCES old (id), CHECK (x <> 'old'))",
       "CREATE INDEX ix ON old (a) WHERE a > 1",
       "ALTER TABLE old RENAME TO \"new one\"",
       R"(ALTER TABLE "new one" RENAME a TO "a b")",
       "ALTER TABLE \"new one\" ADD c text /* why */ NOT NULL DEFAULT ('x')"});
  REQUIRE(names_of(metadata) == std::vector<std::string>{"child", "new one"});
  CHECK(
      std::get<schema::ForeignKey>(metadata.tables[0].constraints[0]).referred_table.name ==
      "new one");
  CHECK(std::get<schema::Check>(metadata.tables[1].constraints[1]).condition == "\"a b\" > 0");
  CHECK(metadata.tables[1].indexes.at(0).where == "\"a b\" > 1");
  CHECK(metadata.tables[1].columns.at(2).server_default == schema::Value{std::string("x")});
}

TEST_CASE("inspection reads nothing but the schema, in one statement", "[sqlite]") {
  CHECK(inspected({}).tables.empty());
  CHECK(inspected({}).default_schema == "main");
}

}  // namespace migrate::dialect::sqlite
