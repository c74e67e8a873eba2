#include "config/environment.hpp"

#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::config {
namespace {

const Environment& variables() {
  static const Environment environment = overlay(
      {{"HOST", "db1"}, {"EMPTY", ""}, {"MONEY", "$5 ${HOST}"}},
      [](std::string_view) { return std::nullopt; });
  return environment;
}

TEST_CASE("variables in braces are replaced, and nothing else", "[config]") {
  using Row = std::pair<std::string, std::string>;
  const auto [text, expected] = GENERATE(
      Row{"plain", "plain"},
      Row{"${HOST}", "db1"},
      Row{"//${HOST}:1/${HOST}", "//db1:1/db1"},
      Row{"${EMPTY}", ""},
      Row{"${NONE:-x}", "x"},
      Row{"${NONE:-}", ""},
      Row{"${EMPTY:-x}", "x"},
      Row{"${HOST:-x}", "db1"},
      Row{"${NONE:-a:-b}", "a:-b"},
      Row{"$$", "$"},
      Row{"$${HOST}", "${HOST}"},
      Row{"$HOST $", "$HOST $"});
  CHECK(expand(text, variables()) == expected);
}

TEST_CASE("what a variable holds is not expanded again", "[config]") {
  CHECK(expand("${MONEY}", variables()) == "$5 ${HOST}");
}

TEST_CASE("a variable that is not set is an error that names it", "[config]") {
  const Error error = error_of([] { expand("a ${NONE} b", variables()); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "the variable NONE is not set");
  CHECK_FALSE(error.hint().empty());
}

TEST_CASE("a brace that is not closed, or holds no name, is an error", "[config]") {
  const std::string text = GENERATE("${HOST", "a ${", "${}", "${:-x}", "${a b}");
  CHECK(error_of([&] { expand(text, variables()); }).code() == ErrorCode::invalid_config);
}

TEST_CASE("the values above go before those below", "[config]") {
  const Environment both = overlay({{"HOST", "db2"}, {"NEW", "1"}}, variables());
  CHECK(both("HOST") == "db2");
  CHECK(both("NEW") == "1");
  CHECK(both("EMPTY") == "");
  CHECK_FALSE(both("NONE"));
}

TEST_CASE("the environment of the process tells empty from not set", "[config]") {
  ::setenv("MIGRATE_TEST_EMPTY", "", 1);
  ::unsetenv("MIGRATE_TEST_NONE");
  CHECK(process_environment()("MIGRATE_TEST_EMPTY") == "");
  CHECK_FALSE(process_environment()("MIGRATE_TEST_NONE"));
}

TEST_CASE("a .env file has a variable a line, quoted or not", "[config]") {
  const testing::TemporaryFolder folder;
  folder.write(
      ".env",
      "\xEF\xBB\xBF# comment\n"
      "\n"
      "A=plain value # comment\r\n"
      "  export B = \"two # words\"\n"
      "C='it \"is\"'\n"
      "D=\n"
      "E=a#b=c\n"
      "A=again");
  const std::map<std::string, std::string, std::less<>> expected{
      {"A", "again"}, {"B", "two # words"}, {"C", "it \"is\""}, {"D", ""}, {"E", "a#b=c"}};
  CHECK(read_env_file(folder.path(".env")) == expected);
}

TEST_CASE("a line of a .env file that is none is an error with its place", "[config]") {
  const testing::TemporaryFolder folder;
  const std::string line = GENERATE("PASSWORD secret", "=x", "A B=x", "A='x");
  folder.write(".env", "OK=1\n" + line + "\n");
  const Error error = error_of([&] { read_env_file(folder.path(".env")); });
  CHECK(error.code() == ErrorCode::invalid_config);
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("an error in a .env file shows nothing of the line, which may be secret", "[config]") {
  const testing::TemporaryFolder folder;
  folder.write(".env", "PASSWORD hunter2\n");
  const Error error = error_of([&] { read_env_file(folder.path(".env")); });
  CHECK(error.message().find("hunter2") == std::string::npos);
  CHECK(error.place()->text.empty());
}

TEST_CASE("a .env file that was named must exist", "[config]") {
  CHECK(error_of([] { read_env_file("/none/.env"); }).code() == ErrorCode::invalid_config);
}

}  // namespace
}  // namespace migrate::config
