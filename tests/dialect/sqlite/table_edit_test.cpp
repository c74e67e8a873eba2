#include "dialect/sqlite/table_edit.hpp"

#include <string>
#include <utility>
#include <vector>

#include "dialect/sqlite/altering.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::sqlite {
using Catch::Matchers::Contains;

namespace {

using operations::AddColumn;
using operations::AddConstraint;
using operations::AlterColumn;
using operations::BatchAlterTable;
using operations::DropColumn;
using operations::DropConstraint;
using operations::SetTableOptions;
using operations::TableAspects;

const schema::Name t{.name = "t"};
const schema::Type text{.kind = TypeKind::text};
const schema::Type integer{.kind = TypeKind::integer};

SetTableOptions options(TableAspects change) {
  return {.table = t, .change = std::move(change)};
}

AlterColumn alter(const std::string& column, operations::ColumnAspects change) {
  return {.table = t, .name = column, .change = std::move(change)};
}

DropConstraint drop(schema::Constraint existing) {
  return {.table = t, .existing = std::move(existing)};
}

/// The text of `t` after the changes, on one line.
std::string changed(const std::string& before, std::vector<operations::TableChange> changes) {
  Altered database({before, "CREATE TABLE p (id integer PRIMARY KEY)"});
  database.apply(BatchAlterTable{.table = t, .changes = std::move(changes)});
  return database.sql_of("t");
}

Error refused(const std::string& before, std::vector<operations::TableChange> changes) {
  return error_of([&] { changed(before, std::move(changes)); });
}

}  // namespace

TEST_CASE("options of a table come and go, and comments stay", "[sqlite]") {
  CHECK(
      changed("CREATE TABLE t (a int)", {options({.strict = true})}) ==
      "CREATE TABLE \"t\" (a int) STRICT");
  CHECK(
      changed(
          "CREATE TABLE t (a int PRIMARY KEY) strict /* x */, without rowid",
          {options({.strict = false})}) ==
      "CREATE TABLE \"t\" (a int PRIMARY KEY) WITHOUT ROWID /* x */");
  CHECK(
      changed("CREATE TABLE t (a int PRIMARY KEY)", {options({.without_rowid = true})}) ==
      "CREATE TABLE \"t\" (a int PRIMARY KEY) WITHOUT ROWID");
}

TEST_CASE("AUTOINCREMENT is written where the key is", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> texts{
      {"a integer PRIMARY KEY ON CONFLICT FAIL",
       "a integer PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT"},
      {"a integer, CONSTRAINT k PRIMARY KEY (a)",
       "a integer, CONSTRAINT k PRIMARY KEY (a AUTOINCREMENT)"},
  };
  for (const auto& [without, with] : texts) {
    CHECK(
        changed("CREATE TABLE t (" + without + ")", {options({.autoincrement = true})}) ==
        "CREATE TABLE \"t\" (" + with + ")");
    CHECK(
        changed("CREATE TABLE t (" + with + ")", {options({.autoincrement = false})}) ==
        "CREATE TABLE \"t\" (" + without + ")");
  }
}

TEST_CASE("rows survive new options, and AUTOINCREMENT goes on behind them", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (id integer PRIMARY KEY, a int)", "INSERT INTO t VALUES (7, 1)"});
  database.apply(options({.autoincrement = true}));
  database.run("DELETE FROM t");
  database.run("INSERT INTO t (a) VALUES (2)");
  CHECK(database.rows("SELECT * FROM t") == "8,2");
  database.apply(BatchAlterTable{
      .table = t,
      .changes = {options({.strict = true, .without_rowid = true, .autoincrement = false})}});
  CHECK(database.rows("SELECT * FROM t") == "8,2");
  CHECK(database.rows("SELECT wr, strict FROM pragma_table_list WHERE name = 't'") == "1,1");
  CHECK(database.rows("SELECT * FROM sqlite_sequence").empty());
}

