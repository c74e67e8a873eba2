#include "units/sql_unit.hpp"

#include <string>
#include <utility>
#include <vector>

#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/syntaxes.hpp"
#include "testing/unit_files.hpp"

namespace migrate::units {
namespace {

using testing::postgresql_syntax;
using testing::sqlite_syntax;
using testing::UnitFiles;
using Statements = std::vector<std::string>;

constexpr const char* front = "-- ---\n-- revision: a\n-- down_revision: null\n-- ---\n";

SqlUnit read(const std::string& body) {
  const UnitFiles files;
  const Unit unit{.path = files.write("a.sql", front + body)};
  return read_sql_unit(unit, postgresql_syntax(), files.path());
}

Error failure(const std::string& body) {
  return error_of([&] { read(body); });
}

/// Line and column, the lines counted from the first behind the front matter.
std::pair<std::size_t, std::size_t> place_of(const Error& error) {
  return {error.place().value().line - 4, error.place().value().column};
}

Statements texts(const SqlSection& section) {
  Statements result;
  for (const SqlStatement& piece : section)
    result.emplace_back(piece.statement);
  return result;
}

TEST_CASE("the two sections of a unit are cut into statements", "[units]") {
  const SqlUnit unit = read("\n-- migrate:up\na; b;\n\n-- migrate:down\nc;\n");
  CHECK(texts(unit.up) == Statements{"a", "b"});
  CHECK(texts(unit.down.value()) == Statements{"c"});
}

TEST_CASE("the last statement of a section needs no semicolon", "[units]") {
  const SqlUnit unit = read("-- migrate:up\na\n-- migrate:down\nb");
  CHECK(texts(unit.up) == Statements{"a"});
  CHECK(texts(unit.down.value()) == Statements{"b"});
}

TEST_CASE("a unit without a down section is irreversible, with an empty one it is not", "[units]") {
  CHECK_FALSE(read("-- migrate:up\na;\n").down.has_value());
  const SqlUnit unit = read("-- migrate:up\na;\n-- migrate:down\n");
  REQUIRE(unit.down.has_value());
  CHECK(unit.down->empty());
}

TEST_CASE("a marker may be indented, lack its blank, and end in CRLF", "[units]") {
  const SqlUnit unit = read("  --migrate:up  \r\na;\r\n\t--  migrate:down\r\nb;\r\n");
  CHECK(texts(unit.up) == Statements{"a"});
  CHECK(texts(unit.down.value()) == Statements{"b"});
}

TEST_CASE("the down section may come first", "[units]") {
  const SqlUnit unit = read("-- migrate:down\nb;\n-- migrate:up\na;\n");
  CHECK(texts(unit.up) == Statements{"a"});
  CHECK(texts(unit.down.value()) == Statements{"b"});
}

TEST_CASE("a marker inside a quote or a comment is none", "[units]") {
  for (const char* statement :
       {"select '\n-- migrate:down\n'",
        "f($$\n-- migrate:down\n$$)",
        "a /*\n-- migrate:down\n*/ b"}) {
    const SqlUnit unit = read(std::string("-- migrate:up\n") + statement + ";");
    CHECK(texts(unit.up) == Statements{statement});
  }
}

TEST_CASE(
    "a marker in COPY data is data, also where the section before lacks its semicolon", "[units]") {
  const SqlUnit unit =
      read("-- migrate:up\na\n-- migrate:down\nCOPY t FROM STDIN;\n-- migrate:up\n\\.\n");
  REQUIRE(unit.down->size() == 1);
  CHECK(unit.down->front().copy_data == "-- migrate:up\n");
}

TEST_CASE("a marker behind a statement on its line is a comment", "[units]") {
  CHECK_FALSE(read("-- migrate:up\na; -- migrate:down\n").down.has_value());
}

TEST_CASE("only comments may stand in front of the first section", "[units]") {
  CHECK(texts(read("-- note\n/* more */\n-- migrate:up\na;").up) == Statements{"a"});
  const Error error = failure("-- note\n  a;\n-- migrate:up\nb;");
  CHECK(error.message() == "a statement in front of the first section");
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 3});
}

TEST_CASE("a unit without an up section is refused with what to write", "[units]") {
  for (const char* body : {"", "-- nothing\n", "-- migrate:down\na;\n"}) {
    const Error error = failure(body);
    CHECK(
        error.message() + ": " + error.hint() ==
        "the unit has no section `migrate:up`: write `-- migrate:up` on a line of its own above "
        "the "
        "statements that upgrade");
  }
}

TEST_CASE("a section that comes twice is refused at the second", "[units]") {
  const Error error = failure("-- migrate:up\na;\n-- migrate:up\nb;");
  CHECK(error.message() == "a second section `migrate:up`");
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{3, 1});
}

