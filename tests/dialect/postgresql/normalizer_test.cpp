#include "dialect/postgresql/normalizer.hpp"

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "db/url.hpp"
#include "dialect/postgresql/normalizing.hpp"
#include "support/interrupt.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using schema::Check;
using schema::MetaData;
using schema::Rename;
using schema::RenameKind;
using testing::value_of;

namespace {

constexpr auto integer = TypeKind::integer;
constexpr auto text = TypeKind::text;

/// The table t with a column `a` and this check.
MetaData with_check(std::string condition, TypeKind type = integer) {
  return only({column("a", type)}, {Check{.name = "k", .condition = std::move(condition)}});
}

std::string condition_of(const MetaData& metadata) {
  return std::get<Check>(metadata.tables.front().constraints.front()).condition;
}

std::vector<std::string> names_of(const schema::Table& table) {
  std::vector<std::string> names;
  for (const schema::Constraint& constraint : table.constraints)
    names.push_back(schema::name(constraint));
  for (const schema::Index& index : table.indexes)
    names.push_back(index.name);
  return names;
}

/// The session of another role, which may not make temporary tables.
std::unique_ptr<db::Connection> as_role(const LiveDatabase& database, const std::string& role) {
  const std::string url =
      fmt::format("{}&options=-crole%3D{}", database.database().url().text, role);
  return database.dialect().connect(db::parse_url(url, ""), {});
}

/// A database in which the server cannot answer: an expression names the type of a table that
/// somebody else has locked.
class Stalled final {
 public:
  Stalled() {
    database_.make(
        {"CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0))",
         "CREATE TABLE gate (a integer)"});
    before_ = database_.remains();
    live_ = database_.inspect();
    locker_->execute("BEGIN");
    locker_->execute("LOCK TABLE gate IN ACCESS EXCLUSIVE MODE");
  }

  /// Does something to the session while it waits, and tells how it ended.
  template <typename Action>
  Error normalize(db::Connection& connection, Action action) {
    const MetaData declared = with_check("a > 0 AND (NULL::gate).a IS NULL");
    const std::string pid = value_of(connection, "SELECT pg_backend_pid()");
    std::thread actor([&] {
      testing::await_value(
          database_.connection(),
          "SELECT coalesce(max(wait_event_type), '') FROM pg_stat_activity WHERE pid = " + pid,
          "Lock");
      action();
    });
    Error error = error_of([&] { database_.normalize(declared, live_, {}, &connection); });
    actor.join();
    return error;
  }

  bool has_nothing_left() {
    locker_->execute("ROLLBACK");
    return database_.remains() == before_;
  }

  LiveDatabase& database() { return database_; }

 private:
  LiveDatabase database_{};
  std::unique_ptr<db::Connection> locker_{database_.database().connect()};
  std::string before_{};
  MetaData live_{};
};

}  // namespace

TEST_CASE("no default is worked out, and no sequence moves", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE SEQUENCE s",
       "CREATE TABLE log (a integer)",
       "CREATE FUNCTION noisy() RETURNS integer LANGUAGE plpgsql STABLE AS 'BEGIN RAISE EXCEPTION "
       "''called''; END'",
       "CREATE TABLE t (a bigint DEFAULT nextval('s'), b integer DEFAULT noisy())"});
  const Sides sides = database.normalize([] {
    MetaData declared = only(
        {column("a", TypeKind::big_integer, expression("nextval( 's' )")),
         column("b", integer, expression("noisy() + 0"))});
    declared.tables.push_back({.name = {.name = "log"}, .columns = {column("a", integer)}});
    declared.sequences = {{.name = {.name = "s"}}};
    return declared;
  }());
  CHECK(sides.unconfirmed.empty());
  const bool is_same_default = sides.declared_table().columns.front().server_default ==
                               sides.live.find_table({.name = "t"})->columns.front().server_default;
  CHECK(is_same_default);
  CHECK(
      value_of(database.connection(), "SELECT last_value || ' ' || is_called FROM s") == "1 false");
}

TEST_CASE("a difference is told in the words of the server", "[postgresql]") {
  LiveDatabase database;
  database.make({"CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0))"});
  CHECK(condition_of(database.normalize(with_check("a>1")).declared) == "a > 1");
  CHECK(condition_of(database.normalize(with_check("nope>1")).declared) == "nope>1");
}

