#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/inspecting.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
using schema::Column;
using schema::Expression;
using schema::Type;
using schema::Value;
using testing::InspectedDatabase;

namespace {

struct TypeCase {
  std::string text{};
  Type type{};
};

const std::vector<TypeCase> type_cases{
    {"smallint", {.kind = TypeKind::small_integer}},
    {"int", {.kind = TypeKind::integer}},
    {"bigint", {.kind = TypeKind::big_integer}},
    {"numeric", {.kind = TypeKind::numeric}},
    {"numeric(5)", {.kind = TypeKind::numeric, .length = 5, .scale = 0}},
    {"numeric(10, 2)", {.kind = TypeKind::numeric, .length = 10, .scale = 2}},
    {"real", {.kind = TypeKind::real}},
    {"float", {.kind = TypeKind::double_precision}},
    {"bool", {.kind = TypeKind::boolean}},
    {"text", {.kind = TypeKind::text}},
    {"varchar", {.kind = TypeKind::varchar}},
    {"varchar(20)", {.kind = TypeKind::varchar, .length = 20}},
    {"char(3)", {.kind = TypeKind::character, .length = 3}},
    {"date", {.kind = TypeKind::date}},
    {"time", {.kind = TypeKind::time}},
    {"time(3)", {.kind = TypeKind::time, .length = 3}},
    {"timetz(0)", {.kind = TypeKind::time_with_zone, .length = 0}},
    {"timestamp", {.kind = TypeKind::timestamp}},
    {"timestamp(3)", {.kind = TypeKind::timestamp, .length = 3}},
    {"timestamptz", {.kind = TypeKind::timestamp_with_zone}},
    {"timestamptz(6)", {.kind = TypeKind::timestamp_with_zone, .length = 6}},
    {"interval", {.kind = TypeKind::interval}},
    {"bytea", {.kind = TypeKind::binary}},
    {"uuid", {.kind = TypeKind::uuid}},
    {"json", {.kind = TypeKind::json}},
    {"jsonb", {.kind = TypeKind::jsonb}},
    {"int[]", {.kind = TypeKind::integer, .dimensions = 1}},
    {"int[3][4]", {.kind = TypeKind::integer, .dimensions = 1}},
    {"varchar(20)[]", {.kind = TypeKind::varchar, .length = 20, .dimensions = 1}},
    {"mood", {.kind = TypeKind::enumeration, .name = "mood"}},
    {"mood[]", {.kind = TypeKind::enumeration, .dimensions = 1, .name = "mood"}},
    {R"(other."Odd mood")", {.kind = TypeKind::enumeration, .name = "Odd mood", .schema = "other"}},
    // What has no kind is as the server calls it.
    {"bpchar", {.kind = TypeKind::verbatim, .name = "bpchar"}},
    {R"("char")", {.kind = TypeKind::verbatim, .name = R"("char")"}},
    {"interval day to second(3)",
     {.kind = TypeKind::verbatim, .name = "interval day to second(3)"}},
    {"interval(3)", {.kind = TypeKind::verbatim, .name = "interval(3)"}},
    {"bit(3)", {.kind = TypeKind::verbatim, .name = "bit(3)"}},
    {"tstzrange", {.kind = TypeKind::verbatim, .name = "tstzrange"}},
    {"inet[]", {.kind = TypeKind::verbatim, .dimensions = 1, .name = "inet"}},
    {"email", {.kind = TypeKind::verbatim, .name = "email"}},
    {"other.digits", {.kind = TypeKind::verbatim, .name = "other.digits"}},
    {"public.uuid", {.kind = TypeKind::verbatim, .name = "public.uuid"}},
    {"\"character varying(3)\"", {.kind = TypeKind::verbatim, .name = "\"character varying(3)\""}},
};

const std::vector<std::string> types{
    "CREATE SCHEMA other",
    "CREATE TYPE mood AS ENUM ('a', 'b''c')",
    R"(CREATE TYPE other."Odd mood" AS ENUM ('x'))",
    "CREATE DOMAIN email AS text",
    "CREATE DOMAIN other.digits AS integer",
    "CREATE DOMAIN uuid AS text",
    "CREATE DOMAIN \"character varying(3)\" AS text",
};

struct DefaultCase {
  std::string type{};
  std::string text{};
  std::optional<Value> value{};
};

const std::vector<DefaultCase> default_cases{
    {"int", "5", std::int64_t{5}},
    {"int", "-1", std::int64_t{-1}},
    {"int", "'7'", std::int64_t{7}},
    {"int", "1 + 1", Expression{"(1 + 1)"}},
    {"int", "1.5", Expression{"1.5"}},
    {"smallint", "-3", std::int64_t{-3}},
    {"bigint", "0", std::int64_t{0}},
    {"bigint", "-1", std::int64_t{-1}},
    {"bigint", "'5'::bigint", Expression{"'5'::bigint"}},
    {"bigint", "5000000000", std::int64_t{5000000000}},
    {"bigint", "-9223372036854775807", std::int64_t{-9223372036854775807}},
    {"numeric", "0", std::int64_t{0}},
    {"numeric", "5", std::int64_t{5}},
    {"numeric", "'5'::numeric", Expression{"'5'::numeric"}},
    {"numeric", "1.5", 1.5},
    {"numeric", "-1.5", -1.5},
    // As a double it would not be written so again.
    {"numeric(10, 2)", "0.00", Expression{"0.00"}},
    {"numeric", "'NaN'", Expression{"'NaN'::numeric"}},
    {"real", "1.5", 1.5},
    {"real", "-2", -2.0},
    {"float", "0", 0.0},
    {"float", "-1.5", -1.5},
    {"float", "'1.50'::float", Expression{"'1.5'::double precision"}},
    {"float", "'Infinity'", Expression{"'Infinity'::double precision"}},
    {"bool", "true", true},
    {"bool", "'f'", false},
    {"bool", "1 = 2", Expression{"(1 = 2)"}},
    {"text", "'x'", std::string("x")},
    {"text", "''", std::string()},
    {"text", "'it''s'", std::string("it's")},
    {"text", R"('a\b')", std::string(R"(a\b)")},
    {"text", "E'a\\nb'", std::string("a\nb")},
    {"text", "'a'::text || 'b'", Expression{"('a'::text || 'b'::text)"}},
    {"text", "'null'", std::string("null")},
    {"text", "CURRENT_USER", Expression{"CURRENT_USER"}},
    {"varchar(20)", "'draft'", std::string("draft")},
    {"varchar(20)", "'draft'::text", Expression{"'draft'::text"}},
    {"varchar(20)", "NULL", schema::Null{}},
    {"text", "NULL", std::nullopt},
    {"char(3)", "'ab'", std::string("ab")},
    {"bpchar", "'x'", std::string("x")},
    {R"("char")", "'x'", std::string("x")},
    {"date", "'2020-01-02'", std::string("2020-01-02")},
    {"date", "'02.01.2020'", std::string("2020-02-01")},
    {"date", "current_date", Expression{"CURRENT_DATE"}},
    {"timestamp(3)", "'2020-01-02 3:4'", std::string("2020-01-02 03:04:00")},
    {"timestamptz", "'2020-01-02'", std::string("2020-01-02 00:00:00+00")},
    {"timestamptz", "now()", Expression{"now()"}},
    {"time", "'01:00'", std::string("01:00:00")},
    {"timetz(2)", "'01:00+01'", std::string("01:00:00+01")},
    {"interval", "'1 day'", std::string("1 day")},
    {"interval day to second(3)", "'1 day'", std::string("1 day")},
    {"bytea", R"('\x00ff')", std::string(R"(\x00ff)")},
    {"bytea", "decode('00ff', 'hex')", schema::Bytes{std::string("\0\xff", 2)}},
    {"bytea", "decode('0', 'hex')", Expression{"decode('0'::text, 'hex'::text)"}},
    {"uuid",
     "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
     std::string("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")},
    {"json", "'{}'", std::string("{}")},
    {"jsonb", R"('{"a":1}')", std::string(R"({"a": 1})")},
    {"mood", "'a'", std::string("a")},
    {"mood", "'b''c'", std::string("b'c")},
    {R"(other."Odd mood")", "'x'", std::string("x")},
    {"int[]", "'{}'", std::string("{}")},
    {"int[]", "ARRAY[1, 2]", Expression{"ARRAY[1, 2]"}},
    {"mood[]", "'{a}'", std::string("{a}")},
    {"char(3)[]", "'{}'", std::string("{}")},
    {"bit(3)", "B'101'", std::string("101")},
    {"inet", "'127.0.0.1'", std::string("127.0.0.1")},
    {"money", "0", std::int64_t{0}},
    {"oid", "5", std::int64_t{5}},
    {"email", "'x'", Expression{"'x'::text"}},
    {"email", "NULL", schema::Null{}},
    {"other.digits", "-1", std::int64_t{-1}},
    {"other.digits", "'5'::int8", Expression{"'5'::bigint"}},
    {"bigint", "nextval('numbers')", Expression{"nextval('numbers'::regclass)"}},
    {"bigint", "nextval('other.numbers')", Expression{"nextval('other.numbers'::regclass)"}},
};

/// "c0 integer, c1 text".
std::string columns_text(const std::vector<std::string>& texts) {
  std::string result;
  for (std::size_t i = 0; i < texts.size(); ++i)
    result += fmt::format("{}c{} {}", i == 0 ? "" : ", ", i, texts[i]);
  return result;
}

/// A database with a table t of the cases for defaults.
std::vector<std::string> statements_of_defaults() {
  std::vector<std::string> texts;
  texts.reserve(default_cases.size());
  for (const DefaultCase& one : default_cases)
    texts.push_back(fmt::format("{} DEFAULT {}", one.type, one.text));
  std::vector<std::string> statements = types;
  statements.emplace_back("CREATE SEQUENCE numbers");
  statements.emplace_back("CREATE SEQUENCE other.numbers");
  statements.push_back(fmt::format("CREATE TABLE t ({})", columns_text(texts)));
  return statements;
}

}  // namespace