TEST_CASE(
    "a misspelled marker is refused, or its statements would run as part of the section before",
    "[units]") {
  const Error error = failure("-- migrate:up\na;\n-- migrate:dwon\nb;");
  CHECK(error.message() == "`migrate:dwon` begins no section");
  CHECK(error.hint() == "did you mean `migrate:down`?");
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{3, 1});
  CHECK(failure("-- Migrate: Up\na;").hint() == "did you mean `migrate:up`?");
  CHECK(
      failure("-- migrate:up transaction:false\na;").hint().find("alone on its line") !=
      std::string::npos);
}

TEST_CASE("places and paths of errors are those of the file", "[units]") {
  const Error error = failure("-- migrate:up\nselect 'a");
  CHECK(error.place().value().file == "a.sql");
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 8});
}

void check(const support::Source& source, const sql::Syntax& syntax, bool is_autocommitted) {
  SqlSection section;
  for (const sql::Piece& piece : sql::split(source, source.text, syntax))
    section.push_back({{piece}, is_autocommitted});
  check_transactional(source, section, syntax);
}

/// The error for a unit that upgrades with this statement behind another.
Error refusal(
    const std::string& statement, const sql::Syntax& syntax, bool is_autocommitted = false) {
  const support::Source source{.path = "a.sql", .text = "x;\n  " + statement};
  return error_of([&] { check(source, syntax, is_autocommitted); });
}

TEST_CASE("what cannot run inside a transaction is refused with the header to add", "[units]") {
  const Error error = refusal("create unique index concurrently i on t (a)", postgresql_syntax());
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.message() == "CREATE INDEX CONCURRENTLY cannot run inside a transaction");
  CHECK(error.hint().find("`-- transactional: false`") != std::string::npos);
  CHECK(error.place().value().line == 2);
  CHECK(error.place().value().column == 3);
  CHECK(refusal("vacuum", sqlite_syntax()).message() == "VACUUM cannot run inside a transaction");
}

TEST_CASE("what begins or ends a transaction is refused", "[units]") {
  CHECK(
      refusal("commit", postgresql_syntax()).message() ==
      "COMMIT would end the transaction that this unit runs in");
  CHECK(
      refusal("begin", sqlite_syntax()).message() ==
      "BEGIN inside the transaction that this unit runs in");
}

TEST_CASE("savepoints and everything else run in a transaction", "[units]") {
  const support::Source source{
      .path = "a.sql",
      .text = "savepoint a; rollback to a; release a; create index i on t (a); -- commit;\n"};
  for (const sql::Syntax& syntax : {postgresql_syntax(), sqlite_syntax()}) {
    CHECK_NOTHROW(check(source, syntax, false));
  }
}

TEST_CASE("what runs outside a transaction may need none, but not begin or end one", "[units]") {
  const support::Source source{.path = "a.sql", .text = "create index concurrently i on t (a);"};
  CHECK_NOTHROW(check(source, postgresql_syntax(), true));
  CHECK(refusal("commit", postgresql_syntax(), true).code() == ErrorCode::invalid_unit);
}

TEST_CASE("a section may leave its transaction and begin another one", "[units]") {
  const SqlUnit unit = read(
      "-- migrate:up\na;\n-- migrate:autocommit\nb;\nc;\n-- migrate:transaction\nd;\n"
      "-- migrate:down\ne;\n  -- migrate:autocommit\nf;\n");
  std::vector<bool> modes;
  for (const SqlStatement& one : unit.up)
    modes.push_back(one.is_autocommitted);
  CHECK(texts(unit.up) == Statements{"a", "b", "c", "d"});
  CHECK(modes == std::vector<bool>{false, true, true, false});
  REQUIRE(texts(unit.down.value()) == Statements{"e", "f"});
  CHECK_FALSE(unit.down->front().is_autocommitted);
  CHECK(unit.down->back().is_autocommitted);
}

TEST_CASE("a section that is not in a transaction cannot leave it", "[units]") {
  const UnitFiles files;
  const std::string body = "-- migrate:up\na;\n-- migrate:autocommit\nb;\n";
  const std::string header =
      "-- ---\n-- revision: a\n-- down_revision: null\n-- transactional: false\n-- ---\n";
  const Unit unit{.transactional = false, .path = files.write("a.sql", header + body)};
  const Error error = error_of([&] { read_sql_unit(unit, postgresql_syntax(), files.path()); });
  CHECK(error.message() == "`migrate:autocommit` in a unit that has no transaction");
  CHECK(error.place().value().line == 8);
  CHECK(
      failure("-- migrate:transaction\n-- migrate:up\na;").message() ==
      "`migrate:transaction` in front of the first section");
  CHECK(
      failure("-- migrate:up\n-- migrate:autocomit\n").hint().find("autocommit") !=
      std::string::npos);
}

}  // namespace
}  // namespace migrate::units
