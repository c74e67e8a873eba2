#include "units/header.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::units {
namespace {

using Ids = std::vector<std::string>;

support::Source source_of(std::string text) {
  return {.path = "versions/a.sql", .text = std::move(text)};
}

Header read(const std::string& text) {
  return read_header(source_of(text), Format::sql);
}

/// The unit whose front matter has these lines besides the required ones.
Unit unit_with(const std::string& lines) {
  return read("-- ---\n-- revision: a1\n-- down_revision: null\n" + lines + "-- ---\n").unit;
}

/// The parents of a unit with this value of down_revision.
Ids parents(const std::string& value) {
  return read("-- ---\n-- revision: a1\n-- down_revision: " + value + "\n-- ---\n")
      .unit.revision.down_revisions;
}

std::string id_of(const std::string& value) {
  return read("-- ---\n-- revision: " + value + "\n-- down_revision: null\n-- ---\n")
      .unit.revision.id;
}

Error failure(const std::string& text) {
  return error_of([&] { read(text); });
}

std::pair<std::size_t, std::size_t> place_of(const Error& error) {
  return {error.place().value().line, error.place().value().column};
}

std::string code_and_place(const Error& error) {
  const auto [line, column] = place_of(error);
  return fmt::format("{} {}:{}", name(error.code()), line, column);
}

TEST_CASE("every key of the front matter is read", "[units]") {
  const Header header = read(R"(-- ---
-- revision: 3f2a91d0c6aa
-- down_revision: [a, b]            # a merge
-- branch_labels: [core]
-- depends_on: other
-- message: create account table
-- create_date: 2026-11-22T10:04:28Z
-- transactional: false
-- ---
SELECT 1;
)");
  const Unit expected{
      .revision =
          {.id = "3f2a91d0c6aa",
           .down_revisions = {"a", "b"},
           .branch_labels = {"core"},
           .depends_on = {"other"},
           .message = "create account table"},
      .create_date = "2026-11-22T10:04:28Z",
      .transactional = false};
  CHECK(header.unit == expected);
}

TEST_CASE("the body begins behind the line of the closing fence", "[units]") {
  const std::string text = "-- ---\n-- revision: a\n-- down_revision: ~\n-- ---\r\nbody";
  CHECK(text.substr(read(text).body_begin) == "body");
  const std::string without_end = "-- ---\n-- revision: a\n-- down_revision: ~\n-- ---";
  CHECK(read(without_end).body_begin == without_end.size());
}

TEST_CASE("a C++ unit has its front matter in its own comments", "[units]") {
  const support::Source source = source_of(
      "/* A licence.\n */\n// more of it\n\n// ---\n// revision: a1\n// down_revision: null\n// "
      "---\n");
  CHECK(read_header(source, Format::cpp).unit.revision.id == "a1");
  CHECK_THROWS_AS(read_header(source, Format::sql), Error);
}

TEST_CASE("blank lines, comments and a byte order mark may stand in front", "[units]") {
  const std::string front = "-- ---\n-- revision: a1\n-- down_revision: null\n-- ---\n";
  for (const char* before :
       {"\xEF\xBB\xBF",
        "\n \t\n",
        "-- Copyright\n-----------\n--\n",
        "/* a\n-- ---\n*/\n",
        "\r\n"}) {
    INFO(before);
    CHECK(read(before + front).unit.revision.id == "a1");
  }
}

TEST_CASE("lines may end in CRLF, be indented, be empty, or be comments", "[units]") {
  const Unit unit = read(
                        "-- ---\r\n--   revision: a1  \r\n\t-- down_revision: b2\r\n--\r\n-- # "
                        "note\r\n-- ---\r\n")
                        .unit;
  CHECK(unit.revision.id == "a1");
  CHECK(unit.revision.down_revisions == Ids{"b2"});
}

TEST_CASE("ids are never numbers, truth values or nothing", "[units]") {
  for (const char* id : {"526082431390", "1e5", "0012", "true", "v1.0", "12345678e901"}) {
    const Ids read{id_of(id), parents(id).at(0), parents(fmt::format("[b, {}]", id)).at(1)};
    CHECK(read == Ids{id, id, id});
  }
  CHECK(id_of("\"null\"") == "null");
  CHECK(parents("'null'") == Ids{"null"});
}

TEST_CASE("no parent is null, a tilde, nothing or an empty list", "[units]") {
  for (const char* value : {"null", "~", "", "[]", "null  # the first"}) {
    INFO(value);
    CHECK(parents(value).empty());
  }
}

TEST_CASE("a single word stands for a list of one", "[units]") {
  CHECK(unit_with("-- branch_labels: core\n").revision.branch_labels == Ids{"core"});
  CHECK(unit_with("-- depends_on: '1e5'\n").revision.depends_on == Ids{"1e5"});
}

TEST_CASE("what is not given keeps its default", "[units]") {
  const Unit expected{.revision = {.id = "a1"}};
  CHECK(unit_with("") == expected);
  CHECK(unit_with("-- message:\n-- transactional:\n-- depends_on: null\n") == expected);
}

TEST_CASE("an id with a character that targets use is refused at its place", "[units]") {
  for (const char* id : {"a@b", "a-b", "a+b", "a:b", "'a b'", R"("a\tb")", R"("a\x01")", "''"}) {
    INFO(id);
    CHECK(code_and_place(error_of([&] { id_of(id); })) == "illegal_revision_id 2:14");
  }
}

TEST_CASE("the words of targets are no ids", "[units]") {
  for (const char* word : {"head", "heads", "base", "current"}) {
    CHECK(error_of([&] { check_revision_id(word); }).code() == ErrorCode::illegal_revision_id);
  }
  CHECK_NOTHROW(check_revision_id("header"));
}

TEST_CASE("the words of targets are no labels", "[units]") {
  for (const char* word : {"head", "heads", "base", "current"}) {
    CHECK(error_of([&] { check_branch_label(word); }).code() == ErrorCode::illegal_revision_id);
  }
  CHECK_NOTHROW(check_branch_label("base-2"));
}

TEST_CASE("a branch label may have a minus sign, and no other sign that targets use", "[units]") {
  CHECK(
      unit_with("-- branch_labels: [rel-1, v2.0]\n").revision.branch_labels ==
      Ids{"rel-1", "v2.0"});
  const Error error = error_of([] { unit_with("-- branch_labels: [ok, \"a@b\"]\n"); });
  CHECK(error.message() == "branch label `a@b` contains `@`");
  CHECK(code_and_place(error) == "illegal_revision_id 4:24");
}

TEST_CASE("what a unit refers to may be no id: the graph says that it is missing", "[units]") {
  CHECK(parents("head") == Ids{"head"});
  CHECK(parents("'a b'") == Ids{"a b"});
  CHECK(unit_with("-- depends_on: rel@1\n").revision.depends_on == Ids{"rel@1"});
}

TEST_CASE("a unit without front matter is refused with the lines to add", "[units]") {
  for (const char* text :
       {"", "CREATE TABLE a (b int);", "-- only comments\n", "/* open", "\n\n"}) {
    INFO(text);
    const Error error = failure(text);
    CHECK(
        error.message() + "\n" + error.hint() ==
        "the unit has no front matter\nbegin the file with these lines:\n"
        "-- ---\n-- revision: 1a2b3c4d5e6f\n-- down_revision: null\n-- message: what it does\n-- "
        "---");
  }
  CHECK(place_of(failure("\n-- a\nSELECT 1;")) == std::pair<std::size_t, std::size_t>{3, 1});
}

TEST_CASE("front matter without its end is refused where the comment stops", "[units]") {
  const Error error = failure("-- ---\n-- revision: a\nSELECT 1;\n");
  CHECK(error.message() == "the front matter has no end");
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{3, 1});
  CHECK(failure("-- ---\n-- revision: a\n").message() == "the front matter has no end");
}