TEST_CASE("parts without names get those that the server would choose", "[postgresql]") {
  LiveDatabase database;
  database.make({});
  const MetaData declared = only(
      {column("a", integer), column("b", integer)},
      {schema::PrimaryKey{.columns = {"a"}},
       schema::Unique{.columns = {"a", "b"}},
       schema::Unique{.columns = {"b"}, .include = {"a"}},
       schema::ForeignKey{
           .columns = {"b"}, .referred_table = {.name = "t"}, .referred_columns = {"a"}},
       Check{.condition = "a > 0"},
       Check{.condition = "a < 9"},
       Check{.condition = "a > b"},
       Check{.condition = "1 < 2"},
       schema::Exclude{
           .elements =
               {{.expression = "int4range(a, b)", .with = "&&"},
                {.expression = "(a + 1)", .with = "="}},
           .method = "gist"}},
      {{.columns = {{.name = "a"}, {.expression = "abs(b)"}, {.expression = "(a + b)"}}},
       {.columns = {{.expression = "a + 1"}, {.expression = "b + 1"}}}});
  const Sides sides = database.normalize(declared);
  database.make(
      {"CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public",
       "CREATE TABLE t (a integer, b integer, PRIMARY KEY (a), UNIQUE (a, b), UNIQUE (b) INCLUDE "
       "(a), FOREIGN KEY (b) REFERENCES t (a), CHECK (a > 0), CHECK (a < 9), CHECK (a > b), CHECK "
       "(1 < 2), EXCLUDE USING gist (int4range(a, b) WITH &&, (a + 1) WITH =))",
       "CREATE INDEX ON t (a, abs(b), (a + b))",
       "CREATE INDEX ON t ((a + 1), (b + 1))"});
  auto chosen = names_of(sides.declared_table());
  auto real = names_of(*database.inspect().find_table({.name = "t"}));
  std::ranges::sort(chosen);
  std::ranges::sort(real);
  CHECK(chosen == real);
}

TEST_CASE("long names are cut as the server cuts them", "[postgresql]") {
  LiveDatabase database;
  const std::string table(40, 'x');
  const std::string accents = "ääääääääääääääääääää";
  database.make(
      {fmt::format(
           "CREATE TABLE {0} (a integer PRIMARY KEY, \"{1}\" integer UNIQUE, b integer CHECK "
           "(\"{1}\" > 0), UNIQUE (a, \"{1}\"))",
           table,
           accents),
       fmt::format("CREATE INDEX ON {} (\"{}\", a)", table, accents)});
  MetaData live = database.inspect();
  MetaData declared = live;
  for (schema::Constraint& constraint : declared.tables.front().constraints)
    std::visit([](auto& one) { one.name.clear(); }, constraint);
  declared.tables.front().indexes.front().name.clear();
  live.tables.clear();
  const Sides sides = database.normalize(declared, live, {});
  auto chosen = names_of(sides.declared_table());
  auto real = names_of(database.inspect().tables.front());
  std::ranges::sort(chosen);
  std::ranges::sort(real);
  CHECK(chosen == real);
}

TEST_CASE("what takes the place of a part without a name takes its name too", "[postgresql]") {
  LiveDatabase database;
  database.make({"CREATE TABLE t (a integer CHECK (a > 0))"});
  const Sides sides =
      database.normalize(only({column("a", integer)}, {Check{.condition = "a > 1"}}));
  CHECK(names_of(sides.declared_table()) == std::vector<std::string>{"t_a_check"});
  CHECK_FALSE(sides.are_equal());
}

TEST_CASE("a part under a new name has the texts of the old one", "[postgresql]") {
  LiveDatabase database;
  database.make({"CREATE TABLE t (a integer, CONSTRAINT old CHECK (a > 0))"});
  MetaData declared = with_check("0 < a");
  declared.tables.front().constraints.emplace_back(Check{.name = "new", .condition = "a>0"});
  const Sides sides = database.normalize(declared);
  CHECK(condition_of(sides.declared) == "0 < a");
  const auto& other = std::get<Check>(sides.declared_table().constraints.at(1));
  CHECK(other.name == "new");
  CHECK(other.condition == "a > 0");
}

