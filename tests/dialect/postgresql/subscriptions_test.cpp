#include "dialect/postgresql/subscriptions.hpp"

#include <string>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using testing::FreshDatabase;
using testing::value_of;

TEST_CASE("a subscription of a model connects to nothing", "[postgresql]") {
  struct Case {
    std::string written;
    std::string made;
  };
  const std::string head = "CREATE SUBSCRIPTION s CONNECTION 'host=/no' PUBLICATION p";
  const Case test = GENERATE_COPY(values<Case>({
      {head, head + " WITH (connect = false)"},
      {head + " with (enabled = true, slot_name = 's', create_slot, copy_data = false, binary)",
       head + " with (connect = false, slot_name = 's', binary)"},
      {head + " WITH (\"connect\" = true, -- at once\n two_phase = on)",
       head + " WITH (connect = false, two_phase = on)"},
      {"CREATE SUBSCRIPTION publication CONNECTION '' PUBLICATION a, \"with (\"",
       "CREATE SUBSCRIPTION publication CONNECTION '' PUBLICATION a, \"with (\" WITH (connect = "
       "false)"},
      {head + " -- from there", head + " WITH (connect = false)"},
      {head + " /* from there", head + " /* from there"},
      {"ALTER SUBSCRIPTION s ENABLE", ""},
      {"alter subscription \"DISABLE\" disable", ""},
      {"DROP SUBSCRIPTION IF EXISTS s", ""},
      {"ALTER SUBSCRIPTION s OWNER TO me", "ALTER SUBSCRIPTION s OWNER TO me"},
      {"CREATE SUBSCRIPTION", "CREATE SUBSCRIPTION"},
      {"CREATE TABLE enabled (connect int)", "CREATE TABLE enabled (connect int)"},
  }));
  CHECK(scratch_statement(test.written) == test.made);
}

TEST_CASE("what is made of a subscription is what the server takes", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute(scratch_statement(
      "CREATE SUBSCRIPTION s CONNECTION 'host=/no' PUBLICATION b, a WITH (copy_data = true, "
      "enabled = true, slot_name = other, streaming = on, connect)"));
  CHECK(
      value_of(
          *connection,
          "SELECT concat_ws(' ', subenabled, subslotname, substream, subpublications) FROM "
          "pg_subscription WHERE subname = 's'") == "f other t {b,a}");
  drop_subscriptions(*connection);
  CHECK(value_of(*connection, "SELECT count(*) FROM pg_subscription WHERE subname = 's'") == "0");
}

TEST_CASE("a password of a subscription is refused", "[postgresql]") {
  const std::string connection = GENERATE(
      "'host=a password=b'",
      "'host=a sslpassword = ''b'''",
      "'postgresql://u:p@h/d'",
      "'postgres://h/d?pass%77ord=b'");
  const Error error = error_of([&] {
    scratch_statement("CREATE SUBSCRIPTION s CONNECTION " + connection + " PUBLICATION p");
  });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK_THAT(error.message(), Catch::Contains("holds a password"));
}

TEST_CASE("what changes a subscription, or connects, is no part of a model", "[postgresql]") {
  const std::string statement = GENERATE(
      "ALTER SUBSCRIPTION s SET (slot_name = 'x')",
      "ALTER SUBSCRIPTION s SET PUBLICATION p",
      "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
      "DROP SUBSCRIPTION s",
      "CREATE SUBSCRIPTION s CONNECTION E'pass\\167ord=b' PUBLICATION p",
      "CREATE SUBSCRIPTION s CONNECTION $$password=b$$ PUBLICATION p");
  CHECK(error_of([&] { scratch_statement(statement); }).code() == ErrorCode::invalid_config);
}

}  // namespace migrate::dialect::postgresql