TEST_CASE("every type is read as what it is", "[postgresql]") {
  std::vector<std::string> texts;
  texts.reserve(type_cases.size());
  for (const TypeCase& one : type_cases)
    texts.push_back(one.text);
  std::vector<std::string> statements = types;
  statements.push_back(fmt::format("CREATE TABLE t ({})", columns_text(texts)));
  InspectedDatabase database(statements);
  const schema::Table table = database.table();
  REQUIRE(table.columns.size() == type_cases.size());
  for (std::size_t i = 0; i < type_cases.size(); ++i) {
    CAPTURE(type_cases[i].text, describe(table.columns[i].type));
    CHECK(table.columns[i].type == type_cases[i].type);
  }
}

TEST_CASE("a default that is a literal of its type is a value", "[postgresql]") {
  InspectedDatabase database(statements_of_defaults());
  const schema::Table table = database.table();
  REQUIRE(table.columns.size() == default_cases.size());
  for (std::size_t i = 0; i < default_cases.size(); ++i) {
    const auto& found = table.columns[i].server_default;
    CAPTURE(default_cases[i].type, default_cases[i].text);
    CAPTURE(found.has_value() ? database.database().dialect().literal(*found) : "none");
    const bool is_equal = found == default_cases[i].value;
    CHECK(is_equal);
  }
}

