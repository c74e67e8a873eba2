#include <string>
#include <variant>
#include <vector>

#include "dialect/postgresql/inspecting.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
using schema::Check;
using schema::Constraint;
using schema::Exclude;
using schema::ForeignKey;
using schema::PrimaryKey;
using schema::Unique;
using testing::InspectedDatabase;

namespace {

/// A constraint on the table t, as text and as a value.
struct Case {
  std::string text{};
  Constraint constraint{};
};

const std::vector<Case> cases{
    {"PRIMARY KEY (a)", PrimaryKey{.columns = {"a"}}},
    {"PRIMARY KEY (b, a)", PrimaryKey{.columns = {"b", "a"}}},
    {"PRIMARY KEY (a) INCLUDE (b, c) DEFERRABLE",
     PrimaryKey{.columns = {"a"}, .include = {"b", "c"}, .deferral = Deferral::deferrable}},
    {"UNIQUE (a)", Unique{.columns = {"a"}}},
    {"UNIQUE (b, a) INCLUDE (c)", Unique{.columns = {"b", "a"}, .include = {"c"}}},
    {"UNIQUE NULLS NOT DISTINCT (a)", Unique{.columns = {"a"}, .nulls_not_distinct = true}},
    {"UNIQUE (a) DEFERRABLE INITIALLY DEFERRED",
     Unique{.columns = {"a"}, .deferral = Deferral::initially_deferred}},
    {"UNIQUE (a) WITH (fillfactor = 70)", Unique{.columns = {"a"}}},
    {"FOREIGN KEY (a) REFERENCES r",
     ForeignKey{.columns = {"a"}, .referred_table = {.name = "r"}, .referred_columns = {"id"}}},
    {"FOREIGN KEY (a, b) REFERENCES other.r (y, x) MATCH FULL ON DELETE CASCADE ON UPDATE RESTRICT",
     ForeignKey{
         .columns = {"a", "b"},
         .referred_table = {.schema = "other", .name = "r"},
         .referred_columns = {"y", "x"},
         .on_delete = Action::cascade,
         .on_update = Action::restrict,
         .match = Match::full}},
    {"FOREIGN KEY (a) REFERENCES r ON DELETE SET DEFAULT DEFERRABLE",
     ForeignKey{
         .columns = {"a"},
         .referred_table = {.name = "r"},
         .referred_columns = {"id"},
         .on_delete = Action::set_default,
         .deferral = Deferral::deferrable}},
    {"FOREIGN KEY (a, b) REFERENCES other.r ON DELETE SET NULL (b) NOT VALID",
     ForeignKey{
         .columns = {"a", "b"},
         .referred_table = {.schema = "other", .name = "r"},
         .referred_columns = {"x", "y"},
         .on_delete = Action::set_null,
         .not_valid = true,
         .on_delete_columns = {"b"}}},
    {"FOREIGN KEY (a) REFERENCES parted",
     ForeignKey{
         .columns = {"a"}, .referred_table = {.name = "parted"}, .referred_columns = {"id"}}},
    {"FOREIGN KEY (a) REFERENCES t (u)",
     ForeignKey{.columns = {"a"}, .referred_table = {.name = "t"}, .referred_columns = {"u"}}},
    {"CHECK (a > 0)", Check{.condition = "a > 0"}},
    {"CHECK ((a > 0) OR (b > 0)) NOT VALID NO INHERIT",
     Check{.condition = "(a > 0) OR (b > 0)", .not_valid = true, .no_inherit = true}},
    {"CHECK (d <> ')')", Check{.condition = "d <> ')'::text"}},
    {"CHECK (length(d) < 9)", Check{.condition = "length(d) < 9"}},
    {"CHECK (f(a))", Check{.condition = "f(a)"}},
    {"CHECK (other.f(a))", Check{.condition = "other.f(a)"}},
    {"EXCLUDE (a WITH =)", Exclude{.elements = {{.column = "a", .with = "="}}, .method = "btree"}},
    {("EXCLUDE USING gist (p WITH &&, (box(q, q)) WITH ~=) INCLUDE (a) WHERE (a > 0) "
      "DEFERRABLE INITIALLY DEFERRED"),
     Exclude{
         .elements = {{.column = "p", .with = "&&"}, {.expression = "box(q, q)", .with = "~="}},
         .where = "a > 0",
         .deferral = Deferral::initially_deferred,
         .include = {"a"}}},
    {"EXCLUDE USING btree (d text_pattern_ops WITH =, (d || 'x') WITH OPERATOR(pg_catalog.=))",
     Exclude{
         .elements =
             {{.column = "d", .with = "=", .operator_class = "text_pattern_ops"},
              {.expression = "d || 'x'::text", .with = "="}},
         .method = "btree"}},
    {("EXCLUDE USING btree (a other.odd WITH OPERATOR(other.===), "
      "d COLLATE \"C\" DESC NULLS LAST WITH =)"),
     Exclude{
         .elements =
             {{.column = "a", .with = "OPERATOR(other.===)", .operator_class = "other.odd"},
              {.column = "d", .with = "="}},
         .method = "btree"}},
};

const std::vector<std::string> surroundings{
    "CREATE SCHEMA other",
    "CREATE FUNCTION f(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0'",
    "CREATE FUNCTION other.f(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0'",
    ("CREATE OPERATOR other.=== (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int, "
     "COMMUTATOR = OPERATOR(other.===))"),
    ("CREATE OPERATOR CLASS other.odd FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=, "
     "OPERATOR 3 other.===, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int)"),
    "CREATE TABLE r (id int PRIMARY KEY)",
    "CREATE TABLE other.r (x int, y int, PRIMARY KEY (x, y), UNIQUE (y, x))",
    "CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id)",
    "CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (9)",
};

constexpr const char* table_begin =
    "CREATE TABLE t (dropped int, a int, b int, c int, d text, p box, q point, u int UNIQUE)";

/// The constraints of t, but the one that it always has.
std::vector<Constraint> added_constraints(InspectedDatabase& database) {
  std::vector<Constraint> constraints = database.table().constraints;
  std::erase_if(constraints, [](const Constraint& one) { return schema::name(one) == "t_u_key"; });
  return constraints;
}

}  // namespace

