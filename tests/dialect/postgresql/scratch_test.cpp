#include "dialect/postgresql/scratch.hpp"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "db/url.hpp"
#include "dialect/dialect.hpp"
#include "support/interrupt.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using testing::FreshDatabase;
using testing::value_of;

namespace {

db::Url url(const std::string& text) {
  return db::parse_url(text, "");
}

/// The live database, and what is made for it.
class Live final {
 public:
  explicit Live(const std::vector<std::string>& statements = {}) {
    for (const std::string& statement : statements)
      connection_->execute(statement);
  }

  std::unique_ptr<Scratch> open(const db::ConnectOptions& options = {}) {
    return open_scratch(*connection_, {.live = database_.url(), .options = options});
  }

  std::unique_ptr<Scratch> open_given(const db::Url& given) {
    return open_scratch(*connection_, {.live = database_.url(), .given = given});
  }

  /// Scratch databases of this one.
  std::string left() {
    return value_of(
        *connection_,
        fmt::format(
            "SELECT count(*) FROM pg_database WHERE starts_with(datname, '{}_migrate_')",
            database_.name()));
  }

  db::Connection& connection() { return *connection_; }
  const FreshDatabase& database() const { return database_; }

 private:
  FreshDatabase database_{"postgresql"};
  std::unique_ptr<db::Connection> connection_{database_.connect()};
};

constexpr const char* same_creation =
    "SELECT concat_ws(' ', encoding, datcollate, datctype, datlocprovider) FROM pg_database WHERE "
    "datname = current_database()";

}  // namespace

TEST_CASE(
    "a scratch database is empty, like the live one, and goes with its object", "[postgresql]") {
  Live live({"CREATE TABLE t (a int)"});
  {
    const auto scratch = live.open();
    db::Connection& connection = scratch->connection();
    CHECK(live.left() == "1");
    CHECK_THAT(
        std::string(scratch->place()),
        StartsWith("the scratch database " + live.database().name() + "_migrate_"));
    CHECK(value_of(connection, "SELECT to_regclass('t')") == "NULL");
    CHECK(value_of(connection, same_creation) == value_of(live.connection(), same_creation));
    connection.execute("CREATE TABLE t (a int)");
  }
  CHECK(live.left() == "0");
}

TEST_CASE(
    "unqualified names mean in a scratch database what they mean in the live one", "[postgresql]") {
  Live live({"CREATE SCHEMA app", "CREATE SCHEMA other", "SET search_path = missing, app, other"});
  live.connection().execute("SET DateStyle = 'German'");
  const auto scratch = live.open();
  db::Connection& connection = scratch->connection();
  for (int i = 0; i < 2; ++i) {
    CHECK(value_of(connection, "SELECT current_schema()") == "app");
    CHECK(value_of(connection, "SHOW search_path") == "missing, app, other");
    CHECK(value_of(connection, "SHOW DateStyle") == "German, DMY");
    CHECK(value_of(connection, "SHOW TimeZone") == "UTC");
    CHECK(value_of(connection, "SHOW synchronous_commit") == "off");
    for (const std::string& statement : live.database().dialect().reset_statements())
      connection.execute(statement);
  }
}

TEST_CASE(
    "a scratch database goes even when its session is in the midst of something", "[postgresql]") {
  Live live;
  {
    const auto scratch = live.open();
    scratch->connection().execute("BEGIN");
    scratch->connection().execute("CREATE TABLE t (a int)");
  }
  CHECK(live.left() == "0");
}

TEST_CASE("Ctrl-C does not keep a scratch database alive", "[postgresql]") {
  Live live;
  const support::Interrupt interrupt;
  const Error error = error_of([&] {
    const auto scratch = live.open({.interrupt = &interrupt});
    ::kill(::getpid(), SIGINT);
    scratch->connection().execute("SELECT pg_sleep(60)");
  });
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK(live.left() == "0");
}

TEST_CASE("Ctrl-C before a scratch database is open leaves none", "[postgresql]") {
  Live live;
  const support::Interrupt interrupt;
  ::kill(::getpid(), SIGINT);
  const Error error = error_of([&] { live.open({.interrupt = &interrupt}); });
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK(live.left() == "0");
}