TEST_CASE("rows that a new option does not take stop it", "[sqlite]") {
  Altered strict({"CREATE TABLE t (a int)", "INSERT INTO t VALUES ('x')"});
  CHECK_THAT(
      error_of([&] { strict.apply(options({.strict = true})); }).message(),
      Contains("cannot store TEXT value in INT column"));
  Altered keyed({"CREATE TABLE t (a text PRIMARY KEY)", "INSERT INTO t VALUES (NULL)"});
  CHECK(error_of([&] {
          keyed.apply(options({.without_rowid = true}));
        }).message() == "column t.a has rows without a value");
}

TEST_CASE("an option that has no ground to stand on is refused", "[sqlite]") {
  CHECK_THAT(
      refused("CREATE TABLE t (a int)", {options({.without_rowid = true})}).message(),
      Contains("such a table has a primary key"));
  CHECK_THAT(
      refused("CREATE TABLE t (a text PRIMARY KEY)", {options({.autoincrement = true})}).message(),
      Contains("AUTOINCREMENT"));
  CHECK(
      refused("CREATE TABLE t (a text)", {options({.tablespace = "fast"})}).code() ==
      ErrorCode::unsupported);
}

TEST_CASE("a table becomes STRICT together with its types", "[sqlite]") {
  CHECK(
      changed(
          "CREATE TABLE t (a varchar(20), b date)",
          {alter("a", {.type = text}), alter("b", {.type = text}), options({.strict = true})}) ==
      "CREATE TABLE \"t\" (a text, b text) STRICT");
  CHECK(
      changed(
          "CREATE TABLE t (a text) STRICT",
          {alter("a", {.type = schema::Type{.kind = TypeKind::varchar, .length = 20}}),
           options({.strict = false})}) == "CREATE TABLE \"t\" (a varchar(20))");
}

TEST_CASE("a WITHOUT ROWID table gets another key", "[sqlite]") {
  CHECK(
      changed(
          "CREATE TABLE t (a int PRIMARY KEY, b int) WITHOUT ROWID",
          {drop(schema::PrimaryKey{.columns = {"a"}}),
           AddConstraint{.table = t, .constraint = schema::PrimaryKey{.columns = {"b", "a"}}}}) ==
      "CREATE TABLE \"t\" (a int NOT NULL, b int NOT NULL, PRIMARY KEY (b, a)) WITHOUT ROWID");
  CHECK_THAT(
      refused(
          "CREATE TABLE t (a int PRIMARY KEY) WITHOUT ROWID",
          {drop(schema::PrimaryKey{.columns = {"a"}})})
          .message(),
      Contains("such a table has a primary key"));
}

TEST_CASE("a column that was not null for its table's sake stays so", "[sqlite]") {
  CHECK(
      changed("CREATE TABLE t (a text PRIMARY KEY) STRICT", {options({.strict = false})}) ==
      "CREATE TABLE \"t\" (a text PRIMARY KEY NOT NULL)");
  CHECK(
      changed(
          "CREATE TABLE t (a text PRIMARY KEY) STRICT",
          {alter("a", {.nullable = true}), options({.strict = false})}) ==
      "CREATE TABLE \"t\" (a text PRIMARY KEY)");
  CHECK(
      changed(
          "CREATE TABLE t (a integer PRIMARY KEY)",
          {alter("a", {.nullable = true}), drop(schema::PrimaryKey{.columns = {"a"}})}) ==
      "CREATE TABLE \"t\" (a integer)");
}

TEST_CASE("ON CONFLICT comes with a constraint and goes with it", "[sqlite]") {
  const std::string added = changed(
      "CREATE TABLE t (a int)",
      {AddConstraint{
           .table = t,
           .constraint =
               schema::Unique{.name = "u", .columns = {"a"}, .on_conflict = OnConflict::ignore}},
       AddColumn{
           .table = t,
           .column =
               {.name = "b",
                .type = integer,
                .nullable = false,
                .server_default = std::int64_t{1},
                .not_null_conflict = OnConflict::replace},
           .constraints = {
               schema::Unique{.columns = {"b"}, .on_conflict = OnConflict::rollback}}}});
  CHECK(
      added ==
      "CREATE TABLE \"t\" (a int, b integer DEFAULT 1 NOT NULL ON CONFLICT REPLACE UNIQUE ON "
      "CONFLICT ROLLBACK, CONSTRAINT u UNIQUE (a) ON CONFLICT IGNORE)");
  CHECK(
      changed(
          added,
          {drop(schema::Unique{.columns = {"b"}, .on_conflict = OnConflict::rollback}),
           DropConstraint{.table = t, .name = "u"}}) ==
      "CREATE TABLE \"t\" (a int, b integer DEFAULT 1 NOT NULL ON CONFLICT REPLACE)");
}