TEST_CASE("types and defaults that are declared as they were read are read again", "[postgresql]") {
  InspectedDatabase database(statements_of_defaults());
  const Dialect& dialect = database.database().dialect();
  const schema::Table table = database.table();
  std::vector<std::string> texts;
  texts.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    texts.push_back(dialect.spell(column.type));
    if (column.server_default)
      texts.back() += " DEFAULT " + dialect.literal(*column.server_default);
  }
  database.connection().execute(fmt::format("CREATE TABLE again ({})", columns_text(texts)));
  const schema::Table again = database.table("again");
  REQUIRE(again.columns.size() == table.columns.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(texts[i]);
    CHECK(again.columns[i] == table.columns[i]);
  }
}

TEST_CASE("every aspect of a column is read", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA other",
       "CREATE COLLATION own (provider = icu, locale = 'de')",
       R"(CREATE COLLATION other."C" (provider = icu, locale = 'de'))",
       "CREATE DOMAIN word AS text COLLATE \"C\"",
       ("CREATE TABLE t (a int NOT NULL, b int, c text COLLATE \"C\", d text COLLATE own, "
        "e text COLLATE other.\"C\", f text COLLATE \"default\", g word, h word COLLATE own, "
        "i int GENERATED ALWAYS AS (a + b) STORED, j text GENERATED ALWAYS AS ('(') STORED)"),
       "COMMENT ON COLUMN t.a IS 'it''s \U0001F600'",
       "ALTER TABLE t DROP COLUMN b CASCADE",
       "ALTER TABLE t ADD COLUMN b int"});
  const Type integer{.kind = TypeKind::integer};
  const Type text{.kind = TypeKind::text};
  const Type word{.kind = TypeKind::verbatim, .name = "word"};
  const std::vector<Column> expected{
      {.name = "a", .type = integer, .nullable = false, .comment = "it's \U0001F600"},
      {.name = "c", .type = text, .collation = "C"},
      {.name = "d", .type = text, .collation = "own"},
      {.name = "e", .type = text, .collation = "other.C"},
      {.name = "f", .type = text},
      {.name = "g", .type = word},
      {.name = "h", .type = word, .collation = "own"},
      {.name = "j", .type = text, .computed = schema::Computed{.expression = "'('::text"}},
      {.name = "b", .type = integer},
  };
  CHECK(database.table().columns == expected);
}