TEST_CASE("UTF-16 is refused by its name", "[units]") {
  const Error error = failure(std::string("\xFF\xFE-\0-\0", 6));
  CHECK(error.message() == "the file is UTF-16 text");
}

TEST_CASE("an unknown key is refused with the one that was meant", "[units]") {
  const Error error = error_of([] { unit_with("-- down_revisoin: a\n"); });
  CHECK(error.message() == "unknown key `down_revisoin` in the front matter");
  CHECK(error.hint() == "did you mean `down_revision`?");
  CHECK(code_and_place(error) == "invalid_unit 4:4");
}

TEST_CASE("an unknown key that is near to none is refused with the list of keys", "[units]") {
  CHECK(error_of([] { unit_with("-- author: me\n"); }).hint().starts_with("keys: revision, "));
}

TEST_CASE("a key given twice is refused at the second", "[units]") {
  const Error error = error_of([] { unit_with("-- message: a\n-- message: b\n"); });
  CHECK(error.message() == "`message` is given twice");
  CHECK(place_of(error).first == 5);
}

TEST_CASE("a missing required key is refused at the fence", "[units]") {
  const Error no_id = failure("\n-- ---\n-- down_revision: null\n-- ---\n");
  CHECK(no_id.message() == "the front matter has no `revision`");
  CHECK(place_of(no_id) == std::pair<std::size_t, std::size_t>{2, 1});
  const Error no_parent = failure("-- ---\n-- revision: a\n-- ---\n");
  CHECK(no_parent.message() == "the front matter has no `down_revision`");
}