TEST_CASE("what a NOT NULL does with NULL is changed", "[sqlite]") {
  CHECK(
      changed(
          "CREATE TABLE t (a int CONSTRAINT n NOT NULL DEFAULT 1)",
          {alter("a", {.not_null_conflict = OnConflict::replace})}) ==
      "CREATE TABLE \"t\" (a int CONSTRAINT n NOT NULL ON CONFLICT REPLACE DEFAULT 1)");
  CHECK(
      changed(
          "CREATE TABLE t (a int NOT NULL ON CONFLICT FAIL)",
          {alter("a", {.not_null_conflict = OnConflict::unspecified})}) ==
      "CREATE TABLE \"t\" (a int NOT NULL)");
  CHECK(
      changed(
          "CREATE TABLE t (a int)",
          {alter("a", {.nullable = false, .not_null_conflict = OnConflict::ignore})}) ==
      "CREATE TABLE \"t\" (a int NOT NULL ON CONFLICT IGNORE)");
}

TEST_CASE("of two constraints without a name the one goes that is meant", "[sqlite]") {
  const std::string before =
      "CREATE TABLE t (a int REFERENCES p ON DELETE CASCADE REFERENCES p (id), b int, UNIQUE (b, "
      "a), UNIQUE (a, b), CHECK (a > 0), CHECK (a >= 0))";
  const schema::ForeignKey plain{
      .columns = {"a"}, .referred_table = {.name = "p"}, .referred_columns = {"id"}};
  schema::ForeignKey cascading = plain;
  cascading.on_delete = Action::cascade;
  CHECK(
      changed(
          before,
          {drop(plain),
           drop(schema::Unique{.columns = {"a", "b"}}),
           drop(schema::Check{.condition = "\"A\">=0"})}) ==
      "CREATE TABLE \"t\" (a int REFERENCES p ON DELETE CASCADE, b int, UNIQUE (b, a), CHECK (a > "
      "0))");
  CHECK_THAT(changed(before, {drop(cascading)}), Contains("(a int REFERENCES p (id), b int"));
  CHECK(
      refused(before, {drop(schema::Check{.condition = "a > 1"})}).message() ==
      "table t has no such check constraint");
}

TEST_CASE("a constraint or an index that went with a column has gone", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int UNIQUE, b int, CONSTRAINT k CHECK (a > b))",
       "CREATE INDEX ix ON t (a)"});
  database.apply(BatchAlterTable{
      .table = t,
      .changes = {
          DropColumn{.table = t, .name = "a"},
          drop(schema::Unique{.columns = {"a"}}),
          DropConstraint{.table = t, .name = "k"},
          operations::DropIndex{.table = t, .name = "ix"}}});
  CHECK(database.sql_of("t") == "CREATE TABLE \"t\" ( b int)");
}

TEST_CASE("a collation is set, changed and taken away", "[sqlite]") {
  Altered database({"CREATE TABLE t (a text, b int)", "INSERT INTO t VALUES ('x', 1), ('X', 2)"});
  database.apply(alter("a", {.collation = "NOCASE"}));
  CHECK(database.rows("SELECT b FROM t WHERE a = 'x'") == "1;2");
  database.apply(alter("a", {.collation = "RTRIM"}));
  CHECK(database.rows("SELECT b FROM t WHERE a = 'x  '") == "1");
  database.apply(alter("a", {.collation = ""}));
  CHECK(database.sql_of("t") == "CREATE TABLE \"t\" (a text, b int)");
  CHECK(
      changed(
          "CREATE TABLE t (a text COLLATE rtrim NOT NULL COLLATE nocase)",
          {alter("a", {.collation = "BINARY"})}) ==
      "CREATE TABLE \"t\" (a text COLLATE \"BINARY\" NOT NULL)");
}