TEST_CASE(
    "renamed columns, tables and values stand in the texts under their new names", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE TYPE feeling AS ENUM ('sad', 'ok')",
       "CREATE TABLE old (mail text, m feeling DEFAULT 'ok', \"Size\" integer, "
       "big integer GENERATED ALWAYS AS (\"Size\" * 2) STORED, "
       "CONSTRAINT k CHECK (mail <> 'mail' AND length(mail) > 3), "
       "CONSTRAINT l CHECK (m = 'ok'::feeling OR \"Size\" > 0), "
       "CONSTRAINT r CHECK (old IS NOT NULL))",
       "CREATE INDEX i ON old (lower(mail)) WHERE m <> 'ok'"});
  const std::vector<Rename> renames{
      {.kind = RenameKind::table, .from = "old", .to = "t"},
      {.kind = RenameKind::column, .parent = {.name = "t"}, .from = "mail", .to = "user"},
      {.kind = RenameKind::column, .parent = {.name = "t"}, .from = "Size", .to = "size"},
      {.kind = RenameKind::enumeration, .from = "feeling", .to = "mood"},
      {.kind = RenameKind::enum_value, .parent = {.name = "mood"}, .from = "ok", .to = "fine"}};
  MetaData live = database.inspect();
  // What apply_renames does.
  schema::Table& table = live.tables.front();
  table.name.name = "t";
  for (schema::Column& one : table.columns) {
    if (one.name == "mail") one.name = "user";
    if (one.name == "Size") one.name = "size";
    if (one.name == "m") one.type.name = "mood";
    if (one.name == "m") one.server_default = "fine";
  }
  live.enums.front() = {.name = {.name = "mood"}, .values = {"sad", "fine"}};
  schema::Column big = column("big", integer);
  big.computed = schema::Computed{.expression = "size*2"};
  MetaData declared = only(
      {column("user", text),
       column("m", {.kind = TypeKind::enumeration, .name = "mood"}, "fine"),
       column("size", integer),
       big},
      {Check{.name = "k", .condition = R"("user" <> 'mail' AND length("user") > 3)"},
       Check{.name = "l", .condition = "m = 'fine' OR size > 0"},
       Check{.name = "r", .condition = "t IS NOT NULL"}},
      {{.name = "i", .columns = {{.expression = "lower(\"user\")"}}, .where = "m <> 'fine'"}});
  declared.enums = live.enums;
  const std::string before = database.remains();
  const Sides sides = database.normalize(declared, live, renames);
  CHECK(sides.unconfirmed.empty());
  CHECK(database.text_of(sides.declared) == database.text_of(sides.live));
  CHECK(sides.are_equal());
  CHECK(database.remains() == before);
}

TEST_CASE("an expression may use values that an enumeration is to get", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE TYPE mood AS ENUM ('sad')",
       "CREATE TABLE t (m mood, CONSTRAINT k CHECK (m <> 'sad'))"});
  MetaData declared = only(
      {column("m", {.kind = TypeKind::enumeration, .name = "mood"})},
      {Check{.name = "k", .condition = "m NOT IN ('sad', 'great')"}});
  declared.enums = {{.name = {.name = "mood"}, .values = {"sad", "great"}}};
  const Sides sides = database.normalize(declared);
  CHECK(condition_of(sides.declared) == "m <> ALL (ARRAY['sad'::mood, 'great'::mood])");
}

TEST_CASE("names mean what they mean in the session", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE SCHEMA billing",
       R"(CREATE FUNCTION billing.is_fine(integer) RETURNS boolean LANGUAGE sql IMMUTABLE
          AS 'SELECT true')",
       "CREATE TABLE t (a integer, CONSTRAINT k CHECK (billing.is_fine(a)))",
       "SET search_path = public, billing",
       "SET TimeZone = 'America/New_York'",
       "SET DateStyle = 'German'"});
  MetaData declared = with_check("is_fine(a)");
  declared.schemas = {{.name = "billing"}};
  const Sides sides = database.normalize(declared);
  CHECK(sides.are_equal());
  CHECK(value_of(database.connection(), "SHOW search_path") == "public, billing");
  CHECK(value_of(database.connection(), "SHOW TimeZone") == "America/New_York");
}

