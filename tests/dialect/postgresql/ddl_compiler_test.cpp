#include "dialect/postgresql/ddl_compiler.hpp"

#include <string>
#include <utility>
#include <vector>

#include "operations/reverse.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using operations::AlterColumn;
using operations::Operation;
using testing::FreshDatabase;
using testing::value_of;

namespace {

const schema::Type integer{.kind = TypeKind::integer};
const schema::Type big_integer{.kind = TypeKind::big_integer};
const schema::Type text{.kind = TypeKind::text};
const schema::Type varchar{.kind = TypeKind::varchar, .length = 20};
const schema::Name t{.name = "t"};

/// A database in which operations are carried out.
class Altered final {
 public:
  explicit Altered(const std::vector<std::string>& before = {}) {
    for (const std::string& statement : before)
      connection_->execute(statement);
  }

  std::vector<std::string> apply(const Operation& operation) {
    std::vector<std::string> texts;
    for (const CompiledStatement& statement : compile(database_.dialect(), operation)) {
      connection_->execute(statement.sql);
      texts.push_back(statement.sql);
    }
    return texts;
  }

  std::string value(std::string_view sql) { return value_of(*connection_, sql); }

 private:
  FreshDatabase database_{"postgresql"};
  std::unique_ptr<db::Connection> connection_{database_.connect()};
};

/// An operation, and what the catalog says before it, after it, and after its reverse.
struct Case {
  std::string name{};
  std::vector<std::string> before{};
  Operation operation{};
  std::string question{};
  std::string answer_before{};
  std::string answer_after{};
};

Error failure_of(const Operation& operation) {
  const FreshDatabase database("postgresql");
  return error_of([&] { compile(database.dialect(), operation); });
}

std::string sequence_question(std::string_view name) {
  return "SELECT concat_ws(' ', format_type(seqtypid, null), seqstart, seqincrement, seqmin, "
         "seqmax, seqcache, seqcycle, (SELECT attrelid::regclass || '.' || attname FROM pg_depend "
         "d "
         "JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE "
         "d.objid "
         "= seqrelid AND d.deptype IN ('a', 'i'))) FROM pg_sequence WHERE seqrelid = '" +
         std::string(name) + "'::regclass";
}

constexpr const char* column_question =
    "SELECT concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attcollation <> "
    "typcollation "
    "THEN attcollation::regcollation END, CASE WHEN attnotnull THEN 'not null' END, "
    "nullif(attidentity, ''), "
    "nullif(attgenerated, ''), pg_get_expr(adbin, adrelid)) FROM pg_attribute a JOIN pg_type ty ON "
    "ty.oid = "
    "atttypid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = "
    "'t'::regclass AND attname = 'a'";

std::string constraint_question(std::string_view name) {
  return "SELECT coalesce(max(pg_get_constraintdef(oid) || coalesce(' ' || "
         "obj_description(oid, 'pg_constraint'), '')), 'none') FROM pg_constraint WHERE conname = "
         "'" +
         std::string(name) + "'";
}

constexpr const char* usual_sequence = "bigint 1 1 1 9223372036854775807 1 f";

std::vector<Case> column_cases() {
  return {
      {.name = "a collation alone",
       .before = {"CREATE TABLE t (a varchar(20) DEFAULT 'x')"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change = {.collation = "C"},
               .existing = {.type = varchar, .collation = ""}},
       .question = column_question,
       .answer_before = "character varying(20) 'x'::character varying",
       .answer_after = "character varying(20) \"C\" 'x'::character varying"},
      {.name = "a collation that goes",
       .before = {R"(CREATE TABLE t (a text COLLATE "C"))"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change = {.collation = ""},
               .existing = {.type = text, .collation = "C"}},
       .question = column_question,
       .answer_before = "text \"C\"",
       .answer_after = "text"},
      {.name = "a type under a collation that stays",
       .before = {R"(CREATE TABLE t (a text COLLATE "C"))"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change = {.type = varchar},
               .existing = {.type = text, .collation = "C"}},
       .question = column_question,
       .answer_before = "text \"C\"",
       .answer_after = "character varying(20) \"C\""},
      {.name = "an identity in place of a default",
       .before = {"CREATE TABLE t (a bigint DEFAULT 7 NOT NULL)"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change =
                   {.server_default = schema::Null{},
                    .identity = schema::Identity{.always = true, .start = 5}},
               .existing = {.server_default = std::int64_t{7}}},
       .question = column_question,
       .answer_before = "bigint not null 7",
       .answer_after = "bigint not null a"},
      {.name = "an identity that goes",
       .before = {"CREATE TABLE t (a bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 5))"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change = {.nullable = true},
               .existing = {.nullable = false, .identity = schema::Identity{.cache = 5}},
               .drop_identity = true},
       .question = column_question,
       .answer_before = "bigint not null d",
       .answer_after = "bigint"},
  };
}

std::vector<Case> identity_cases() {
  return {
      {.name = "numbers of an identity that are not said any more",
       .before = {"CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (START 20 INCREMENT 5 "
                  "MINVALUE 10 MAXVALUE 90 CACHE 3 CYCLE))"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change = {.identity = schema::Identity{.always = true}},
               .existing =
                   {.identity =
                        schema::Identity{
                            .always = true,
                            .start = 20,
                            .increment = 5,
                            .minimum = 10,
                            .maximum = 90,
                            .cache = 3,
                            .cycle = true}}},
       .question = sequence_question("t_a_seq"),
       .answer_before = "bigint 20 5 10 90 3 t t.a",
       .answer_after = "bigint 1 1 1 9223372036854775807 1 f t.a"},
      {.name = "an identity that counts down from now on",
       .before = {"CREATE TABLE t (a integer GENERATED ALWAYS AS IDENTITY (MAXVALUE 5000))"},
       .operation =
           AlterColumn{
               .table = t,
               .name = "a",
               .change = {.identity = schema::Identity{.increment = -1, .maximum = 5000}},
               .existing =
                   {.identity = schema::Identity{.always = true, .increment = 1, .maximum = 5000}}},
       .question = sequence_question("t_a_seq"),
       .answer_before = "integer 1 1 1 5000 1 f t.a",
       .answer_after = "integer 5000 -1 -2147483648 5000 1 f t.a"},
  };
}

std::vector<Case> sequence_cases() {
  using operations::AlterSequence;
  const schema::Name s{.name = "s"};
  const std::string question = sequence_question("s");
  const schema::Sequence special{
      .name = s,
      .type = integer,
      .start = 30,
      .increment = 10,
      .minimum = 20,
      .maximum = 90,
      .cache = 7,
      .cycle = true,
      .owned_by_table = "t",
      .owned_by_column = "a"};
  const std::string special_answer = "integer 30 10 20 90 7 t t.a";
  return {
      {.name = "a sequence as the database makes it",
       .before =
           {"CREATE TABLE t (a bigint)",
            "CREATE SEQUENCE s AS integer START 30 INCREMENT 10 MINVALUE 20 MAXVALUE 90 CACHE 7 "
            "CYCLE OWNED BY t.a"},
       .operation = AlterSequence{.change = {.name = s}, .whole = true, .existing = special},
       .question = question,
       .answer_before = special_answer,
       .answer_after = usual_sequence},
      {.name = "a sequence with everything",
       .before = {"CREATE TABLE t (a bigint)", "CREATE SEQUENCE s"},
       .operation =
           AlterSequence{.change = special, .whole = true, .existing = schema::Sequence{.name = s}},
       .question = question,
       .answer_before = usual_sequence,
       .answer_after = special_answer},
      {.name = "a sequence that nobody owns any more",
       .before = {"CREATE TABLE t (a bigint)", "CREATE SEQUENCE s OWNED BY t.a"},
       .operation =
           AlterSequence{
               .change = {.name = s},
               .whole = true,
               .existing =
                   schema::Sequence{.name = s, .owned_by_table = "t", .owned_by_column = "a"}},
       .question = question,
       .answer_before = std::string(usual_sequence) + " t.a",
       .answer_after = usual_sequence},
      {.name = "a sequence that counts down",
       .before = {"CREATE SEQUENCE s"},
       .operation =
           AlterSequence{
               .change = {.name = s, .increment = -1},
               .whole = true,
               .existing = schema::Sequence{.name = s}},
       .question = question,
       .answer_before = usual_sequence,
       .answer_after = "bigint -1 -1 -9223372036854775808 -1 1 f"},
  };
}

std::vector<Case> table_cases() {
  using operations::SetTableOptions;
  return {
      {.name = "storage parameters",
       .before = {"CREATE TABLE t (a int) WITH (fillfactor = 70, toast_tuple_target = 256)"},
       .operation =
           SetTableOptions{
               .table = t,
               .change = {.with = {{{"fillfactor", "80"}, {"parallel_workers", "2"}}}},
               .existing = {.with = {{{"fillfactor", "70"}, {"toast_tuple_target", "256"}}}}},
       .question = "SELECT array_agg(o ORDER BY o) FROM pg_class, unnest(reloptions) o WHERE oid = "
                   "'t'::regclass",
       .answer_before = "{fillfactor=70,toast_tuple_target=256}",
       .answer_after = "{fillfactor=80,parallel_workers=2}"},
      {.name = "a table without a log",
       .before = {"CREATE TABLE t (a int)"},
       .operation =
           SetTableOptions{
               .table = t, .change = {.unlogged = true}, .existing = {.unlogged = false}},
       .question = "SELECT relpersistence FROM pg_class WHERE oid = 't'::regclass",
       .answer_before = "p",
       .answer_after = "u"},
      {.name = "the default tablespace",
       .before = {"CREATE TABLE t (a int)"},
       .operation =
           SetTableOptions{
               .table = t, .change = {.tablespace = ""}, .existing = {.tablespace = ""}},
       .question = "SELECT reltablespace FROM pg_class WHERE oid = 't'::regclass",
       .answer_before = "0",
       .answer_after = "0"},
  };
}

std::vector<Case> constraint_cases() {
  using operations::AddConstraint;
  const std::vector<std::string> two_tables{
      "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b))", "CREATE TABLE t (a int, b int)"};
  return {
      {.name = "a foreign key that sets some of its columns to NULL",
       .before = two_tables,
       .operation =
           AddConstraint{
               .table = t,
               .constraint =
                   schema::ForeignKey{
                       .name = "k",
                       .columns = {"a", "b"},
                       .referred_table = {.name = "p"},
                       .on_delete = Action::set_null,
                       .on_delete_columns = {"b"},
                       .comment = "why"}},
       .question = constraint_question("k"),
       .answer_before = "none",
       .answer_after = "FOREIGN KEY (a, b) REFERENCES p(a, b) ON DELETE SET NULL (b) why"},
      {.name = "an exclusion constraint with other columns at hand",
       .before = {"CREATE TABLE t (a int4range, b int)"},
       .operation =
           AddConstraint{
               .table = t,
               .constraint =
                   schema::Exclude{
                       .name = "k",
                       .elements = {{.column = "a", .with = "&&"}},
                       .where = "b > 0",
                       .include = {"b"}}},
       .question = constraint_question("k"),
       .answer_before = "none",
       .answer_after = "EXCLUDE USING gist (a WITH &&) INCLUDE (b) WHERE ((b > 0))"},
      {.name = "a unique constraint with a comment",
       .before = two_tables,
       .operation =
           AddConstraint{
               .table = t,
               .constraint =
                   schema::Unique{
                       .name = "k",
                       .columns = {"a"},
                       .nulls_not_distinct = true,
                       .comment = "it's \\ one"}},
       .question = constraint_question("k"),
       .answer_before = "none",
       .answer_after = "UNIQUE NULLS NOT DISTINCT (a) it's \\ one"},
  };
}

std::vector<Case> object_cases() {
  using operations::CommentTarget;
  using operations::SetComment;
  const auto comment_case =
      [](std::string kind, std::vector<std::string> before, SetComment set, std::string question) {
        set.comment = "new";
        set.existing = "old";
        return Case{
            .name = "the comment of a " + kind,
            .before = std::move(before),
            .operation = std::move(set),
            .question = std::move(question),
            .answer_before = "old",
            .answer_after = "new"};
      };
  return {
      comment_case(
          "schema",
          {"CREATE SCHEMA x", "COMMENT ON SCHEMA x IS 'old'"},
          {.target = CommentTarget::schema, .name = {.name = "x"}},
          "SELECT obj_description('x'::regnamespace, 'pg_namespace')"),
      comment_case(
          "type",
          {"CREATE TYPE x AS ENUM ('a')", "COMMENT ON TYPE x IS 'old'"},
          {.target = CommentTarget::enumeration, .name = {.name = "x"}},
          "SELECT obj_description('x'::regtype, 'pg_type')"),
      comment_case(
          "sequence",
          {"CREATE SEQUENCE x", "COMMENT ON SEQUENCE x IS 'old'"},
          {.target = CommentTarget::sequence, .name = {.name = "x"}},
          "SELECT obj_description('x'::regclass, 'pg_class')"),
      comment_case(
          "index",
          {"CREATE TABLE t (a int)", "CREATE INDEX x ON t (a)", "COMMENT ON INDEX x IS 'old'"},
          {.target = CommentTarget::index, .name = {.name = "x"}},
          "SELECT obj_description('x'::regclass, 'pg_class')"),
      comment_case(
          "constraint",
          {"CREATE TABLE t (a int CONSTRAINT x CHECK (a > 0))",
           "COMMENT ON CONSTRAINT x ON t IS 'old'"},
          {.target = CommentTarget::constraint, .name = {.name = "x"}, .table = t},
          "SELECT obj_description((SELECT oid FROM pg_constraint WHERE conname = 'x'), "
          "'pg_constraint')"),
      {.name = "the name of a type",
       .before = {"CREATE TYPE x AS ENUM ('a')"},
       .operation = operations::RenameEnum{.name = {.name = "x"}, .new_name = "order"},
       .question = "SELECT typname FROM pg_type WHERE typtype = 'e'",
       .answer_before = "x",
       .answer_after = "order"},
      {.name = "the name of a sequence",
       .before = {"CREATE SEQUENCE x"},
       .operation = operations::RenameSequence{.name = {.name = "x"}, .new_name = "Y"},
       .question = "SELECT relname FROM pg_class WHERE relkind = 'S'",
       .answer_before = "x",
       .answer_after = "Y"},
      {.name = "a type with a comment",
       .operation =
           operations::CreateEnum{
               .type = {.name = {.name = "x"}, .values = {"a\\", "b'"}, .comment = "colours"}},
       .question = "SELECT coalesce(max(obj_description(oid, 'pg_type') || (SELECT "
                   "string_agg(enumlabel, ' ') FROM pg_enum)), 'none') FROM pg_type WHERE typtype "
                   "= 'e'",
       .answer_before = "none",
       .answer_after = "coloursa\\ b'"},
      {.name = "a sequence with a comment",
       .operation =
           operations::CreateSequence{
               .sequence = {.name = {.name = "x"}, .start = 3, .comment = "numbers"}},
       .question = "SELECT coalesce(max(obj_description(oid, 'pg_class')), 'none') FROM pg_class "
                   "WHERE relkind = 'S'",
       .answer_before = "none",
       .answer_after = "numbers"},
  };
}

void check(const Case& one) {
  CAPTURE(one.name);
  Altered database(one.before);
  CHECK(database.value(one.question) == one.answer_before);
  database.apply(one.operation);
  CHECK(database.value(one.question) == one.answer_after);
  const auto back = operations::reverse(one.operation);
  REQUIRE(back.has_value());
  for (const Operation& operation : *back)
    database.apply(operation);
  CHECK(database.value(one.question) == one.answer_before);
}

}  // namespace

