#include <cmath>
#include <string>
#include <vector>

#include "dialect/postgresql/normalizing.hpp"
#include "testing/catch.hpp"

// Pairs of a live schema and a declared one that mean the same: after normalising they are equal.
namespace migrate::dialect::postgresql {
using schema::Check;
using schema::Exclude;
using schema::ForeignKey;
using schema::MetaData;
using schema::PrimaryKey;
using schema::Unique;

namespace {

constexpr auto integer = TypeKind::integer;
constexpr auto big_integer = TypeKind::big_integer;
constexpr auto text = TypeKind::text;
constexpr auto boolean = TypeKind::boolean;
constexpr auto timestamp = TypeKind::timestamp;
constexpr auto timestamp_with_zone = TypeKind::timestamp_with_zone;

struct Pair {
  std::string name{};
  std::vector<std::string> live{};
  MetaData declared{};
};

/// A column `a` of this type.
Pair type_pair(const std::string& live, schema::Type declared) {
  return {
      .name = live + " and " + declared.name,
      .live = {"CREATE TABLE t (a " + live + ")"},
      .declared = only({column("a", std::move(declared))})};
}

std::vector<Pair> type_pairs() {
  return {
      type_pair("integer", verbatim("int4")),
      type_pair("integer", verbatim("INT")),
      type_pair("bigint", verbatim("int8")),
      type_pair("smallint", verbatim("int2")),
      type_pair("double precision", verbatim("float8")),
      type_pair("double precision", verbatim("float")),
      type_pair("real", verbatim("float(20)")),
      type_pair("boolean", verbatim("bool")),
      type_pair("varchar(20)", verbatim("character  varying (20)")),
      type_pair("varchar(20)[]", verbatim("varchar(20)[3]")),
      type_pair("numeric(10)", verbatim("decimal(10, 0)")),
      type_pair("numeric(10, 2)", verbatim("pg_catalog.numeric(10,2)")),
      type_pair("timestamptz", verbatim("timestamptz")),
      type_pair("timestamptz(3)", verbatim("timestamp(3) with time zone")),
      type_pair("timetz", verbatim("timetz")),
      type_pair("char", {.kind = TypeKind::character}),
      type_pair("varchar", sized(TypeKind::varchar, 0)),
      type_pair("integer[]", array_of(integer, 2)),
      type_pair("text", {.kind = text, .length = 100}),
      type_pair("tstzrange", verbatim("TSTZRANGE")),
      type_pair("inet[]", verbatim("inet[]")),
      type_pair("bit varying(5)", verbatim("varbit(5)")),
      type_pair("interval day to second(3)", verbatim("INTERVAL DAY TO SECOND (3)")),
      type_pair("bpchar", verbatim("bpchar")),
  };
}

std::vector<Pair> named_type_pairs() {
  const schema::EnumType mood{.name = {.name = "mood"}, .values = {"sad", "ok"}};
  Pair enumeration{
      .name = "an enumeration by its words",
      .live =
          {"CREATE TYPE mood AS ENUM ('sad', 'ok')",
           "CREATE TABLE t (a mood DEFAULT 'ok', b mood[])"},
      .declared = only(
          {column("a", verbatim("public.MOOD"), expression("'ok'::mood")),
           column("b", verbatim("mood[]"))})};
  enumeration.declared.enums = {mood};
  Pair other_schema{
      .name = "an enumeration of another schema",
      .live =
          {"CREATE SCHEMA billing",
           "CREATE TYPE billing.\"Mood\" AS ENUM ('sad')",
           "CREATE TABLE t (a billing.\"Mood\")"},
      .declared = only({column("a", verbatim("billing.\"Mood\""))})};
  other_schema.declared.schemas = {{.name = "billing"}};
  other_schema.declared.enums = {
      {.name = {.schema = "billing", .name = "Mood"}, .values = {"sad"}}};
  return {
      std::move(enumeration),
      std::move(other_schema),
      {.name = "a domain in the default schema",
       .live = {"CREATE DOMAIN short AS varchar(10)", "CREATE TABLE t (a short)"},
       .declared = only({column("a", verbatim("public.short"))})},
  };
}

/// The default of a column `a`.
Pair default_pair(
    const std::string& type, const std::string& live, schema::Type declared, schema::Value value) {
  return {
      .name = type + " default " + live,
      .live = {"CREATE TABLE t (a " + type + " DEFAULT " + live + ")"},
      .declared = only({column("a", std::move(declared), std::move(value))})};
}

Pair default_pair(
    const std::string& type, const std::string& live, TypeKind declared, schema::Value value) {
  return default_pair(type, live, schema::Type{.kind = declared}, std::move(value));
}

std::vector<Pair> literal_pairs() {
  const schema::Type money{.kind = TypeKind::numeric, .length = 10, .scale = 2};
  const schema::Type varchar = sized(TypeKind::varchar, 10);
  return {
      default_pair("integer", "5", integer, 5.0),
      default_pair("integer", "5", integer, "5"),
      default_pair("integer", "'5'", integer, std::int64_t{5}),
      default_pair("integer", "-1", integer, expression("(-1)")),
      default_pair("bigint", "5000000000", big_integer, std::int64_t{5000000000}),
      default_pair("numeric(10, 2)", "5", money, 5.0),
      default_pair("numeric(10, 2)", "5.50", money, 5.5),
      default_pair("numeric(10, 2)", "'5.5'", money, expression("5.50")),
      default_pair("numeric(10, 2)", "0", money, expression("0::numeric")),
      default_pair("double precision", "1e3", TypeKind::double_precision, std::int64_t{1000}),
      default_pair("integer", "5.0", integer, std::int64_t{5}),
      default_pair("double precision", "'-Infinity'", TypeKind::double_precision, -HUGE_VAL),
      default_pair("real", "'NaN'", TypeKind::real, std::nan("")),
      default_pair("boolean", "true", boolean, "t"),
      default_pair("boolean", "'yes'", boolean, expression("TRUE")),
      default_pair("boolean", "false", boolean, expression("'false'::boolean")),
      default_pair("varchar(10)", "'x'", varchar, expression("'x'::varchar(10)")),
      default_pair("varchar(10)", "'x'::text", varchar, "x"),
      default_pair("text", "'it''s'", text, expression("'it''s'")),
      default_pair("text", "''", text, ""),
      default_pair("text", "'a\\b'", text, "a\\b"),
      default_pair("bytea", "'\\x00ff'", TypeKind::binary, schema::Bytes{std::string("\0\xff", 2)}),
      default_pair("text", "NULL", text, schema::Null{}),
      default_pair("varchar(10)", "NULL::varchar(10)", varchar, schema::Null{}),
      default_pair("timestamp", "'2020-01-01 00:00:00'", timestamp, "2020-01-01"),
      default_pair("timestamptz", "'2020-01-01 00:00:00+00'", timestamp_with_zone, "2020-01-01"),
      default_pair("date", "'2020-01-31'", TypeKind::date, "January 31, 2020"),
      default_pair("interval", "'01:30:00'", TypeKind::interval, "90 minutes"),
      default_pair("jsonb", "'{\"a\": 1}'", TypeKind::jsonb, "{\"a\":1}"),
      default_pair(
          "uuid",
          "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
          TypeKind::uuid,
          "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
      default_pair("text[]", "'{a,b}'", array_of(text), "{ a, b }"),
      default_pair("inet", "'10.0.0.1'", verbatim("inet"), "10.0.0.1/32"),
  };
}

std::vector<Pair> default_pairs() {
  return {
      default_pair("timestamptz", "now()", timestamp_with_zone, expression("CURRENT_TIMESTAMP")),
      default_pair("timestamptz", "CURRENT_TIMESTAMP", timestamp_with_zone, expression("NOW( )")),
      default_pair("text", "lower('A' || 'b')", text, expression("LOWER('A'||'b')")),
      default_pair("integer", "1 + 2 * 3", integer, expression("(1 + (2 * 3))")),
      default_pair("text[]", "ARRAY[]::text[]", array_of(text), expression("array[]::TEXT[]")),
      default_pair(
          "boolean", "(1 > 0 AND NULL IS NULL)", boolean, expression("((1>0) AND NULL IS NULL)")),
      default_pair("date", "CURRENT_DATE", TypeKind::date, expression("current_date")),
      {.name = "a sequence without the cast",
       .live = {"CREATE SEQUENCE s", "CREATE TABLE t (a bigint DEFAULT nextval('s'))"},
       .declared =
           [] {
             MetaData declared =
                 only({column("a", big_integer, expression("nextval('public.s')"))});
             declared.sequences = {{.name = {.schema = "public", .name = "s"}, .start = 1}};
             return declared;
           }()},
  };
}

Pair check_pair(const std::string& live, const std::string& declared) {
  return {
      .name = live + " and " + declared,
      .live =
          {"CREATE TABLE t (a integer, b varchar(20), c timestamptz, d text, e numeric(10, 2), "
           "CONSTRAINT k CHECK (" +
           live + "))"},
      .declared = only(
          {column("a", integer),
           column("b", sized(TypeKind::varchar, 20)),
           column("c", timestamp_with_zone),
           column("d", text),
           column("e", {.kind = TypeKind::numeric, .length = 10, .scale = 2})},
          {Check{.name = "k", .condition = declared}})};
}

std::vector<Pair> check_pairs() {
  return {
      check_pair("a > 0", "((a>0))"),
      check_pair("a > 0 AND a < 10 OR d IS NULL", "(a > 0 and a < 10) or d is null"),
      check_pair("b IN ('x', 'y')", "b in ('x','y')"),
      // As the server prints it, which it prints in another way when it reads that again.
      check_pair(
          "b IN ('x', 'y')", "(b)::text = ANY ((ARRAY['x'::varchar, 'y'::varchar])::text[])"),
      check_pair("b <> ''", "b != ''"),
      check_pair("e >= 0", "e >= 0::numeric"),
      check_pair("d LIKE 'a%'", "d ~~ 'a%'"),
      check_pair("a BETWEEN 1 AND 5", "a >= 1 AND a <= 5"),
      check_pair("c > '2020-01-01'", "c > '2020-01-01 00:00:00+00'"),
      check_pair("length(d) < 10", "pg_catalog.length(d) < 10"),
      check_pair("CASE WHEN a > 0 THEN true END", "case when (a > 0) then TRUE else NULL end"),
      check_pair("(d)::varchar(5) = 'x'", "CAST(d AS character varying(5)) = 'x'"),
      check_pair("NOT (a IS NULL AND d IS NULL)", "NOT ((a IS NULL) AND (d IS NULL))"),
      check_pair("d > 'a' COLLATE \"C\"", "((d)>('a' collate \"C\"))"),
      check_pair("num_nonnulls(a, d) = 1", "num_nonnulls ( a , d ) = 1 -- one of both"),
      check_pair("t.a > 0", "a > 0"),
  };
}

std::vector<Pair> expression_pairs() {
  const auto computed = [](std::string name, TypeKind type, std::string words) {
    schema::Column result = column(std::move(name), type);
    result.computed = schema::Computed{.expression = std::move(words)};
    return result;
  };
  const auto excluding = [](std::string where, std::string method) {
    return Exclude{
        .name = "k",
        .elements = {{.expression = "int4range(a, a + 10)", .with = "&&"}},
        .method = std::move(method),
        .where = std::move(where)};
  };
  return {
      {.name = "a generated column",
       .live = {"CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2 + 1) STORED)"},
       .declared = only({column("a", integer), computed("b", integer, "((a*2)+1)")})},
      {.name = "an exclusion constraint",
       .live =
           {"CREATE TABLE t (a integer, CONSTRAINT k EXCLUDE USING gist (int4range(a, a + 10) WITH "
            "&&) WHERE (a > 0))"},
       .declared = only({column("a", integer)}, {excluding("a>0", "gist")})},
  };
}

Pair index_pair(const std::string& live, schema::Index declared) {
  declared.name = "i";
  return {
      .name = live,
      .live = {"CREATE TABLE t (a integer, b varchar(20), d text)", "CREATE INDEX i ON t " + live},
      .declared = only(
          {column("a", integer), column("b", sized(TypeKind::varchar, 20)), column("d", text)},
          {},
          {std::move(declared)})};
}

std::vector<Pair> index_pairs() {
  return {
      index_pair("(a)", {.columns = {{.name = "a"}}, .method = "btree"}),
      index_pair("(a)", {.columns = {{.name = "a", .nulls = Nulls::last}}}),
      index_pair(
          "(a DESC)",
          {.columns = {{.name = "a", .order = Order::descending, .nulls = Nulls::first}}}),
      index_pair("(d)", {.columns = {{.name = "d", .operator_class = "text_ops"}}}),
      index_pair("(d)", {.columns = {{.name = "d", .collation = "default"}}}),
      index_pair("(a)", {.columns = {{.expression = "(a)"}}}),
      index_pair("(lower(d))", {.columns = {{.expression = "LOWER(d)"}}}),
      index_pair("((a + 1), d)", {.columns = {{.expression = "a+1"}, {.name = "d"}}}),
      index_pair(
          "(d text_pattern_ops)",
          {.columns = {{.name = "d", .operator_class = "pg_catalog.text_pattern_ops"}}}),
      index_pair(
          "(a) WHERE d IS NOT NULL", {.columns = {{.name = "a"}}, .where = "(d is not null)"}),
      index_pair("(a) WHERE b = 'x'", {.columns = {{.name = "a"}}, .where = "b='x'"}),
      index_pair("(a) INCLUDE (d)", {.columns = {{.name = "a"}}, .include = {"d"}}),
      index_pair(
          "USING gin (to_tsvector('simple', d)) WITH (fastupdate = off)",
          {.columns = {{.expression = "to_tsvector('simple'::regconfig, d)"}},
           .method = "gin",
           .with = {{"FASTUPDATE", "false"}}}),
      index_pair(
          "(a) WITH (fillfactor = 70)",
          {.columns = {{.name = "a"}},
           .with = {{"fillfactor", "'70'"}},
           .tablespace = "pg_default"}),
  };
}

std::vector<Pair> foreign_key_pairs() {
  const std::vector<std::string> two{
      "CREATE TABLE p (x integer PRIMARY KEY, y integer)",
      "CREATE TABLE t (a integer, CONSTRAINT k FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL)"};
  const auto declared_two = [](ForeignKey key) {
    MetaData declared = only({column("a", integer)}, {std::move(key)});
    declared.tables.push_back(
        {.name = {.schema = "public", .name = "p"},
         .columns = {column("x", integer), column("y", integer)},
         .constraints = {PrimaryKey{.columns = {"x"}}}});
    return declared;
  };
  return {
      {.name = "a foreign key to the primary key",
       .live = two,
       .declared = declared_two(
           {.name = "k",
            .columns = {"a"},
            .referred_table = {.name = "p"},
            .on_delete = Action::set_null})},
      {.name = "a foreign key with its schema and all that is set to NULL",
       .live = two,
       .declared = declared_two(
           {.columns = {"a"},
            .referred_table = {.schema = "public", .name = "p"},
            .referred_columns = {"x"},
            .on_delete = Action::set_null,
            .on_delete_columns = {"a"}})},
      {.name = "all that is set to NULL, by name",
       .live =
           {"CREATE TABLE p (x integer PRIMARY KEY, y integer)",
            "CREATE TABLE t (a integer, CONSTRAINT k FOREIGN KEY (a) REFERENCES p ON DELETE SET "
            "NULL (a))"},
       .declared = declared_two(
           {.name = "k",
            .columns = {"a"},
            .referred_table = {.name = "p"},
            .on_delete = Action::set_null})},
  };
}

std::vector<Pair> constraint_pairs() {
  return {
      {.name = "a unique constraint that is the primary key's",
       .live = {"CREATE TABLE t (a integer PRIMARY KEY)"},
       .declared = only(
           {column("a", integer)},
           {PrimaryKey{.columns = {"a"}, .nullable = true}, Unique{.columns = {"a"}}})},
      {.name = "keys without names",
       .live =
           {"CREATE TABLE t (a integer CONSTRAINT first PRIMARY KEY, b integer, CONSTRAINT second "
            "UNIQUE NULLS NOT DISTINCT (b) INCLUDE (a))"},
       .declared = only(
           {column("a", integer), column("b", integer)},
           {PrimaryKey{.columns = {"a"}},
            Unique{.columns = {"b"}, .include = {"a"}, .nulls_not_distinct = true}})},
      {.name = "checks without names",
       .live = {"CREATE TABLE t (a integer CHECK (a > 0) CONSTRAINT other CHECK (a < 9), b integer "
                "CHECK (b <> 5))"},
       .declared = only(
           {column("a", integer), column("b", integer)},
           {Check{.condition = "a<9"}, Check{.condition = "b!=5"}, Check{.condition = "a>0"}})},
      {.name = "checks that are there twice",
       .live =
           {"CREATE TABLE t (a integer, CONSTRAINT x CHECK (a > 0), CONSTRAINT y CHECK (a > 0))"},
       .declared =
           only({column("a", integer)}, {Check{.condition = "a>0"}, Check{.condition = "a>0"}})},
      {.name = "an index without a name",
       .live = {"CREATE TABLE t (a integer, b text)", "CREATE INDEX other ON t (lower(b), a)"},
       .declared = only(
           {column("a", integer), column("b", text)},
           {},
           {{.columns = {{.expression = "lower( b )"}, {.name = "a"}}}})},
  };
}

std::vector<Pair> other_pairs() {
  schema::Column identity = column("a", integer);
  identity.identity =
      schema::Identity{.start = 1, .increment = 1, .minimum = 1, .maximum = 2147483647, .cache = 1};
  MetaData sequences;
  sequences.sequences = {
      {.name = {.schema = "public", .name = "s"},
       .type = schema::Type{.kind = big_integer},
       .start = 1,
       .increment = 1,
       .minimum = 1,
       .cache = 1,
       .cycle = false}};
  MetaData options = only({column("a", integer)});
  options.tables.front().name.schema = "public";
  options.tables.front().with = {{"parallel_workers", "2"}, {"Autovacuum_Enabled", "'off'"}};
  options.tables.front().access_method = "heap";
  options.tables.front().strict = true;
  MetaData partitioned = only({column("a", integer)});
  partitioned.tables.front().partition_by = "range(a)";
  schema::Column collated = column("a", text);
  collated.collation = "pg_catalog.C";
  return {
      {.name = "an identity with the usual numbers",
       .live = {"CREATE TABLE t (a integer GENERATED BY DEFAULT AS IDENTITY)"},
       .declared = only({std::move(identity)})},
      {.name = "a sequence with the usual numbers",
       .live = {"CREATE SEQUENCE s"},
       .declared = std::move(sequences)},
      {.name = "options of a table",
       .live =
           {"CREATE TABLE t (a integer) WITH (autovacuum_enabled = false, parallel_workers = 2)"},
       .declared = std::move(options)},
      {.name = "a partitioned table",
       .live = {"CREATE TABLE t (a integer) PARTITION BY RANGE (a)"},
       .declared = std::move(partitioned)},
      {.name = "a collation",
       .live = {R"(CREATE TABLE t (a text COLLATE "C"))"},
       .declared = only({std::move(collated)})},
  };
}

void check_same(const std::vector<Pair>& pairs) {
  LiveDatabase database;
  for (const Pair& pair : pairs) {
    CAPTURE(pair.name);
    database.make(pair.live);
    const std::string before = database.remains();
    const MetaData live = database.inspect();
    const Sides sides = database.normalize(pair.declared, live, {});
    const bool is_live_untouched = sides.live == live;
    CHECK(is_live_untouched);
    CHECK(sides.unconfirmed.empty());
    CHECK(database.text_of(sides.declared) == database.text_of(sides.live));
    CHECK(sides.are_equal());
    CHECK(database.remains() == before);
  }
}

}  // namespace

TEST_CASE("a type is the same in all of its spellings", "[postgresql]") {
  check_same(type_pairs());
  check_same(named_type_pairs());
}

TEST_CASE("a literal default is the same in all of its spellings", "[postgresql]") {
  check_same(literal_pairs());
}

TEST_CASE("an expression as a default is compared as the server reads it", "[postgresql]") {
  check_same(default_pairs());
}

TEST_CASE("a check is compared as the server reads it", "[postgresql]") {
  check_same(check_pairs());
  check_same(expression_pairs());
}

TEST_CASE("an index is the same in all of its spellings", "[postgresql]") {
  check_same(index_pairs());
}

TEST_CASE("keys, and parts without names, are those that are there", "[postgresql]") {
  check_same(foreign_key_pairs());
  check_same(constraint_pairs());
}

TEST_CASE("what the server takes by itself need not be said", "[postgresql]") {
  check_same(other_pairs());
}

}  // namespace migrate::dialect::postgresql