TEST_CASE("tables of one name in two schemas do not meet", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE SCHEMA billing",
       "CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0))",
       "CREATE TABLE billing.t (a text, CONSTRAINT k CHECK (a > 'x'))"});
  MetaData declared = with_check("a>0");
  declared.schemas = {{.name = "billing"}};
  declared.tables.push_back(
      {.name = {.schema = "billing", .name = "t"},
       .columns = {column("a", text)},
       .constraints = {Check{.name = "k", .condition = "a>'x'"}}});
  const Sides sides = database.normalize(declared);
  CHECK(sides.are_equal());
}

TEST_CASE("many tables are asked about in portions", "[postgresql]") {
  LiveDatabase database;
  database.make({});
  MetaData declared;
  constexpr int count = 250;
  for (int i = 0; i < count; ++i) {
    database.connection().send(
        {.sql = fmt::format("CREATE TABLE t{} (a integer, CONSTRAINT k CHECK (a > {}))", i, i)});
    declared.tables.push_back(
        {.name = {.name = fmt::format("t{}", i)},
         .columns = {column("a", integer)},
         .constraints = {Check{.name = "k", .condition = fmt::format("a>{}", i)}}});
  }
  database.connection().finish();
  const Sides sides = database.normalize(declared);
  CHECK(sides.are_equal());
}

TEST_CASE(
    "one expression that cannot be read does not keep others from being read", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE TABLE t (a integer, b date DEFAULT '2020-01-01', c integer GENERATED ALWAYS AS (a + "
       "1) STORED, CONSTRAINT k CHECK (a > 0), CONSTRAINT l CHECK (a < 9))",
       "CREATE INDEX i ON t (abs(a))"});
  schema::Column computed = column("c", integer);
  computed.computed = schema::Computed{.expression = "a+1"};
  const Sides sides = database.normalize(only(
      {column("a", integer), column("b", TypeKind::date, "January 1, 2020"), computed},
      {Check{.name = "k", .condition = "a>"}, Check{.name = "l", .condition = "a<9"}},
      {{.name = "i", .columns = {{.expression = "ABS(a)"}}}}));
  CHECK(condition_of(sides.declared) == "a>");
  CHECK(sides.unconfirmed.empty());
  MetaData mended = sides.declared;
  std::get<Check>(mended.tables.front().constraints.front()).condition = "a > 0";
  const bool is_all_else_the_same = in_order(mended) == in_order(sides.live);
  CHECK(is_all_else_the_same);
}

TEST_CASE(
    "a column of a type that is not there yet does not keep the others from being read",
    "[postgresql]") {
  LiveDatabase database;
  database.make({"CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0))"});
  MetaData declared = with_check("a>0");
  const schema::Type mood{.kind = TypeKind::enumeration, .name = "mood", .schema = "billing"};
  declared.enums = {{.name = {.schema = "billing", .name = "mood"}, .values = {"ok"}}};
  declared.tables.front().columns.push_back(column("m", mood));
  declared.tables.front().constraints.emplace_back(Check{.name = "l", .condition = "m = 'ok'"});
  const Sides sides = database.normalize(declared);
  CHECK(condition_of(sides.declared) == "a > 0");
  CHECK(sides.unconfirmed.empty());
}

TEST_CASE(
    "what the server cannot read on either side is compared as it is written", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE TABLE t (a integer)",
       "CREATE FUNCTION is_fine(t) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
       "ALTER TABLE t ADD CONSTRAINT k CHECK (is_fine(t.*))"});
  const Sides same = database.normalize(with_check("IS_FINE( t.* )"));
  CHECK(same.are_equal());
  REQUIRE(same.unconfirmed.size() == 1);
  CHECK_THAT(same.unconfirmed.front(), Contains("check constraint k of t: function is_fine(t)"));
  CHECK_FALSE(database.normalize(with_check("NOT is_fine(t.*)")).are_equal());
}