TEST_CASE("a column is made a generated one, and back", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int, b int DEFAULT 5, c int)", "INSERT INTO t VALUES (1, 2, 3)"});
  database.apply(alter("b", {.computed = schema::Computed{"a + 10", Storage::virtual_}}));
  CHECK(database.rows("SELECT * FROM t") == "1,11,3");
  CHECK(
      database.sql_of("t") ==
      "CREATE TABLE \"t\" (a int, b int GENERATED ALWAYS AS (a + 10) VIRTUAL, c int)");
  database.apply(alter("b", {.computed = schema::Computed{"a + c", Storage::stored}}));
  CHECK(database.rows("SELECT * FROM t") == "1,4,3");
  AlterColumn back = alter("b", {.server_default = std::int64_t{5}});
  back.drop_computed = true;
  database.apply(back);
  database.run("UPDATE t SET a = 100");
  CHECK(database.rows("SELECT * FROM t") == "100,4,3");
  CHECK(database.sql_of("t") == "CREATE TABLE \"t\" (a int, b int DEFAULT 5, c int)");
}

TEST_CASE("a generated column that changes with a column is no obstacle to it", "[sqlite]") {
  CHECK(
      changed(
          "CREATE TABLE t (a int, b int, c int AS (a))",
          {DropColumn{.table = t, .name = "a"},
           alter("c", {.computed = schema::Computed{"b", Storage::virtual_}})}) ==
      "CREATE TABLE \"t\" ( b int, c int GENERATED ALWAYS AS (b) VIRTUAL)");
}

TEST_CASE("a key that may be null is added as it is", "[sqlite]") {
  const auto add = [](const std::string& name) {
    return AddConstraint{
        .table = t, .constraint = schema::PrimaryKey{.columns = {name}, .nullable = true}};
  };
  CHECK(
      changed("CREATE TABLE t (a text)", {add("a")}) ==
      "CREATE TABLE \"t\" (a text, PRIMARY KEY (a))");
  CHECK(
      changed("CREATE TABLE t (a integer)", {add("a")}) ==
      "CREATE TABLE \"t\" (a integer PRIMARY KEY DESC)");
}

TEST_CASE("a type that is named is the key's, whatever the order", "[sqlite]") {
  const schema::Type words{.kind = TypeKind::verbatim, .name = "bigint"};
  const AddConstraint add{.table = t, .constraint = schema::PrimaryKey{.columns = {"a"}}};
  CHECK(
      changed("CREATE TABLE t (a bigint)", {alter("a", {.type = words}), add}) ==
      "CREATE TABLE \"t\" (a bigint NOT NULL, PRIMARY KEY (a))");
  CHECK(
      changed(
          "CREATE TABLE t (a integer PRIMARY KEY)",
          {alter("a", {.type = schema::Type{.kind = TypeKind::big_integer}}),
           drop(schema::PrimaryKey{.columns = {"a"}})}) ==
      "CREATE TABLE \"t\" (a bigint NOT NULL)");
}

TEST_CASE("a check that names its table is made anew with it", "[sqlite]") {
  Altered database(
      {"CREATE TABLE t (a int CHECK (t.a > 0), b int, CHECK (\"T\".b <> 't.b'))",
       "INSERT INTO t VALUES (1, 2)"});
  database.apply(alter("b", {.nullable = false}));
  CHECK(
      database.sql_of("t") ==
      "CREATE TABLE \"t\" (a int CHECK (a > 0), b int NOT NULL, CHECK (b <> 't.b'))");
}

TEST_CASE("a column without a type is made without one", "[sqlite]") {
  CHECK(
      changed(
          "CREATE TABLE t (a int)",
          {alter("a", {.type = schema::Type{.kind = TypeKind::verbatim}}),
           AddConstraint{.table = t, .constraint = schema::Unique{.columns = {"a"}}}}) ==
      "CREATE TABLE \"t\" (a, UNIQUE (a))");
}

}  // namespace migrate::dialect::sqlite
