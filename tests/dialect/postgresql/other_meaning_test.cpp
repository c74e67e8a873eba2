#include <string>
#include <vector>

#include "dialect/postgresql/normalizing.hpp"
#include "testing/catch.hpp"

// Pairs of a live schema and a declared one that differ: after normalising they still do.
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
constexpr auto timestamp_with_zone = TypeKind::timestamp_with_zone;

struct Pair {
  std::string name{};
  std::vector<std::string> live{};
  MetaData declared{};
};

Pair type_pair(const std::string& live, schema::Type declared) {
  return {
      .name = live + " and " + declared.name,
      .live = {"CREATE TABLE t (a " + live + ")"},
      .declared = only({column("a", std::move(declared))})};
}

std::vector<Pair> type_pairs() {
  return {
      type_pair("integer", verbatim("int8")),
      type_pair("varchar(20)", verbatim("varchar(21)")),
      type_pair("varchar", verbatim("text")),
      type_pair("numeric(10, 2)", verbatim("numeric")),
      type_pair("timestamp", verbatim("timestamptz")),
      type_pair("timestamptz(3)", verbatim("timestamptz")),
      type_pair("integer[]", verbatim("integer")),
      type_pair("inet", verbatim("cidr")),
      type_pair("real", verbatim("float(25)")),
      type_pair("text", verbatim("no_such_type")),
      type_pair("interval", verbatim("interval(3)")),
      type_pair("char(2)", verbatim("char")),
  };
}

Pair default_pair(
    const std::string& type,
    const std::string& live,
    schema::Type declared,
    std::optional<schema::Value> value) {
  return {
      .name = type + " default " + live,
      .live = {"CREATE TABLE t (a " + type + " DEFAULT " + live + ")"},
      .declared = only({column("a", std::move(declared), std::move(value))})};
}

Pair default_pair(
    const std::string& type,
    const std::string& live,
    TypeKind declared,
    std::optional<schema::Value> value) {
  return default_pair(type, live, schema::Type{.kind = declared}, std::move(value));
}

std::vector<Pair> default_pairs() {
  const schema::Type money{.kind = TypeKind::numeric, .length = 10, .scale = 2};
  return {
      default_pair("integer", "5", integer, std::int64_t{6}),
      default_pair("integer", "5", integer, std::nullopt),
      default_pair("integer", "5", integer, 5.4),
      default_pair("numeric(10, 2)", "5", money, 5.01),
      default_pair("numeric(10, 2)", "5", money, expression("5.4::integer")),
      default_pair("boolean", "true", boolean, "f"),
      default_pair("text", "'x'", text, "X"),
      default_pair("text", "'x'", text, " x"),
      default_pair("text", "''", text, std::nullopt),
      default_pair("timestamptz", "now()", timestamp_with_zone, expression("clock_timestamp()")),
      default_pair("timestamptz", "'2020-01-01 00:00:00+00'", timestamp_with_zone, "2020-01-02"),
      default_pair("timestamptz", "'2020-01-01 00:00:00+05'", timestamp_with_zone, "2020-01-01"),
      default_pair("jsonb", "'{}'", TypeKind::jsonb, "[]"),
      default_pair("integer", "1 + 2", integer, expression("1 + 3")),
      default_pair("integer", "1 + 2", integer, std::int64_t{3}),
      default_pair("integer", "1", integer, expression("no_such_function()")),
      default_pair("integer", "1", integer, expression("1 +")),
  };
}

Pair check_pair(const std::string& live, const std::string& declared) {
  return {
      .name = live + " and " + declared,
      .live =
          {"CREATE TABLE t (a integer, b varchar(20), d text, CONSTRAINT k CHECK (" + live + "))"},
      .declared = only(
          {column("a", integer), column("b", sized(TypeKind::varchar, 20)), column("d", text)},
          {Check{.name = "k", .condition = declared}})};
}

std::vector<Pair> check_pairs() {
  return {
      check_pair("a > 0", "a >= 0"),
      check_pair("a > 0 AND a < 10 OR d IS NULL", "a > 0 AND (a < 10 OR d IS NULL)"),
      check_pair("b IN ('x', 'y')", "b IN ('y', 'x')"),
      check_pair("b IN ('x', 'y')", "b IN ('x')"),
      check_pair("a > 0", "no_such_column > 0"),
      check_pair("a > 0", "a >"),
      check_pair("d = '5'", "d = '5 '"),
      check_pair("d = 'a'", "d = 'A'"),
      check_pair("(d)::varchar(5) = 'x'", "d = 'x'"),
      check_pair("length(d) < 10", "char_length(b) < 10"),
      check_pair("NOT (a IS NULL AND d IS NULL)", "NOT (a IS NULL) AND d IS NULL"),
      check_pair("d COLLATE \"C\" > 'a'", "d > 'a'"),
  };
}

Pair part_pair(const std::string& live, schema::Constraint declared) {
  return {
      .name = live,
      .live =
          {"CREATE TABLE p (x integer PRIMARY KEY, y integer UNIQUE)",
           "CREATE TABLE t (a integer, b integer, " + live + ")"},
      .declared = [&] {
        MetaData declared_tables =
            only({column("a", integer), column("b", integer)}, {std::move(declared)});
        declared_tables.tables.push_back(
            {.name = {.name = "p"},
             .columns = {column("x", integer), column("y", integer)},
             .constraints = {PrimaryKey{.columns = {"x"}}, Unique{.columns = {"y"}}}});
        return declared_tables;
      }()};
}