TEST_CASE(
    "what killed runs have left is removed when it is old and nobody is in it", "[postgresql]") {
  Live live;
  const std::string name = live.database().name();
  const auto leave = [&](const std::string& mark, const std::string& comment) {
    live.connection().execute(fmt::format("CREATE DATABASE {}_migrate_{}", name, mark));
    live.connection().execute(
        fmt::format("COMMENT ON DATABASE {}_migrate_{} IS '{}'", name, mark, comment));
  };
  const std::string ours =
      "migrate: a scratch database, made 2020-01-01T00:00:00Z on a by process 1";
  const std::string of_2020 = "5e0be100_0000000";
  leave(of_2020 + "1", ours);
  leave(of_2020 + "2", "");  // killed while the server was making it
  const std::string used = of_2020 + "3";
  const std::string others = of_2020 + "4";
  const std::string fresh = fmt::format("{:08x}_00000005", std::time(nullptr));
  const std::string named = "backup";
  leave(used, ours);
  leave(others, "mine");
  leave(fresh, ours);
  leave(named, "");
  const auto user = live.database().dialect().connect(
      url(testing::cluster().url_of(fmt::format("{}_migrate_{}", name, used))), {});
  live.open();
  CHECK(
      value_of(
          live.connection(),
          fmt::format(
              "SELECT string_agg(substr(datname, length('{0}_migrate_') + 1), ' ' ORDER BY "
              "datname) "
              "FROM pg_database WHERE starts_with(datname, '{0}_migrate_')",
              name)) == fmt::format("{} {} {} {}", used, others, fresh, named));
  for (const std::string& mark : {used, others, fresh, named}) {
    live.connection().execute(fmt::format("DROP DATABASE {}_migrate_{} WITH (FORCE)", name, mark));
  }
}

TEST_CASE("subscriptions keep no scratch database alive", "[postgresql]") {
  constexpr std::string_view subscribe =
      "CREATE SUBSCRIPTION s CONNECTION 'host=/no' PUBLICATION p WITH (connect = false)";
  Live live;
  live.open()->connection().execute(subscribe);
  CHECK(live.left() == "0");

  const std::string killed = live.database().name() + "_migrate_5e0be100_00000001";
  live.connection().execute("CREATE DATABASE " + killed);
  live.database().dialect().connect(url(testing::cluster().url_of(killed)), {})->execute(subscribe);
  live.open();
  CHECK(live.left() == "0");
}

TEST_CASE(
    "subscriptions of a given database are dropped, but not those of others", "[postgresql]") {
  constexpr std::string_view subscribe =
      "CREATE SUBSCRIPTION mine CONNECTION 'host=/no' PUBLICATION p WITH (connect = false)";
  Live live;
  const FreshDatabase given("postgresql");
  const auto observer = given.connect();
  observer->execute(subscribe);
  const Error error = error_of([&] { live.open_given(given.url()); });
  CHECK_THAT(error.message(), Contains("something in it already: subscription mine"));
  observer->execute("ALTER SUBSCRIPTION mine SET (slot_name = NONE)");
  observer->execute("DROP SUBSCRIPTION mine");
  live.open_given(given.url())->connection().execute(subscribe);
  CHECK(value_of(*observer, "SELECT count(*) FROM pg_subscription WHERE subname = 'mine'") == "0");
}

TEST_CASE("a role that may not create databases hears what to do", "[postgresql]") {
  Live live({"DO $$ BEGIN CREATE ROLE plain; EXCEPTION WHEN duplicate_object THEN NULL; END $$"});
  const db::Url as_plain = url(live.database().url().text + "&options=-crole%3Dplain");
  const auto connection = live.database().dialect().connect(as_plain, {});
  const Error error = error_of([&] { open_scratch(*connection, {.live = as_plain}); });
  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.message(), Contains("permission denied to create database"));
  CHECK_THAT(error.hint(), Contains("scratch_url: postgresql://"));
  CHECK_THAT(error.hint(), Contains("ALTER ROLE plain CREATEDB"));
  CHECK(live.left() == "0");
}

TEST_CASE(
    "a scratch database that nobody can connect to leads to a hint, and goes", "[postgresql]") {
  Live live(
      {"DO $$ BEGIN CREATE ROLE limited LOGIN CREATEDB CONNECTION LIMIT 2; EXCEPTION WHEN "
       "duplicate_object THEN NULL; END $$"});
  const db::Url as_limited = url(live.database().url().text + "&user=limited");
  const auto connection = live.database().dialect().connect(as_limited, {});
  const Error error = error_of([&] { open_scratch(*connection, {.live = as_limited}); });
  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.message(), Contains("nobody can connect to it"));
  CHECK_THAT(error.hint(), Contains("not to a pooler"));
  CHECK(live.left() == "0");
}

