#include "config/yaml.hpp"

#include <string>

#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::config {
namespace {

Value read(const std::string& text) {
  return read_yaml({.path = "alembic.yaml", .text = text});
}

Error refused(const std::string& text) {
  return error_of([&] { read(text); });
}

TEST_CASE("values keep their text, whatever they look like", "[config]") {
  const Value map = read("a: 007\nb: 1e5\nc: \"null\"\nd: null\ne:\nf: [x, 'y']\n");
  CHECK(map.kind == ValueKind::map);
  CHECK(map.find("a")->text == "007");
  CHECK(map.find("b")->text == "1e5");
  CHECK(map.find("c")->text == "null");
  CHECK(map.find("c")->kind == ValueKind::scalar);
  CHECK(map.find("d")->kind == ValueKind::null);
  CHECK(map.find("e")->kind == ValueKind::null);
  REQUIRE(map.find("f")->items.size() == 2);
  CHECK(map.find("f")->items[1].text == "y");
  CHECK(map.find("g") == nullptr);
}

TEST_CASE("values and keys know where they stand", "[config]") {
  const Value map = read("# comment\nurl:   sqlite://\n");
  const support::Place expected{
      .file = "alembic.yaml", .line = 2, .column = 8, .text = "url:   sqlite://"};
  CHECK(map.find("url")->place == expected);
  CHECK(map.find("url")->key_place.column == 1);
}

TEST_CASE("places count characters, also behind ones of several bytes", "[config]") {
  const Value map = read("{\xC5\xBE\xC5\xBE: 1, b: 2}");
  CHECK(map.find("b")->key_place.column == 9);
}

TEST_CASE("a byte order mark moves no place", "[config]") {
  CHECK(read("\xEF\xBB\xBFurl: x").find("url")->place.column == 6);
}

TEST_CASE("lines that end in CR LF keep their places", "[config]") {
  const Value map = read("a: 1\r\nb: 2\r\n");
  CHECK(map.find("b")->place.line == 2);
  CHECK(map.find("b")->place.text == "b: 2");
}

TEST_CASE("a key that stands twice is refused at its second place", "[config]") {
  const Error error = refused("url: a\nrecursive: true\nurl: b\n");
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "`url` stands twice, first in line 1");
  CHECK(error.place()->line == 3);
}

TEST_CASE("text that is no YAML is refused with its place", "[config]") {
  const std::string text =
      GENERATE("url: [a\n", "a: b: c\n", "url: *none\n", "\t- x: {\n");
  INFO(text);
  const Error error = refused(text);
  CHECK(error.code() == ErrorCode::invalid_config);
  REQUIRE(error.place());
  CHECK(error.place()->line >= 1);
}

TEST_CASE("very deep nesting is refused, not followed", "[config]") {
  CHECK(refused(std::string(20'000, '[')).code() == ErrorCode::invalid_config);
}

TEST_CASE("a key that is a list is refused", "[config]") {
  CHECK(refused("[a, b]: c\n").code() == ErrorCode::invalid_config);
}

TEST_CASE("a second document is refused", "[config]") {
  const Error error = refused("url: a\n---\nurl: b\n");
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.place()->line == 3);
}

TEST_CASE("an empty file holds nothing", "[config]") {
  CHECK(read("").kind == ValueKind::null);
  CHECK(read("# only a comment\n").kind == ValueKind::null);
}

}  // namespace
}  // namespace migrate::config
