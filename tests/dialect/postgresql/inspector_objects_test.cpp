#include <algorithm>
#include <string>
#include <vector>

#include "dialect/postgresql/inspecting.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
using schema::Column;
using schema::EnumType;
using schema::MetaData;
using schema::Schema;
using schema::Sequence;
using schema::Setting;
using schema::Table;
using schema::Type;
using testing::InspectedDatabase;

namespace {

/// "schema.name" of each.
template <typename Object>
std::vector<std::string> names(const std::vector<Object>& objects) {
  std::vector<std::string> result;
  std::ranges::transform(objects, std::back_inserter(result), [](const Object& object) {
    return describe(object.name);
  });
  return result;
}

using Names = std::vector<std::string>;

Names unmanaged(const MetaData& metadata) {
  Names result;
  for (const schema::Unmanaged& one : metadata.unmanaged)
    result.push_back(one.description());
  return result;
}

Names objects(const MetaData& metadata) {
  Names result;
  for (const schema::Object& one : metadata.objects)
    result.push_back(one.key());
  return result;
}

const Type integer_type{.kind = TypeKind::integer};

}  // namespace

TEST_CASE("an empty database has its default schema, and nothing else", "[postgresql]") {
  InspectedDatabase database({});
  CHECK(
      database.inspect() ==
      MetaData{.default_schema = "public", .has_objects = true, .has_privileges = true});
}

TEST_CASE("what nothing reads is named", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA unseen",
       "CREATE TYPE shell",
       "CREATE TYPE unseen.shell",
       "CREATE TYPE base",
       ("CREATE FUNCTION base_in(cstring) RETURNS base LANGUAGE internal IMMUTABLE STRICT AS "
        "'int4in'"),
       ("CREATE FUNCTION base_out(base) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS "
        "'int4out'"),
       "CREATE TYPE base (INPUT = base_in, OUTPUT = base_out, LIKE = int4)",
       "CREATE FUNCTION f(int, int) RETURNS bool LANGUAGE sql AS 'SELECT true'",
       "CREATE OPERATOR <~ (FUNCTION = f, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ~>)",
       "CREATE TYPE row AS (a int)",
       "CREATE TABLE typed OF row"});
  CHECK(
      unmanaged(database.inspect()) == Names{
                                           "operator ~>(integer,integer) (shell operator)",
                                           "table typed (of a type)",
                                           "type base (base type)",
                                           "type shell (shell type)"});
  CHECK(database.inspect({.tables = {"t"}}).unmanaged.empty());
}

TEST_CASE("passwords of subscriptions do not leave the server", "[postgresql]") {
  InspectedDatabase database({});
  const std::string connection = GENERATE(
      "password=secret",
      "host=a sslpassword = secret",
      "postgresql://u:secret@h/d",
      "postgres://h/d?pass%77ord=secret");
  database.connection().execute(
      "CREATE SUBSCRIPTION s CONNECTION '" + connection +
      "' PUBLICATION p WITH (connect = false, slot_name = NONE)");
  const MetaData metadata = database.inspect();
  database.connection().execute("DROP SUBSCRIPTION s");
  CHECK(unmanaged(metadata) == Names{"subscription s (its connection holds a password)"});
  CHECK(objects(metadata).empty());
}

TEST_CASE("a subscription without a password is read whole", "[postgresql]") {
  InspectedDatabase database({});
  const std::string connection = GENERATE("", "host=a passfile=/x", "postgresql://u@h:1/d");
  database.connection().execute(
      "CREATE SUBSCRIPTION s CONNECTION '" + connection +
      "' PUBLICATION q, p WITH (connect = false, slot_name = NONE, binary)");
  const MetaData metadata = database.inspect();
  database.connection().execute("DROP SUBSCRIPTION s");
  CHECK(unmanaged(metadata).empty());
  const auto found = std::ranges::find(metadata.objects, "subscription s", &schema::Object::key);
  REQUIRE(found != metadata.objects.end());
  CHECK(
      found->create == "CREATE SUBSCRIPTION s CONNECTION '" + connection +
                           "' PUBLICATION q, p WITH (connect = false, slot_name = NONE, binary = "
                           "true)");
}