TEST_CASE("a value of the wrong kind is refused", "[units]") {
  for (const char* line :
       {"-- message: [a]\n",
        "-- transactional: maybe\n",
        "-- transactional: 'false'\n",
        "-- transactional: [true]\n",
        "-- create_date: [a]\n"}) {
    INFO(line);
    CHECK(error_of([&] { unit_with(line); }).code() == ErrorCode::invalid_unit);
  }
  CHECK(error_of([] { id_of("null"); }).message() == "the revision id is missing");
  CHECK(error_of([] { id_of("[a]"); }).message() == "a list where one word is due");
}

TEST_CASE("a line that is no entry is refused with what to write", "[units]") {
  CHECK(error_of([] {
          unit_with("-- - a\n");
        }).hint() == "write a list on the line of its key: [a, b]");
  CHECK(error_of([] {
          unit_with("-- message:a\n");
        }).message() == "a blank is missing behind the colon");
  CHECK(error_of([] {
          unit_with(std::string("-- message: a\0b\n", 16));
        }).message() == "a NUL byte in the front matter");
}

TEST_CASE("a beginning without the closing fence has no header yet", "[units]") {
  const std::string text = "-- x\n-- ---\n-- revision: a\n-- down_revision: null\n-- ---\n";
  for (std::size_t end = 0; end + 1 < text.size(); end = text.find('\n', end) + 1) {
    CHECK_FALSE(find_header(source_of(text.substr(0, end)), Format::sql));
  }
  CHECK(find_header(source_of(text), Format::sql));
  CHECK_FALSE(find_header(source_of("/* a licence that goes on"), Format::sql));
}

TEST_CASE("a header that is written is short, and read as the same unit", "[units]") {
  const Unit small{.revision = {.id = "a1", .message = "add users"}};
  CHECK(
      write_header(small) ==
      "-- ---\n-- revision: a1\n-- down_revision: null\n-- message: add users\n-- ---\n");
  const Unit full{
      .revision =
          {.id = "null",
           .down_revisions = {"1e5", "~"},
           .branch_labels = {"rel-1"},
           .depends_on = {"a,b"},
           .message = "fix: \"it's\"\n# 1"},
      .create_date = "2026-11-22T10:04:28Z",
      .transactional = false,
      .format = Format::cpp};
  Unit again = read_header(source_of(write_header(full)), Format::cpp).unit;
  again.format = Format::cpp;
  CHECK(again == full);
}

}  // namespace
}  // namespace migrate::units