TEST_CASE("a change of a column does what it says, and so does its reverse", "[postgresql]") {
  for (const Case& one : column_cases())
    check(one);
}

TEST_CASE("numbers of an identity that are not said are the server's again", "[postgresql]") {
  for (const Case& one : identity_cases())
    check(one);
}

TEST_CASE("a sequence can be said as a whole, and so can what it was", "[postgresql]") {
  for (const Case& one : sequence_cases())
    check(one);
}

TEST_CASE("options of a table change, and change back", "[postgresql]") {
  for (const Case& one : table_cases())
    check(one);
}

TEST_CASE("constraints have all that the server has for them", "[postgresql]") {
  for (const Case& one : constraint_cases())
    check(one);
}

TEST_CASE("types, sequences and comments are made, renamed and taken back", "[postgresql]") {
  for (const Case& one : object_cases())
    check(one);
}

TEST_CASE("what is not named of a sequence stays where it is not said as a whole", "[postgresql]") {
  Altered database({"CREATE SEQUENCE s START 5 CACHE 3"});
  database.apply(operations::AlterSequence{.change = {.name = {.name = "s"}, .increment = 2}});
  CHECK(database.value(sequence_question("s")) == "bigint 5 2 1 9223372036854775807 3 f");
}

TEST_CASE("a sequence is not moved back to where its numbers begin", "[postgresql]") {
  Altered database({"CREATE SEQUENCE s", "SELECT setval('s', 500)"});
  const schema::Name s{.name = "s"};
  database.apply(operations::AlterSequence{
      .change = {.name = s, .minimum = 100},
      .whole = true,
      .existing = schema::Sequence{.name = s}});
  CHECK(database.value("SELECT nextval('s')") == "501");
}