TEST_CASE("a role that may not see how a subscription connects hears so", "[postgresql]") {
  InspectedDatabase database(
      {"DO $$ BEGIN CREATE ROLE plain; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
       "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false, slot_name = "
       "NONE)"});
  database.connection().execute("SET ROLE plain");
  const MetaData metadata = database.inspect();
  database.connection().execute("RESET ROLE");
  database.connection().execute("DROP SUBSCRIPTION s");
  CHECK(unmanaged(metadata) == Names{"subscription s (its connection is hidden)"});
}

TEST_CASE("schemas are read with their comments, without the default one", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA b",
       "CREATE SCHEMA \"A\"",
       "CREATE SCHEMA unseen",
       "COMMENT ON SCHEMA b IS 'it''s b'",
       "COMMENT ON SCHEMA public IS 'not listed'"});
  const MetaData metadata = database.inspect({.schemas = {"b", "", "A", "none"}});
  CHECK(metadata.default_schema == "public");
  CHECK(metadata.schemas == std::vector<Schema>{{.name = "A"}, {.name = "b", .comment = "it's b"}});
}

TEST_CASE("the default schema is the first of the search_path that exists", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA b", "CREATE TABLE b.t (a int)", "CREATE TABLE u (a int)"});
  db::Connection& connection = database.connection();
  const auto inspect = [&] { return database.inspect({.schemas = {"", "public"}}); };
  connection.execute("SET search_path = nowhere, b, public");
  CHECK(inspect().default_schema == "b");
  CHECK(names(inspect().tables) == Names{"t", "public.u"});
  // The comment that every database has is nobody's.
  CHECK(inspect().schemas == std::vector<Schema>{{.name = "public"}});
  connection.execute("SET search_path = pg_temp, pg_catalog, b");
  CHECK(inspect().default_schema == "b");
  connection.execute("SET search_path = nowhere");
  CHECK(inspect().default_schema == "public");
  CHECK(testing::value_of(connection, "SHOW search_path") == "nowhere");
}

TEST_CASE("enumerations are read with their values in order", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA b",
       "CREATE SCHEMA unseen",
       "CREATE TYPE mood AS ENUM ('sad', 'it''s', 'a,b', '{\"\\}', 'NULL', '')",
       "CREATE TYPE b.mood AS ENUM ()",
       "CREATE TYPE unseen.mood AS ENUM ('x')",
       "CREATE DOMAIN d AS mood",
       "CREATE TYPE composite AS (a int)",
       "COMMENT ON TYPE mood IS 'how'"});
  database.connection().execute("ALTER TYPE mood ADD VALUE 'first' BEFORE 'sad'");
  const std::vector<EnumType> expected{
      {.name = {.name = "mood"},
       .values = {"first", "sad", "it's", "a,b", "{\"\\}", "NULL", ""},
       .comment = "how"},
      {.name = {.schema = "b", .name = "mood"}},
  };
  CHECK(database.inspect({.schemas = {"", "b"}}).enums == expected);
}

TEST_CASE("sequences have what is not usual for their type", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SEQUENCE usual",
       "CREATE SEQUENCE said AS bigint START 1 INCREMENT 1 MINVALUE 1 CACHE 1 NO CYCLE",
       ("CREATE SEQUENCE small AS smallint INCREMENT -2 MINVALUE -9 MAXVALUE 9 START 3 CACHE 5 "
        "CYCLE"),
       "CREATE UNLOGGED SEQUENCE unlogged AS int",
       "COMMENT ON SEQUENCE usual IS 'as usual'"});
  const std::vector<Sequence> expected{
      {.name = {.name = "said"}},
      {.name = {.name = "small"},
       .type = Type{.kind = TypeKind::small_integer},
       .start = 3,
       .increment = -2,
       .minimum = -9,
       .maximum = 9,
       .cache = 5,
       .cycle = true},
      {.name = {.name = "unlogged"}, .type = integer_type},
      {.name = {.name = "usual"}, .comment = "as usual"},
  };
  CHECK(database.inspect().sequences == expected);
}