TEST_CASE("every constraint is read with all that it says", "[postgresql]") {
  InspectedDatabase database(surroundings);
  db::Connection& connection = database.connection();
  for (const Case& one : cases) {
    CAPTURE(one.text);
    connection.execute(table_begin);
    connection.execute("ALTER TABLE t DROP COLUMN dropped");
    connection.execute("ALTER TABLE t ADD CONSTRAINT \"The one\" " + one.text);
    connection.execute("COMMENT ON CONSTRAINT \"The one\" ON t IS 'because'");
    Constraint expected = one.constraint;
    std::visit(
        [](auto& constraint) {
          constraint.name = "The one";
          constraint.comment = "because";
        },
        expected);
    const std::vector<Constraint> found = added_constraints(database);
    REQUIRE(found.size() == 1);
    CHECK(found.front().index() == expected.index());
    CHECK(found.front() == expected);
    connection.execute("DROP TABLE t");
  }
}

TEST_CASE("constraints of PostgreSQL 18 are read with all that they say", "[postgresql]") {
  InspectedDatabase database(surroundings);
  if (database.version() < 180000) return;
  for (const char* const statement :
       {"CREATE EXTENSION btree_gist",
        "CREATE TABLE s (a int, d daterange, PRIMARY KEY (a, d WITHOUT OVERLAPS))",
        ("CREATE TABLE t (a int NOT NULL, d daterange CONSTRAINT d_nn NOT NULL, "
         "CONSTRAINT u UNIQUE (a, d WITHOUT OVERLAPS), CONSTRAINT c CHECK (a > 0) NOT ENFORCED, "
         "CONSTRAINT f FOREIGN KEY (a, PERIOD d) REFERENCES s (a, PERIOD d), "
         "CONSTRAINT g FOREIGN KEY (a) REFERENCES r NOT ENFORCED)")}) {
    database.connection().execute(statement);
  }
  const std::vector<Constraint> expected{
      Unique{.name = "u", .columns = {"a", "d"}, .without_overlaps = true},
      ForeignKey{
          .name = "f",
          .columns = {"a", "d"},
          .referred_table = {.name = "s"},
          .referred_columns = {"a", "d"},
          .period = true},
      ForeignKey{
          .name = "g",
          .columns = {"a"},
          .referred_table = {.name = "r"},
          .referred_columns = {"id"},
          .not_enforced = true},
      Check{.name = "c", .condition = "a > 0", .not_enforced = true},
  };
  CHECK(database.table().constraints == expected);
  CHECK(
      *database.table("s").primary_key() ==
      PrimaryKey{.name = "s_pkey", .columns = {"a", "d"}, .without_overlaps = true});
}

TEST_CASE("constraints stand in the order of their kinds, then of their names", "[postgresql]") {
  std::vector<std::string> statements = surroundings;
  statements.emplace_back(
      "CREATE TABLE t (a int, e int, CONSTRAINT c2 CHECK (a > 2), CONSTRAINT c1 CHECK (a > 1), "
      "CONSTRAINT f FOREIGN KEY (a) REFERENCES r, CONSTRAINT b UNIQUE (e), "
      "CONSTRAINT \"B\" UNIQUE (a, e), CONSTRAINT z PRIMARY KEY (a), CONSTRAINT a EXCLUDE (a WITH "
      "=))");
  InspectedDatabase database(statements);
  std::vector<std::string> names;
  for (const Constraint& one : database.table().constraints)
    names.push_back(schema::name(one));
  CHECK(names == std::vector<std::string>{"z", "B", "b", "f", "c1", "c2", "a"});
}

TEST_CASE("what belongs to a constraint is not an index, too", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, EXCLUDE (b WITH =))"});
  CHECK(database.table().indexes.empty());
}

}  // namespace migrate::dialect::postgresql
