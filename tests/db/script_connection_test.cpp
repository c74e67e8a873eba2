#include "db/script_connection.hpp"

#include <string>

#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::db {

namespace {

/// A script as text.
struct Script {
  std::string text{};
  db::ScriptConnection connection{[this](std::string_view piece) { text += piece; }};
};

}  // namespace

TEST_CASE("each statement of a script ends in a semicolon and a line end", "[db]") {
  Script script;
  script.connection.send({.sql = "CREATE TABLE a (id int)"});
  script.connection.change_row("INSERT INTO a VALUES (1)");
  CHECK(script.text == "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n");
}

TEST_CASE("a comment at a statement's end does not swallow its semicolon", "[db]") {
  Script script;
  script.connection.send({.sql = "SELECT 1 -- one"});
  CHECK(script.text == "SELECT 1 -- one\n;\n");
}

TEST_CASE("a statement without text is not written", "[db]") {
  Script script;
  script.connection.send({.sql = " \n"});
  CHECK(script.text.empty());
}

TEST_CASE("COPY data follows its statement and ends in a backslash and a dot", "[db]") {
  Script script;
  script.connection.send({.sql = "COPY a FROM STDIN", .copy_data = "1\n2\n", .is_copy = true});
  CHECK(script.text == "COPY a FROM STDIN;\n1\n2\n\\.\n");
}

TEST_CASE("COPY data without a line end gets one, and no data is no line", "[db]") {
  Script script;
  script.connection.send({.sql = "COPY a FROM STDIN", .copy_data = "1", .is_copy = true});
  script.connection.send({.sql = "COPY a FROM STDIN", .copy_data = "", .is_copy = true});
  CHECK(script.text == "COPY a FROM STDIN;\n1\n\\.\nCOPY a FROM STDIN;\n\\.\n");
}

TEST_CASE("a requirement is not written but counts as completed", "[db]") {
  Script script;
  script.connection.require("SELECT 1");
  CHECK(script.text.empty());
  CHECK(script.connection.completed() == 1);
}

TEST_CASE("everything sent to a script is completed at once", "[db]") {
  Script script;
  script.connection.send({.sql = "SELECT 1"});
  script.connection.change_row("DELETE FROM a");
  CHECK(script.connection.completed() == 2);
  script.connection.wait(2);
  script.connection.finish();
  CHECK(script.connection.is_alive());
  CHECK_FALSE(script.connection.in_transaction());
}

TEST_CASE("a script cannot be asked", "[db]") {
  Script script;
  const Error error = error_of([&] { script.connection.query("SELECT 1"); });
  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_FALSE(error.hint().empty());
}

TEST_CASE("a comment stays on its line whatever is in it", "[db]") {
  Script script;
  script.connection.comment("add\nDROP TABLE a;\r\nx");
  CHECK(script.text == "-- add DROP TABLE a;  x\n");
}

TEST_CASE("a script asks its shadow about the schema, and only the shadow", "[db]") {
  Script script;
  CHECK(error_of([&] { script.connection.inspect("SELECT 1"); }).code() == ErrorCode::unsupported);

  Script shadow;
  std::string followed;
  script.connection.follow_with(
      std::make_unique<ScriptConnection>([&](std::string_view text) { followed += text; }));
  script.connection.send({.sql = "CREATE TABLE t (id int)"});
  CHECK(followed == "CREATE TABLE t (id int);\n");
  CHECK(script.connection.is_script());
}

}  // namespace migrate::db