TEST_CASE("a serial is a sequence that its column owns", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA b",
       "CREATE TABLE t (id serial)",
       "CREATE TABLE b.t (gone int, id bigserial)",
       "ALTER TABLE b.t DROP COLUMN gone"});
  const MetaData metadata = database.inspect({.schemas = {"", "b"}});
  const std::vector<Sequence> expected{
      {.name = {.name = "t_id_seq"},
       .type = integer_type,
       .owned_by_table = "t",
       .owned_by_column = "id"},
      {.name = {.schema = "b", .name = "t_id_seq"}, .owned_by_table = "t", .owned_by_column = "id"},
  };
  CHECK(metadata.sequences == expected);
  const schema::Value value = schema::Expression{"nextval('t_id_seq'::regclass)"};
  const bool is_expected = metadata.tables.at(0).columns.at(0).server_default == value;
  CHECK(is_expected);
  const schema::Value other = schema::Expression{"nextval('b.t_id_seq'::regclass)"};
  const bool is_other = metadata.tables.at(1).columns.at(0).server_default == other;
  CHECK(is_other);
}

TEST_CASE("tables are read with their options", "[postgresql]") {
  InspectedDatabase database(
      {("CREATE UNLOGGED TABLE t (a text) WITH (fillfactor = 70, autovacuum_enabled = off, "
        "toast.autovacuum_enabled = false, toast.vacuum_index_cleanup = on)"),
       "COMMENT ON TABLE t IS 'a table'",
       "CREATE TABLE empty ()"});
  const Table expected{
      .name = {.name = "t"},
      .columns = {{.name = "a", .type = {.kind = TypeKind::text}}},
      .comment = "a table",
      .unlogged = true,
      .with = {
          {.name = "autovacuum_enabled", .value = "off"},
          {.name = "fillfactor", .value = "70"},
          {.name = "toast.autovacuum_enabled", .value = "false"},
          {.name = "toast.vacuum_index_cleanup", .value = "on"}}};
  CHECK(database.table() == expected);
  CHECK(database.table("empty") == Table{.name = {.name = "empty"}});
}

TEST_CASE("an access method is read where it is not the usual one", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE ACCESS METHOD other TYPE TABLE HANDLER heap_tableam_handler",
       "CREATE TABLE t (a int) USING other WITH (fillfactor = 60)"});
  CHECK(database.table().access_method == "other");
  CHECK(database.table().with == std::vector<Setting>{{.name = "fillfactor", .value = "60"}});
  // Of one who makes every table so, nobody need say it.
  database.connection().execute("SET default_table_access_method = other");
  CHECK(database.table().access_method.empty());
}

TEST_CASE("a tablespace is read where it is not the database's", "[postgresql]") {
  InspectedDatabase database({"SET allow_in_place_tablespaces = on"});
  db::Connection& connection = database.connection();
  const std::string name = database.database().name() + "_space";
  connection.execute("CREATE TABLESPACE " + name + " LOCATION ''");
  connection.execute("CREATE TABLE t (a int PRIMARY KEY) TABLESPACE " + name);
  connection.execute("CREATE INDEX i ON t (a) TABLESPACE " + name);
  const Table table = database.table();
  CHECK(table.tablespace == name);
  CHECK(table.indexes.at(0).tablespace == name);
  connection.execute("DROP TABLE t");
  connection.execute("DROP TABLESPACE " + name);
}

TEST_CASE("a partitioned table says how, and its partitions say of what", "[postgresql]") {
  InspectedDatabase database(
      {("CREATE TABLE t (a int, b text, CONSTRAINT p PRIMARY KEY (a), CONSTRAINT c CHECK (a > 0)) "
        "PARTITION BY RANGE (a)"),
       "CREATE TABLE u (a int, b text) PARTITION BY LIST (lower(b) COLLATE \"C\")",
       "CREATE INDEX i ON t (b)",
       "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (9) PARTITION BY HASH (a)",
       "CREATE TABLE t11 PARTITION OF t1 FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
       "CREATE TABLE r (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES t)",
       "ALTER TABLE t ADD CONSTRAINT g FOREIGN KEY (a) REFERENCES t"});
  const MetaData metadata = database.inspect();
  CHECK(names(metadata.tables) == Names{"r", "t", "t1", "t11", "u"});
  const schema::ForeignKey key{
      .name = "f", .columns = {"a"}, .referred_table = {.name = "t"}, .referred_columns = {"a"}};
  CHECK(metadata.tables[0].constraints == std::vector<schema::Constraint>{key});
  schema::ForeignKey own = key;
  own.name = "g";
  const Table expected{
      .name = {.name = "t"},
      .columns =
          {{.name = "a", .type = integer_type, .nullable = false},
           {.name = "b", .type = {.kind = TypeKind::text}}},
      .constraints =
          {schema::PrimaryKey{.name = "p", .columns = {"a"}},
           own,
           schema::Check{.name = "c", .condition = "a > 0"}},
      .indexes = {{.name = "i", .columns = {{.name = "b"}}}},
      .partition_by = "RANGE (a)"};
  CHECK(metadata.tables[1] == expected);
  const Table partition{
      .name = {.name = "t1"},
      .partition_by = "HASH (a)",
      .partition_of = "t",
      .partition_bound = "FOR VALUES FROM (1) TO (9)"};
  CHECK(metadata.tables[2] == partition);
  CHECK(metadata.tables[3].partition_of == "t1");
  CHECK(metadata.tables[3].partition_bound == "FOR VALUES WITH (modulus 1, remainder 0)");
  CHECK(metadata.tables[4].partition_by == "LIST (lower(b) COLLATE \"C\")");
}