TEST_CASE("an identity begins where its numbers may begin", "[postgresql]") {
  Altered database({"CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY, b int)"});
  database.apply(AlterColumn{
      .table = t,
      .name = "a",
      .change = {.identity = schema::Identity{.always = true, .minimum = 10}},
      .existing = {.identity = schema::Identity{.always = true}}});
  CHECK(database.value("INSERT INTO t (b) VALUES (1) RETURNING a") == "10");
}

TEST_CASE(
    "a table is made with constraints that are not valid and with all comments", "[postgresql]") {
  const schema::Table table{
      .name = t,
      .columns = {{.name = "a", .type = big_integer, .comment = "column"}},
      .constraints = {schema::Check{
          .name = "c", .condition = "a > 0", .not_valid = true, .comment = "check"}},
      .indexes = {{.name = "i", .columns = {{.name = "a"}}, .comment = "index"}},
      .comment = "table"};
  Altered database;
  database.apply(operations::CreateTable{.table = table});
  CHECK(database.value(constraint_question("c")) == "CHECK ((a > 0)) NOT VALID check");
  CHECK(
      database.value("SELECT string_agg(description, ' ' ORDER BY description) FROM pg_description "
                     "WHERE objoid IN ('t'::regclass, 'i'::regclass)") == "column index table");
}