TEST_CASE("a generated column has its expression without parentheses", "[postgresql]") {
  InspectedDatabase database(
      {("CREATE TABLE t (a int, b int GENERATED ALWAYS AS ((a + 1) * (a + 2)) STORED, "
        "c int GENERATED ALWAYS AS (a + 1) STORED)")});
  const schema::Table table = database.table();
  CHECK(
      table.columns[1].computed ==
      schema::Computed{.expression = "(a + 1) * (a + 2)", .storage = Storage::stored});
  CHECK(
      table.columns[2].computed ==
      schema::Computed{.expression = "a + 1", .storage = Storage::stored});
}

TEST_CASE("a generated column of PostgreSQL 18 may be virtual", "[postgresql]") {
  InspectedDatabase database({});
  if (database.version() < 180000) return;
  database.connection().execute("CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1))");
  CHECK(
      database.table().columns[1].computed ==
      schema::Computed{.expression = "a + 1", .storage = Storage::virtual_});
}

TEST_CASE("an identity has the numbers that are not those of its type", "[postgresql]") {
  struct Case {
    std::string text{};
    schema::Identity identity{};
  };
  const std::vector<Case> cases{
      {"int GENERATED ALWAYS AS IDENTITY", {.always = true}},
      {"smallint GENERATED BY DEFAULT AS IDENTITY", {}},
      {"bigint GENERATED ALWAYS AS IDENTITY (START 5)", {.always = true, .start = 5}},
      {("int GENERATED ALWAYS AS IDENTITY (START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 2147483647 "
        "CACHE 1)"),
       {.always = true}},
      {"int GENERATED BY DEFAULT AS IDENTITY (INCREMENT 2 MINVALUE 10 MAXVALUE 99 CACHE 7 CYCLE)",
       {.increment = 2, .minimum = 10, .maximum = 99, .cache = 7, .cycle = true}},
      {"int GENERATED BY DEFAULT AS IDENTITY (MINVALUE 10 START 11)", {.start = 11, .minimum = 10}},
      {"smallint GENERATED BY DEFAULT AS IDENTITY (INCREMENT -1)", {.increment = -1}},
      {"smallint GENERATED BY DEFAULT AS IDENTITY (INCREMENT -1 MAXVALUE 32767)",
       {.increment = -1, .maximum = 32767}},
      {"bigint GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 2147483647)", {.maximum = 2147483647}},
  };
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < cases.size(); ++i)
    statements.push_back(fmt::format("CREATE TABLE t{} (id {})", i, cases[i].text));
  InspectedDatabase database(statements);
  const schema::MetaData metadata = database.inspect();
  CHECK(metadata.sequences.empty());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(cases[i].text);
    const Column& column = metadata.find_table({.name = fmt::format("t{}", i)})->columns.at(0);
    CHECK(column.identity == cases[i].identity);
    const bool has_default = column.server_default.has_value();
    CHECK_FALSE(has_default);
    CHECK_FALSE(column.nullable);
  }
}

TEST_CASE("options that the server writes into columns are not looked at", "[postgresql]") {
  InspectedDatabase database({"CREATE TABLE t (a int)"});
  const schema::Table before = database.table();
  database.connection().execute("ALTER TABLE t ALTER a SET (n_distinct = 5)");
  database.connection().execute("ALTER TABLE t ALTER a SET STATISTICS 100");
  CHECK(database.table() == before);
}

TEST_CASE("what settings the session has does not change the print", "[postgresql]") {
  InspectedDatabase database(
      {("CREATE TABLE t (a timestamptz DEFAULT '2020-01-02 00:00+00', b interval DEFAULT '1 day "
        "2:0', "
        "c bytea DEFAULT '\\x00', d float DEFAULT 0.1, e money DEFAULT 5, f text DEFAULT "
        "now()::text)")});
  const schema::Table before = database.table();
  for (const char* const statement :
       {"SET TimeZone = 'America/New_York'",
        "SET DateStyle = 'German'",
        "SET IntervalStyle = 'iso_8601'",
        "SET bytea_output = 'escape'",
        "SET extra_float_digits = -5",
        "SET quote_all_identifiers = on",
        "SET standard_conforming_strings = off",
        "SET search_path = public, pg_catalog"}) {
    database.connection().execute(statement);
  }
  CHECK(database.table() == before);
}

}  // namespace migrate::dialect::postgresql