TEST_CASE("a given database is emptied before and after, and carries a mark", "[postgresql]") {
  Live live({"CREATE SCHEMA app", "SET search_path = app"});
  const FreshDatabase given("postgresql");
  const auto observer = given.connect();
  for (int i = 0; i < 2; ++i) {
    const auto scratch = live.open_given(given.url());
    db::Connection& connection = scratch->connection();
    CHECK_THAT(std::string(scratch->place()), Contains(given.name()));
    CHECK(value_of(connection, "SELECT current_schema()") == "app");
    connection.execute("RESET ALL");
    CHECK(value_of(connection, "SELECT current_schema()") == "app");
    connection.execute("CREATE TABLE t (a int)");
    connection.execute("CREATE TABLE public.t (a int)");
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public");
    connection.execute("BEGIN");
    connection.execute("CREATE TABLE u (a int)");
  }
  CHECK(
      value_of(
          *observer,
          "SELECT string_agg(nspname, ' ' ORDER BY nspname) FROM pg_namespace WHERE "
          "nspname !~ '^pg_' AND nspname <> 'information_schema'") == "migrate_scratch public");
  CHECK(value_of(*observer, "SELECT count(*) FROM pg_class WHERE relname IN ('t', 'u')") == "0");
  CHECK(
      value_of(
          *observer,
          "SELECT count(*) FROM pg_db_role_setting WHERE setdatabase = (SELECT "
          "oid FROM pg_database WHERE datname = current_database())") == "0");
}

TEST_CASE("a given database is emptied of what is in no schema, too", "[postgresql]") {
  Live live;
  const FreshDatabase given("postgresql");
  const auto observer = given.connect();
  {
    const auto scratch = live.open_given(given.url());
    for (const char* const statement :
         {"CREATE TYPE a AS (n int)",
          "CREATE CAST (a AS text) WITH INOUT",
          "CREATE CAST (int4range AS point) WITH INOUT",
          "CREATE PUBLICATION p",
          "CREATE FOREIGN DATA WRAPPER w",
          "CREATE SERVER s FOREIGN DATA WRAPPER w",
          "CREATE USER MAPPING FOR PUBLIC SERVER s",
          "CREATE TRUSTED LANGUAGE l HANDLER plpgsql_call_handler",
          "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE l AS 'BEGIN END'",
          "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f()",
          "ALTER EVENT TRIGGER e DISABLE",
          "CREATE ACCESS METHOD m TYPE INDEX HANDLER bthandler",
          "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
          "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"})
      scratch->connection().execute(statement);
  }
  CHECK(
      value_of(
          *observer,
          "SELECT (SELECT count(*) FROM pg_cast WHERE oid >= 16384) + (SELECT count(*) FROM "
          "pg_publication) + (SELECT count(*) FROM pg_foreign_data_wrapper) + (SELECT count(*) "
          "FROM pg_language WHERE oid >= 16384) + (SELECT count(*) FROM pg_am WHERE oid >= 16384) "
          "+ (SELECT count(*) FROM pg_event_trigger) + (SELECT count(*) FROM pg_default_acl)") ==
      "0");
}

TEST_CASE("a given database with something in it, or the live one, is left alone", "[postgresql]") {
  Live live;
  const FreshDatabase given("postgresql");
  const auto observer = given.connect();
  const auto refusal = [&](const db::Url& one) {
    const Error error = error_of([&] { live.open_given(one); });
    CHECK(error.code() == ErrorCode::unsupported);
    return error.message();
  };
  observer->execute("CREATE TYPE mood AS ENUM ('ok')");
  CHECK_THAT(refusal(given.url()), Contains("something in it already: type mood"));
  observer->execute("DROP TYPE mood");
  observer->execute("CREATE SCHEMA app");
  CHECK_THAT(refusal(given.url()), Contains("schema app"));
  CHECK(value_of(*observer, "SELECT to_regnamespace('app')") == "app");
  CHECK_THAT(refusal(live.database().url()), Contains("it is the database that is compared"));
}

TEST_CASE("a given database serves one run at a time", "[postgresql]") {
  Live live;
  const FreshDatabase given("postgresql");
  const auto first = live.open_given(given.url());
  const Error error = error_of([&] { live.open_given(given.url()); });
  CHECK_THAT(error.message(), Contains("another run works in it"));
}