TEST_CASE("a column brings its constraints and indexes with their comments", "[postgresql]") {
  Altered database({"CREATE TABLE t (b int)"});
  database.apply(operations::AddColumn{
      .table = t,
      .column = {.name = "a", .type = integer},
      .constraints = {schema::Check{.name = "c", .condition = "a > 0", .comment = "check"}},
      .indexes = {{.name = "i", .columns = {{.name = "a"}}, .comment = "index"}}});
  CHECK(database.value(constraint_question("c")) == "CHECK ((a > 0)) check");
  CHECK(database.value("SELECT obj_description('i'::regclass, 'pg_class')") == "index");
}

TEST_CASE("a check that comes with a column that may be there stands behind it", "[postgresql]") {
  Altered database({"CREATE TABLE t (b int)"});
  const operations::AddColumn add{
      .table = t,
      .column = {.name = "a", .type = integer},
      .constraints =
          {schema::Check{.name = "c", .condition = "a > 0"},
           schema::Unique{.name = "u", .columns = {"a"}, .deferral = Deferral::deferrable}},
      .if_not_exists = true};
  database.apply(add);
  database.apply(add);
  CHECK(database.value(constraint_question("c")) == "CHECK ((a > 0))");
  CHECK(database.value(constraint_question("u")) == "UNIQUE (a) DEFERRABLE");
}

