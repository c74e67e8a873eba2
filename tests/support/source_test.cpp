#include "support/source.hpp"

#include <string>

#include "testing/catch.hpp"

namespace migrate::support {
namespace {

TEST_CASE("a place counts lines and characters from one", "[support]") {
  const Source source{.path = "a.sql", .text = "one\ntwo three\n"};
  const Place expected{.file = "a.sql", .line = 2, .column = 5, .text = "two three"};
  CHECK(locate(source, source.text.find("three")) == expected);
}

TEST_CASE("a column counts characters, not bytes", "[support]") {
  const Source source{.path = "a.sql", .text = "\xC5\xBE\xC5\xBE x"};
  CHECK(locate(source, source.text.find('x')).column == 4);
}

TEST_CASE("a byte order mark is no part of the first line", "[support]") {
  const Source source{.path = "a.sql", .text = "\xEF\xBB\xBFSELECT x"};
  const Place place = locate(source, source.text.find('x'));
  CHECK(place.column == 8);
  CHECK(place.text == "SELECT x");
  CHECK(locate(source, 0).column == 1);
}

TEST_CASE("the text of a line is without its end, also a carriage return", "[support]") {
  const Source source{.path = "a.sql", .text = "one\r\ntwo\r\n"};
  CHECK(locate(source, 0).text == "one");
  CHECK(locate(source, 5).text == "two");
  CHECK(locate(source, 5).line == 2);
}

TEST_CASE("an offset past the end is the end", "[support]") {
  const Source source{.path = "a.sql", .text = "ab"};
  CHECK(locate(source, 100) == locate(source, 2));
  CHECK(locate(source, 2).column == 3);
}

TEST_CASE("an empty file has one empty line", "[support]") {
  const Place expected{.file = "a.sql", .line = 1, .column = 1, .text = ""};
  CHECK(locate({.path = "a.sql", .text = ""}, 0) == expected);
}

TEST_CASE("a character's byte offset is found in UTF-8", "[support]") {
  const std::string text = "a\xC5\xBE\xE4\xB8\xAD!";
  CHECK(byte_offset(text, 0) == 0);
  CHECK(byte_offset(text, 1) == 1);
  CHECK(byte_offset(text, 2) == 3);
  CHECK(byte_offset(text, 3) == 6);
  CHECK(byte_offset(text, 4) == 7);
  CHECK(byte_offset(text, 99) == 7);
}

}  // namespace
TEST_CASE("a line is found by its number, as a whole", "[support]") {
  const Source source{.path = "a.cpp", .text = "one\ntwo\r\n\nfour"};
  CHECK(line_at(source, 1).text == "one");
  CHECK(line_at(source, 2).text == "two");
  CHECK(line_at(source, 3).text.empty());
  CHECK(line_at(source, 4) == Place{.file = "a.cpp", .line = 4, .column = 0, .text = "four"});
}

}  // namespace migrate::support