TEST_CASE("an inheritance child has only what is its own", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE TABLE base (z int)",
       "CREATE TABLE parent (a int NOT NULL, b int, CONSTRAINT c CHECK (a > 0))",
       "CREATE TABLE t (own int, b int, CONSTRAINT d CHECK (b > 0)) INHERITS (parent, base)",
       "ALTER TABLE t ADD CONSTRAINT p PRIMARY KEY (a)",
       "CREATE INDEX i ON t (z)"});
  const Table expected{
      .name = {.name = "t"},
      .columns = {{.name = "b", .type = integer_type}, {.name = "own", .type = integer_type}},
      .constraints =
          {schema::PrimaryKey{.name = "p", .columns = {"a"}},
           schema::Check{.name = "d", .condition = "b > 0"}},
      .indexes = {{.name = "i", .columns = {{.name = "z"}}}},
      .inherits = {"parent", "base"}};
  CHECK(database.table() == expected);
}

TEST_CASE(
    "a child of a table that is not looked at has nothing that comes from there", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SCHEMA b",
       "CREATE TABLE b.parent (a int, CONSTRAINT c CHECK (a > 0))",
       "CREATE TABLE t (a int, own int, CONSTRAINT c CHECK (a > 0)) INHERITS (b.parent)"});
  const Table expected{
      .name = {.name = "t"},
      .columns = {{.name = "own", .type = integer_type}},
      .inherits = {"b.parent"}};
  CHECK(database.table() == expected);
}

TEST_CASE("what is said of checks that come from parents is read once", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0)) PARTITION BY LIST (a)",
       "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)",
       "COMMENT ON CONSTRAINT c ON t1 IS 'of a partition'",
       "CREATE TABLE u (a int, CONSTRAINT c CHECK (a > 0))",
       "CREATE TABLE v (a int, CONSTRAINT c CHECK (a > 0))",
       "CREATE TABLE child () INHERITS (u, v)",
       "COMMENT ON CONSTRAINT c ON child IS 'of a child'"});
  CHECK(
      objects(database.inspect()) == Names{
                                         "attachment of table t1",
                                         "comment of constraint c on child",
                                         "comment of constraint c on t1"});
}

TEST_CASE("only tables, and only those that stay, are read", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE TABLE t (a int)",
       "CREATE TEMPORARY TABLE t (b text)",
       "CREATE TEMPORARY TABLE u (b serial)",
       "CREATE VIEW v AS SELECT 1 AS a",
       "CREATE MATERIALIZED VIEW m AS SELECT 1 AS a",
       "CREATE FOREIGN DATA WRAPPER w",
       "CREATE SERVER s FOREIGN DATA WRAPPER w",
       "CREATE FOREIGN TABLE f (a int) SERVER s",
       "CREATE INDEX i ON m (a)"});
  const MetaData metadata = database.inspect();
  CHECK(names(metadata.tables) == Names{"t"});
  CHECK(metadata.tables[0].columns == std::vector<Column>{{.name = "a", .type = integer_type}});
  CHECK(metadata.sequences.empty());
}