TEST_CASE("what a later server has is spelled as it wants it", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto text_of = [&](const Operation& operation) {
    return compile(database.dialect(), operation).front().sql;
  };
  const auto add = [&](schema::Constraint constraint) {
    return text_of(operations::AddConstraint{.table = t, .constraint = std::move(constraint)});
  };
  CHECK(
      add(schema::PrimaryKey{.columns = {"a", "b"}, .without_overlaps = true}) ==
      "ALTER TABLE t ADD PRIMARY KEY (a, b WITHOUT OVERLAPS)");
  CHECK(
      add(schema::Unique{.name = "u", .columns = {"a", "b"}, .without_overlaps = true}) ==
      "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b WITHOUT OVERLAPS)");
  CHECK(
      add(schema::ForeignKey{
          .columns = {"a", "b"},
          .referred_table = {.name = "p"},
          .referred_columns = {"c", "d"},
          .period = true}) ==
      "ALTER TABLE t ADD FOREIGN KEY (a, PERIOD b) REFERENCES p (c, PERIOD d)");
  CHECK(
      add(schema::Check{.condition = "a > 0", .not_valid = true, .not_enforced = true}) ==
      "ALTER TABLE t ADD CHECK (a > 0) NOT ENFORCED");
  CHECK(
      text_of(AlterColumn{
          .table = t, .name = "a", .change = {.computed = schema::Computed{.expression = "b"}}}) ==
      "ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (b)");
}