TEST_CASE("what tables may use is copied, whatever it needs itself", "[postgresql]") {
  Live live(
      {"CREATE SCHEMA app",
       "CREATE EXTENSION pg_trgm SCHEMA app",
       "CREATE COLLATION app.german (PROVIDER = icu, LOCALE = 'de-DE', DETERMINISTIC = false)",
       R"(CREATE FUNCTION app.is_fine(a text) RETURNS boolean LANGUAGE sql IMMUTABLE
          AS 'SELECT a <> ''''')",
       R"(CREATE DOMAIN app.word AS varchar(20) COLLATE app.german DEFAULT 'x' NOT NULL
          CONSTRAINT fine CHECK (app.is_fine(VALUE)) CONSTRAINT long CHECK (length(VALUE) > 0))",
       "CREATE TYPE app.pair AS (a app.word, \"B\" numeric(10, 2))",
       "CREATE TYPE app.words AS RANGE (SUBTYPE = text, COLLATION = \"C\")",
       R"(CREATE FUNCTION app.first(p app.pair, d app.word DEFAULT 'y') RETURNS app.word
          LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT a FROM no_such_table); END $$)",
       "CREATE PROCEDURE run() LANGUAGE plpgsql AS 'BEGIN END'",
       "CREATE FUNCTION app.add(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b'",
       "CREATE AGGREGATE app.total(int) (SFUNC = app.add, STYPE = int, INITCOND = '0')",
       "CREATE TEXT SEARCH DICTIONARY app.plain (TEMPLATE = simple, STOPWORDS = english)",
       "CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = default)",
       R"(ALTER TEXT SEARCH CONFIGURATION app.search
          ADD MAPPING FOR word, asciiword WITH app.plain)"});
  const auto scratch = live.open();
  const auto missing = copy_surroundings(live.connection(), scratch->connection());
  CHECK(missing.empty());
  const char* const everything =
      "SELECT string_agg(line, E'\\n' ORDER BY line) FROM (SELECT pg_describe_object(d.classid, "
      "d.objid, 0) || coalesce(': ' || pg_get_functiondef(p.oid), '') FROM pg_depend d LEFT JOIN "
      "pg_proc p ON p.oid = d.objid AND p.prokind <> 'a' JOIN pg_namespace n ON n.oid = d.refobjid "
      "WHERE d.refclassid = 'pg_namespace'::regclass AND n.nspname IN ('app', 'public') AND "
      "d.deptype = 'n' AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = d.objid AND "
      "e.deptype IN ('e', 'i')) UNION ALL "
      "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid <> 0 UNION ALL SELECT "
      "ts_lexize('app.plain', 'The')::text UNION ALL SELECT concat_ws(' ', typbasetype::regtype, "
      "typtypmod, typnotnull, typdefault, typcollation::regcollation) FROM pg_type WHERE typtype = "
      "'d' AND typnamespace = 'app'::regnamespace) AS x(line)";
  CHECK(value_of(scratch->connection(), everything) == value_of(live.connection(), everything));
}

TEST_CASE(
    "what cannot be copied is named with the reason, and nothing is made twice", "[postgresql]") {
  Live live(
      {"CREATE TABLE t (a int)",
       "CREATE FUNCTION of_row(t) RETURNS int LANGUAGE sql AS 'SELECT 1'",
       "CREATE FUNCTION of_number(int) RETURNS int LANGUAGE sql AS 'SELECT 2'",
       "CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)"});
  const auto scratch = live.open();
  scratch->connection().execute(
      "CREATE FUNCTION of_number(int) RETURNS int LANGUAGE sql AS 'SELECT 3'");
  const auto missing = copy_surroundings(live.connection(), scratch->connection());
  CHECK(
      missing == std::vector<std::string>{
                     "operator public.===(integer,integer): it cannot be copied",
                     "function public.of_row(public.t): type public.t does not exist"});
  CHECK(value_of(scratch->connection(), "SELECT of_number(0)") == "3");
  scratch->connection().execute("CREATE TABLE t (a int)");
  CHECK(copy_surroundings(live.connection(), scratch->connection()).size() == 1);
  CHECK(value_of(scratch->connection(), "SELECT of_row(NULL)") == "1");
}

}  // namespace migrate::dialect::postgresql