TEST_CASE("a temporary table does not stand in front of what is named like it", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE SEQUENCE numbers",
       "CREATE TABLE t (a bigint DEFAULT nextval('numbers'), CHECK (a > 0))",
       "CREATE TEMPORARY TABLE numbers (a int)",
       "CREATE TEMPORARY TABLE pg_class (a int)"});
  const schema::Value value = schema::Expression{"nextval('numbers'::regclass)"};
  const bool is_expected = database.table().columns.at(0).server_default == value;
  CHECK(is_expected);
}

TEST_CASE("what belongs to an extension is left out", "[postgresql]") {
  InspectedDatabase database({"CREATE SCHEMA b", "CREATE TABLE t (a int)"});
  db::Connection& connection = database.connection();
  connection.execute("CREATE TYPE kind AS ENUM ('x')");
  connection.execute("CREATE TABLE member (a serial PRIMARY KEY, k kind)");
  connection.execute("CREATE SEQUENCE counter");
  connection.execute("CREATE EXTENSION citext");
  for (const char* const member :
       {"TABLE member", "TYPE kind", "SEQUENCE counter", "SCHEMA b", "SEQUENCE member_a_seq"})
    connection.execute(std::string("ALTER EXTENSION citext ADD ") + member);
  connection.execute("ALTER TABLE t ADD COLUMN k kind");
  const MetaData metadata = database.inspect({.schemas = {"", "b"}});
  CHECK(names(metadata.tables) == Names{"t"});
  CHECK(metadata.enums.empty());
  CHECK(metadata.sequences.empty());
  CHECK(metadata.schemas.empty());
  CHECK(
      metadata.tables[0].columns.at(1).type == Type{.kind = TypeKind::enumeration, .name = "kind"});
}

TEST_CASE("names of any kind are read as they are", "[postgresql]") {
  const std::string nasty = "a\"b'c\\d, {e} (f) % \n\t\u00fc\U0001F600 USING --";
  const std::string quoted = "\"a\"\"b'c\\d, {e} (f) % \n\t\u00fc\U0001F600 USING --\"";
  InspectedDatabase database({});
  db::Connection& connection = database.connection();
  connection.execute("CREATE SCHEMA " + quoted);
  connection.execute("SET search_path = " + quoted);
  connection.execute("CREATE TYPE " + quoted + " AS ENUM ('x')");
  connection.execute(
      "CREATE TABLE t (" + quoted + " int CONSTRAINT " + quoted + " PRIMARY KEY, e " + quoted +
      "." + quoted + " DEFAULT 'x')");
  connection.execute("ALTER TABLE t RENAME TO other");
  connection.execute("CREATE INDEX i ON other ((" + quoted + " + 1), " + quoted + ")");
  connection.execute("CREATE COLLATION " + quoted + " (provider = icu, locale = 'de')");
  connection.execute("ALTER TABLE other ADD COLUMN c text COLLATE " + quoted);
  const MetaData metadata = database.inspect();
  CHECK(metadata.default_schema == nasty);
  CHECK(metadata.enums == std::vector<EnumType>{{.name = {.name = nasty}, .values = {"x"}}});
  const Table expected{
      .name = {.name = "other"},
      .columns =
          {{.name = nasty, .type = integer_type, .nullable = false},
           {.name = "e",
            .type = {.kind = TypeKind::enumeration, .name = nasty},
            .server_default = std::string("x")},
           {.name = "c", .type = {.kind = TypeKind::text}, .collation = nasty}},
      .constraints = {schema::PrimaryKey{.name = nasty, .columns = {nasty}}},
      .indexes = {{.name = "i", .columns = {{.expression = quoted + " + 1"}, {.name = nasty}}}}};
  CHECK(metadata.tables.at(0) == expected);
  // Seen from another schema.
  connection.execute("SET search_path = public");
  const MetaData outside = database.inspect({.schemas = {nasty}});
  CHECK(outside.schemas == std::vector<Schema>{{.name = nasty}});
  CHECK(
      outside.tables.at(0).columns.at(1) ==
      Column{
          .name = "e",
          .type = {.kind = TypeKind::enumeration, .name = nasty, .schema = nasty},
          .server_default = std::string("x")});
}

TEST_CASE("comments of any kind are read as they are", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE TABLE t (a int)", "COMMENT ON TABLE t IS E'a\\nb\\\\c ''d'' \u00fc'"});
  CHECK(database.table().comment == "a\nb\\c 'd' \u00fc");
}

}  // namespace migrate::dialect::postgresql