std::vector<Pair> constraint_pairs() {
  const auto key = [](ForeignKey one) {
    one.name = "k";
    one.columns = {"a"};
    one.referred_table = {.name = "p"};
    return one;
  };
  return {
      part_pair("CONSTRAINT k UNIQUE (a, b)", Unique{.name = "k", .columns = {"b", "a"}}),
      part_pair("CONSTRAINT k UNIQUE (a)", Unique{.name = "k", .columns = {"a"}, .include = {"b"}}),
      part_pair(
          "CONSTRAINT k UNIQUE (a)",
          Unique{.name = "k", .columns = {"a"}, .deferral = Deferral::deferrable}),
      part_pair("CONSTRAINT k UNIQUE (a)", PrimaryKey{.name = "k", .columns = {"a"}}),
      part_pair("CONSTRAINT k FOREIGN KEY (a) REFERENCES p (y)", key({})),
      part_pair("CONSTRAINT k FOREIGN KEY (a) REFERENCES p", key({.on_delete = Action::cascade})),
      part_pair("CONSTRAINT k FOREIGN KEY (a) REFERENCES p", key({.match = Match::full})),
      part_pair("UNIQUE (a)", Unique{.columns = {"b"}}),
      part_pair("CONSTRAINT k CHECK (a > 0) NO INHERIT", Check{.name = "k", .condition = "a > 0"}),
      part_pair(
          "CONSTRAINT k EXCLUDE USING gist (int4range(a, b) WITH &&)",
          Exclude{.name = "k", .elements = {{.expression = "int4range(a, b)", .with = "="}}}),
  };
}

Pair index_pair(const std::string& live, schema::Index declared) {
  declared.name = "i";
  return {
      .name = live,
      .live = {"CREATE TABLE t (a integer, d text)", "CREATE INDEX i ON t " + live},
      .declared = only({column("a", integer), column("d", text)}, {}, {std::move(declared)})};
}

std::vector<Pair> index_pairs() {
  return {
      index_pair("(a)", {.columns = {{.name = "d"}}}),
      index_pair("(a)", {.columns = {{.name = "a", .order = Order::descending}}}),
      index_pair("(a)", {.columns = {{.name = "a", .nulls = Nulls::first}}}),
      index_pair("(a)", {.columns = {{.name = "a"}}, .unique = true}),
      index_pair("(a)", {.columns = {{.name = "a"}}, .method = "hash"}),
      index_pair("(a)", {.columns = {{.name = "a"}}, .include = {"d"}}),
      index_pair("(a) WHERE a > 0", {.columns = {{.name = "a"}}}),
      index_pair("(a) WHERE a > 0", {.columns = {{.name = "a"}}, .where = "a > 1"}),
      index_pair("(lower(d))", {.columns = {{.expression = "upper(d)"}}}),
      index_pair("(d)", {.columns = {{.name = "d", .operator_class = "text_pattern_ops"}}}),
      index_pair("(d)", {.columns = {{.name = "d", .collation = "C"}}}),
      index_pair("(a)", {.columns = {{.name = "a"}}, .with = {{"fillfactor", "70"}}}),
  };
}

std::vector<Pair> other_pairs() {
  schema::Column identity = column("a", integer);
  identity.identity = schema::Identity{.increment = 2};
  schema::Column collated = column("a", text);
  collated.collation = "C";
  MetaData sequences;
  sequences.sequences = {{.name = {.name = "s"}, .cache = 5}};
  MetaData moods = only({column("a", {.kind = TypeKind::enumeration, .name = "mood"})});
  moods.enums = {{.name = {.name = "mood"}, .values = {"ok", "sad"}}};
  MetaData other_schema = only({column("a", integer)});
  other_schema.tables.front().name.schema = "billing";
  return {
      {.name = "a constraint that is not valid",
       .live =
           {"CREATE TABLE t (a integer)", "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID"},
       .declared = only({column("a", integer)}, {Check{.name = "k", .condition = "a > 0"}})},
      {.name = "an identity",
       .live = {"CREATE TABLE t (a integer GENERATED BY DEFAULT AS IDENTITY)"},
       .declared = only({std::move(identity)})},
      {.name = "a collation",
       .live = {"CREATE TABLE t (a text)"},
       .declared = only({std::move(collated)})},
      {.name = "a sequence", .live = {"CREATE SEQUENCE s"}, .declared = std::move(sequences)},
      {.name = "values of an enumeration in another order",
       .live = {"CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TABLE t (a mood)"},
       .declared = std::move(moods)},
      {.name = "a table of another schema",
       .live = {"CREATE SCHEMA billing", "CREATE TABLE t (a integer)"},
       .declared = std::move(other_schema)},
      {.name = "a column that is not null",
       .live = {"CREATE TABLE t (a bigint NOT NULL)"},
       .declared = only({column("a", big_integer)})},
  };
}

void check_different(const std::vector<Pair>& pairs) {
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
    CHECK_FALSE(sides.are_equal());
    CHECK(database.remains() == before);
  }
}

}  // namespace

TEST_CASE("another type is another type, however it is spelled", "[postgresql]") {
  check_different(type_pairs());
}

TEST_CASE("another default is another default", "[postgresql]") {
  check_different(default_pairs());
}

TEST_CASE("a check that means something else is another one", "[postgresql]") {
  check_different(check_pairs());
}

TEST_CASE("a constraint with other attributes is another one", "[postgresql]") {
  check_different(constraint_pairs());
}

TEST_CASE("an index with other attributes is another one", "[postgresql]") {
  check_different(index_pairs());
}

TEST_CASE("what the server would not take by itself is a difference", "[postgresql]") {
  check_different(other_pairs());
}

}  // namespace migrate::dialect::postgresql