TEST_CASE("a role without TEMP compares the texts, and says so", "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0))",
       "DO $$ BEGIN CREATE ROLE plain; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
       "GRANT USAGE ON SCHEMA public TO plain",
       fmt::format("REVOKE TEMP ON DATABASE {} FROM PUBLIC", database.database().name())});
  const auto connection = as_role(database, "plain");
  const auto normalized = [&](std::string condition) {
    return database.normalize(
        with_check(std::move(condition)), database.inspect(), {}, connection.get());
  };
  const Sides same = normalized("((A>0))");
  CHECK(same.are_equal());
  REQUIRE(same.unconfirmed.size() == 1);
  CHECK_THAT(
      same.unconfirmed.front(),
      Contains("check constraint k of t: permission denied to create temporary tables"));
  CHECK_FALSE(normalized("a > 1").are_equal());
  CHECK(normalized("a > 0").unconfirmed.empty());
  const auto types = database.normalize(
      only({column("a", verbatim("no_such_type"))}), database.inspect(), {}, connection.get());
  REQUIRE(types.unconfirmed.size() == 1);
  CHECK_THAT(types.unconfirmed.front(), Contains("type no_such_type: permission denied"));
  CHECK_FALSE(connection->in_transaction());
}

TEST_CASE("a read-only session compares the texts", "[postgresql]") {
  LiveDatabase database;
  database.make({"CREATE TABLE t (a text, CONSTRAINT k CHECK (a <> ''))"});
  database.connection().execute("SET default_transaction_read_only = on");
  const Sides sides = database.normalize(with_check("a <> ''", text));
  CHECK(sides.are_equal());
  REQUIRE(sides.unconfirmed.size() == 1);
  CHECK_THAT(sides.unconfirmed.front(), Contains("read-only transaction"));
}

TEST_CASE(
    "an event trigger that refuses makes the texts be compared, and sees nothing remain",
    "[postgresql]") {
  LiveDatabase database;
  database.make(
      {"CREATE TABLE t (a integer, CONSTRAINT k CHECK (a > 0))",
       "CREATE TABLE seen (tag text)",
       R"(CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql
          AS 'BEGIN INSERT INTO public.seen VALUES (tg_tag); END')",
       R"(CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''no tables today''; END')",
       "CREATE EVENT TRIGGER noting ON ddl_command_end EXECUTE FUNCTION note()"});
  MetaData declared = with_check("a>0");
  declared.tables.push_back({.name = {.name = "seen"}, .columns = {column("tag", text)}});
  CHECK(database.normalize(declared).unconfirmed.empty());
  CHECK(value_of(database.connection(), "SELECT count(*) FROM seen") == "0");
  database.connection().execute(
      "CREATE EVENT TRIGGER refusing ON ddl_command_start EXECUTE FUNCTION refuse()");
  const Sides refused = database.normalize(declared);
  REQUIRE(refused.unconfirmed.size() == 1);
  CHECK_THAT(refused.unconfirmed.front(), Contains("no tables today"));
  CHECK(refused.are_equal());
  database.connection().execute("DROP EVENT TRIGGER refusing");
  database.connection().execute("DROP EVENT TRIGGER noting");
}

TEST_CASE("serial is refused with a hint", "[postgresql]") {
  LiveDatabase database;
  database.make({});
  const Error error =
      error_of([&] { database.normalize(only({column("id", verbatim("BIGSERIAL"))})); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK_THAT(error.message(), Contains("column t.id has the type BIGSERIAL"));
  CHECK_THAT(error.hint(), Contains("identity"));
}

TEST_CASE(
    "Ctrl-C while the server is asked leaves nothing, not even a transaction", "[postgresql]") {
  Stalled stalled;
  const support::Interrupt interrupt;
  const auto connection = stalled.database().database().connect({.interrupt = &interrupt});
  const Error error = stalled.normalize(*connection, [&] { ::kill(::getpid(), SIGINT); });
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK_FALSE(connection->in_transaction());
  CHECK(stalled.has_nothing_left());
}

TEST_CASE("a session that is killed meanwhile leaves nothing", "[postgresql]") {
  Stalled stalled;
  const auto connection = stalled.database().database().connect();
  const std::string pid = value_of(*connection, "SELECT pg_backend_pid()");
  const Error error = stalled.normalize(*connection, [&] {
    stalled.database().connection().execute(fmt::format("SELECT pg_terminate_backend({})", pid));
  });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK(stalled.has_nothing_left());
}

}  // namespace migrate::dialect::postgresql