TEST_CASE("an expression goes and its values stay", "[postgresql]") {
  Altered database(
      {"CREATE TABLE t (b int, a int GENERATED ALWAYS AS (b * 2) STORED)",
       "INSERT INTO t VALUES (4)"});
  database.apply(AlterColumn{.table = t, .name = "a", .drop_computed = true});
  CHECK(database.value("SELECT a FROM t") == "8");
  CHECK(database.value(column_question) == "integer");
}

TEST_CASE("what SQLite alone has is refused", "[postgresql]") {
  schema::Column column{.name = "a", .type = text, .nullable = false};
  const Operation key = operations::AddConstraint{
      .table = t,
      .constraint =
          schema::Unique{.name = "u", .columns = {"a"}, .on_conflict = OnConflict::replace}};
  CHECK(failure_of(key).code() == ErrorCode::unsupported);
  CHECK_THAT(failure_of(key).message(), Contains("unique constraint u"));
  column.not_null_conflict = OnConflict::ignore;
  const Operation add = operations::AddColumn{.table = t, .column = column};
  CHECK(failure_of(add).code() == ErrorCode::unsupported);
}

TEST_CASE("a collation without the type is refused", "[postgresql]") {
  const Error error =
      failure_of(AlterColumn{.table = t, .name = "a", .change = {.collation = "C"}});
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK_THAT(error.hint(), Contains("existing_type"));
}

TEST_CASE("a comment for what has no name is refused", "[postgresql]") {
  const Error error = failure_of(operations::AddConstraint{
      .table = t, .constraint = schema::Check{.condition = "true", .comment = "why"}});
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK_THAT(error.message(), Contains("check constraint of t"));
}

}  // namespace migrate::dialect::postgresql
