#include "units/value.hpp"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::units {
namespace {

Value value_of(const std::string& text) {
  const support::Source source{.path = "a.sql", .text = "key:" + text};
  return read_value(source, 4, source.text.size());
}

/// The text of a value that is a scalar.
std::string scalar_of(const std::string& text) {
  const Value value = value_of(text);
  CHECK(value.kind == ValueKind::scalar);
  return value.scalar.text;
}

std::vector<std::string> list_of(const std::string& text) {
  const Value value = value_of(text);
  CHECK(value.kind == ValueKind::list);
  std::vector<std::string> result;
  for (const Scalar& item : value.items)
    result.push_back(item.text);
  return result;
}

/// The message of the error, and the column counted from the beginning of the value.
std::pair<std::string, std::size_t> fault_of(const std::string& text) {
  const Error error = error_of([&] { value_of(text); });
  CHECK(error.code() == ErrorCode::invalid_unit);
  return {error.message(), error.place().value().column - 4};
}

TEST_CASE("a plain scalar is raw text, whatever number or word it looks like", "[units]") {
  for (const char* text : {"526082431390", "1e5", "0x1F", "true", "no", "v1.0", "1_000", "a: b"}) {
    CHECK(scalar_of(std::string(" ") + text) == text);
  }
}

TEST_CASE("blanks around a value and a comment behind it are no part of it", "[units]") {
  CHECK(scalar_of("  add users\t  # not the roles ") == "add users");
  CHECK(scalar_of(" issue #7") == "issue");
  CHECK(scalar_of(" issue#7") == "issue#7");
  CHECK(scalar_of(" 'a' # b") == "a");
  CHECK(list_of(" [a] # b") == std::vector<std::string>{"a"});
}

TEST_CASE("null in its spellings, a tilde and nothing at all are no value", "[units]") {
  for (const char* text :
       {"", "  ", " null", " Null", " NULL", " ~", " # comment", " null # none"}) {
    INFO(text);
    CHECK(value_of(text).kind == ValueKind::nothing);
  }
}

TEST_CASE("a quoted null is a word", "[units]") {
  CHECK(scalar_of(" 'null'") == "null");
  CHECK(scalar_of(" \"~\"") == "~");
  CHECK(scalar_of(" ''").empty());
}

TEST_CASE("single quotes know only the doubled quote", "[units]") {
  CHECK(scalar_of(R"( 'it''s \n # [x]')") == R"(it's \n # [x])");
}

TEST_CASE("double quotes know escapes", "[units]") {
  CHECK(scalar_of(R"( "a\n\t\r\"\\\/b")") == "a\n\t\r\"\\/b");
  CHECK(scalar_of(R"( "\x41\xe9\u00e9\u20AC")") == "A\xC3\xA9\xC3\xA9\xE2\x82\xAC");
  CHECK(scalar_of(R"( "\ud83d\ude00")") == "\xF0\x9F\x98\x80");
}

TEST_CASE("a list holds plain and quoted words", "[units]") {
  CHECK(list_of(" []").empty());
  CHECK(list_of(" [ a , 'b, c', \"d]\" ]") == std::vector<std::string>{"a", "b, c", "d]"});
  CHECK(list_of(" [1e5, true,]") == std::vector<std::string>{"1e5", "true"});
}

TEST_CASE("an ill-formed value is refused at its place", "[units]") {
  using Fault = std::pair<std::string, std::size_t>;
  CHECK(fault_of(" 'a") == Fault{"this quote has no end", 2});
  CHECK(fault_of(" \"a\\\"") == Fault{"this quote has no end", 2});
  CHECK(fault_of(" 'a' b") == Fault{"text behind the value", 6});
  CHECK(fault_of(" [a] b") == Fault{"text behind the value", 6});
  CHECK(fault_of(" [a, b") == Fault{"this list has no end", 2});
  CHECK(fault_of(" [a, # b]") == Fault{"this list has no end", 2});
  CHECK(fault_of(" [a, [b]]") == Fault{"a value cannot begin with `[`", 6});
  CHECK(fault_of(" [a{b}]") == Fault{"a list holds only words", 4});
  CHECK(fault_of(" ['a' 'b']") == Fault{"a comma is missing here", 7});
  CHECK(fault_of(" [a,,b]") == Fault{"a word is missing here", 5});
  CHECK(fault_of(" [a, null]") == Fault{"`null` in a list", 6});
  CHECK(fault_of(" {a: b}") == Fault{"a value cannot begin with `{`", 2});
  CHECK(fault_of(" | x") == Fault{"a value cannot begin with `|`", 2});
}

TEST_CASE("an escape that is none is refused at its backslash", "[units]") {
  for (const char* text :
       {R"( "\q")", R"( "\x4")", R"( "\u12g4")", R"( "\ud83d")", R"( "\u0000")"}) {
    INFO(text);
    CHECK(fault_of(text) == std::pair<std::string, std::size_t>{"this is no escape sequence", 3});
  }
}

TEST_CASE("a scalar is written plain where that is safe", "[units]") {
  for (const char* text :
       {"526082431390", "1e5", "add users", "it's", "caf\xC3\xA9", "a#b", "12:30"}) {
    CHECK(write_scalar(text) == text);
  }
}

TEST_CASE(
    "a scalar that YAML would take for something else is written in double quotes", "[units]") {
  CHECK(write_scalar("null") == "\"null\"");
  CHECK(write_scalar("") == "\"\"");
  CHECK(write_scalar("fix: a") == "\"fix: a\"");
  CHECK(write_scalar("a\n\"b\"\x01") == R"("a\n\"b\"\x01")");
  CHECK(write_list({"a", "b,c", "~"}) == R"([a, "b,c", "~"])");
}

constexpr const char* awkward_texts[] = {
    "a # b", " a",   "a ", "#a", "'a", "\"a",  "[a",  "- a",  "? a", "a:",      "a\tb", "\\",
    "a\rb",  "\x7F", "%a", "@a", "`a", "NULL", "---", "a, b", "{",   "\x1B[0m", "/"};

TEST_CASE("a scalar that is written is read again", "[units]") {
  for (const char* text : awkward_texts)
    CHECK(scalar_of(" " + write_scalar(text)) == text);
}

TEST_CASE("a list that is written is read again", "[units]") {
  const std::vector<std::string> texts(std::begin(awkward_texts), std::end(awkward_texts));
  CHECK(list_of(" " + write_list(texts)) == texts);
}

}  // namespace
}  // namespace migrate::units
