#include "sql/splitter.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include <sqlite3.h>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/nasty_text.hpp"
#include "testing/syntaxes.hpp"

namespace migrate::sql {
namespace {

using testing::postgresql_syntax;
using testing::sqlite_syntax;
using Statements = std::vector<std::string>;

Statements statements_of(const std::vector<Piece>& pieces) {
  Statements result;
  for (const Piece& piece : pieces) {
    if (!piece.statement.empty()) result.emplace_back(piece.statement);
  }
  return result;
}

Statements split_text(const std::string& text, const Syntax& syntax) {
  const support::Source source{.path = "a.sql", .text = text};
  return statements_of(split(source, source.text, syntax));
}

Statements split_postgresql(const std::string& text) {
  return split_text(text, postgresql_syntax());
}
Statements split_sqlite(const std::string& text) {
  return split_text(text, sqlite_syntax());
}

Error failure(const std::string& text, const Syntax& syntax) {
  try {
    split_text(text, syntax);
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::internal, "nothing was refused"};
}

std::pair<std::size_t, std::size_t> place_of(const Error& error) {
  if (!error.place()) return {0, 0};
  return {error.place()->line, error.place()->column};
}

TEST_CASE("a script is cut at its semicolons, and the last statement needs none", "[sql]") {
  CHECK(split_postgresql("a; b ;\nc") == Statements{"a", "b", "c"});
  CHECK(split_postgresql("").empty());
  CHECK(split_postgresql("a;\n-- the end\n/* really */") == Statements{"a"});
}

TEST_CASE("comments belong to the piece and not to the statement", "[sql]") {
  const support::Source source{.path = "a.sql", .text = "-- one\na /* in */ b -- two\n;\n-- three"};
  const auto pieces = split(source, source.text, postgresql_syntax());
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].all == "-- one\na /* in */ b -- two\n;");
  CHECK(pieces[0].statement == "a /* in */ b");
  CHECK(pieces[1].all == "\n-- three");
  CHECK(pieces[1].statement.empty());
}

TEST_CASE("an empty statement is a piece without a statement", "[sql]") {
  const support::Source source{.path = "a.sql", .text = "a;; b"};
  const auto pieces = split(source, source.text, postgresql_syntax());
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[1] == Piece{.all = ";"});
}

TEST_CASE("a byte order mark and CRLF are no part of a statement", "[sql]") {
  CHECK(
      split_sqlite("\xEF\xBB\xBFselect 1;\r\nselect 2\r\n") == Statements{"select 1", "select 2"});
}

TEST_CASE("semicolons in quotes and comments end nothing", "[sql]") {
  const Statements one{"a"};
  for (const char* text :
       {"';'",
        "\";\"",
        "E'\\';'",
        "$$;$$",
        "$x$;$$;$x$",
        "U&';'",
        "U&\";\"",
        "f(/* ; /* ; */ ; */)",
        "f(-- ;\n)"}) {
    INFO(text);
    CHECK(split_postgresql(std::string(text) + ";b") == Statements{text, "b"});
  }
  for (const char* text : {"[;]", "`;`", "\";\"", "';'"}) {
    INFO(text);
    CHECK(split_sqlite(std::string(text) + ";b") == Statements{text, "b"});
  }
}

TEST_CASE("a BEGIN ATOMIC body is part of its routine", "[sql]") {
  const std::string simple = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; RETURN 2; END";
  CHECK(split_postgresql(simple + "; b") == Statements{simple, "b"});
  const std::string replaced = "create or replace procedure p() begin atomic end";
  CHECK(split_postgresql(replaced + "; b") == Statements{replaced, "b"});
}

TEST_CASE("a CASE inside a body does not end it, nor does a column called end", "[sql]") {
  const std::string with_case =
      "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN CASE b END END; SELECT 1 AS end; "
      "SELECT t.end FROM t; SELECT CASE 1 WHEN 1 THEN 2 END; END";
  CHECK(split_postgresql(with_case + "; b") == Statements{with_case, "b"});
}

TEST_CASE("a body inside a body ends before the outer one", "[sql]") {
  const std::string nested =
      "CREATE FUNCTION f() BEGIN ATOMIC CREATE FUNCTION g() BEGIN ATOMIC SELECT 1; END; SELECT 2; "
      "END";
  CHECK(split_postgresql(nested + "; b") == Statements{nested, "b"});
}

TEST_CASE("BEGIN outside a routine begins no body", "[sql]") {
  CHECK(split_postgresql("BEGIN; a; END; b") == Statements{"BEGIN", "a", "END", "b"});
  CHECK(split_postgresql("SELECT begin atomic; b") == Statements{"SELECT begin atomic", "b"});
}

TEST_CASE("a rule's actions in parentheses are part of it", "[sql]") {
  const std::string rule = "CREATE OR REPLACE RULE r AS ON INSERT TO t DO ALSO (a (1); b; (c))";
  CHECK(split_postgresql(rule + "; d") == Statements{rule, "d"});
  CHECK(split_postgresql("CREATE TABLE t (a; b)").size() == 2);
}

TEST_CASE("a trigger's body is part of it", "[sql]") {
  for (const char* head :
       {"CREATE TRIGGER t AFTER INSERT ON a BEGIN ",
        "create temp trigger if not exists t instead of update of x on v for each row when 1 "
        "begin ",
        "CREATE /* ; */ TEMPORARY TRIGGER [begin] AFTER INSERT ON a BEGIN "}) {
    const std::string trigger =
        std::string(head) + "UPDATE a SET end = CASE WHEN 1 THEN 2 END; SELECT end; END";
    INFO(trigger);
    CHECK(split_sqlite(trigger + "; b") == Statements{trigger, "b"});
    CHECK(split_sqlite(trigger) == Statements{trigger});
  }
}

TEST_CASE("a trigger without a body ends at its semicolon", "[sql]") {
  CHECK(split_sqlite("CREATE TRIGGER t; b").size() == 2);
}

TEST_CASE("the data of COPY FROM STDIN are no SQL", "[sql]") {
  const support::Source source{
      .path = "a.sql",
      .text = "COPY t (a, b) FROM STDIN WITH (FORMAT csv); -- data\n1;'x\n\n\\N\n\\.\nb;"};
  const auto pieces = split(source, source.text, postgresql_syntax());
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].is_copy);
  CHECK(pieces[0].statement == "COPY t (a, b) FROM STDIN WITH (FORMAT csv)");
  CHECK(pieces[0].copy_data == "1;'x\n\n\\N\n");
  CHECK(pieces[0].all.ends_with("\\.\n"));
  CHECK(pieces[1].statement == "b");
  CHECK_FALSE(pieces[1].is_copy);
}

TEST_CASE("COPY data may be empty, have CRLF line ends, and end with the file", "[sql]") {
  for (const char* text : {"copy t from stdin;\n\\.", "copy t from stdin;\r\n\\.\r\n"}) {
    const support::Source source{.path = "a.sql", .text = text};
    CHECK(
        split(source, source.text, postgresql_syntax()) == std::vector{Piece{
                                                               .all = source.text,
                                                               .statement = "copy t from stdin",
                                                               .copy_data = {},
                                                               .is_copy = true}});
  }
  const support::Source source{.path = "a.sql", .text = "copy t from stdin;\r\n1\r\n\\.\r\na"};
  CHECK(split(source, source.text, postgresql_syntax())[0].copy_data == "1\r\n");
}

TEST_CASE("COPY that reads no standard input has no data", "[sql]") {
  for (const char* statement :
       {"COPY (SELECT a FROM stdin) TO STDOUT", "COPY t FROM 'stdin'", "COPY t FROM \"stdin\""}) {
    CHECK(split_postgresql(std::string(statement) + "; b") == Statements{statement, "b"});
  }
  CHECK(split_sqlite("COPY t FROM STDIN; b") == Statements{"COPY t FROM STDIN", "b"});
}

TEST_CASE("COPY without the end of its data is refused at the statement", "[sql]") {
  for (const char* text :
       {"a;\n  COPY t FROM STDIN;\n1\n", "a;\n  COPY t FROM STDIN", "a;\n  COPY t FROM STDIN;"}) {
    const Error error = failure(text, postgresql_syntax());
    CHECK(error.message() == "the data of this COPY ... FROM STDIN have no end");
    CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 3});
  }
}

TEST_CASE("text between COPY and its data is refused at its place", "[sql]") {
  const Error error = failure("COPY t FROM STDIN; b\n1\n\\.\n", postgresql_syntax());
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{1, 20});
}

TEST_CASE("a psql meta-command is refused at its place and by its name", "[sql]") {
  const Error error = failure("a;\n\\connect other\nb;", postgresql_syntax());
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.message() == "`\\connect` is a command of psql, not SQL");
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 1});
  CHECK(place_of(failure("a \\g\n", postgresql_syntax())).second == 3);
}

TEST_CASE("the end of COPY data without COPY is refused as such", "[sql]") {
  CHECK(failure("a;\n\\.\n", postgresql_syntax()).message().starts_with("`\\.` ends the data"));
}

void check_endless(const std::string& token, const Syntax& syntax, const std::string& expected) {
  INFO(token);
  const Error error = failure("a;\n " + token, syntax);
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.message() + ": " + error.hint() == expected);
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 2});
}

TEST_CASE("what has no end is refused where it begins, with what would end it", "[sql]") {
  const Syntax syntax = postgresql_syntax();
  check_endless("'b", syntax, "this string has no end: close it with `'`");
  check_endless("E'b\\'", syntax, "this string has no end: close it with `'`");
  check_endless("U&\"b", syntax, "this identifier has no end: close it with `\"`");
  check_endless("/* b", syntax, "this comment has no end: close it with `*/`");
  check_endless("$x$ b $$", syntax, "this dollar-quoted text has no end: close it with `$x$`");
  check_endless("[b'", sqlite_syntax(), "this identifier has no end: close it with `]`");
}

TEST_CASE("a body without its end is refused where it begins", "[sql]") {
  const Error function =
      failure("CREATE FUNCTION f()\nBEGIN ATOMIC SELECT 1; b;", postgresql_syntax());
  CHECK(place_of(function) == std::pair<std::size_t, std::size_t>{2, 1});
  const Error trigger =
      failure("CREATE TRIGGER t AFTER INSERT ON a\n BEGIN SELECT 1; b;", sqlite_syntax());
  CHECK(place_of(trigger) == std::pair<std::size_t, std::size_t>{2, 2});
  const Error rule = failure("CREATE RULE r AS ON INSERT TO t DO (a; b", postgresql_syntax());
  CHECK(rule.hint() == "close it with `)`");
}

TEST_CASE("a NUL byte is refused at its place", "[sql]") {
  const Error error = failure(std::string("a;\nb\0c", 6), sqlite_syntax());
  CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 2});
}

TEST_CASE("places are counted in the whole file, not in the part that is cut", "[sql]") {
  const support::Source source{.path = "a.sql", .text = "header\nselect 'x"};
  try {
    split(source, std::string_view(source.text).substr(7), sqlite_syntax());
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(place_of(error) == std::pair<std::size_t, std::size_t>{2, 8});
  }
}

bool is_marker(std::string_view comment) {
  return comment == "-- end";
}

Section section_of(const support::Source& source) {
  return split_section(source, source.text, postgresql_syntax(), is_marker);
}

TEST_CASE("a section ends in front of its marker, with or without a semicolon", "[sql]") {
  const support::Source source{.path = "a.sql", .text = "a;\nb\n  -- end\nc 'open"};
  const Section section = section_of(source);
  CHECK(statements_of(section.pieces) == Statements{"a", "b"});
  CHECK(section.end_line == "-- end");
  CHECK(section.end_line.data() == source.text.data() + 7);
}

TEST_CASE("a marker counts only on a line of its own outside of quotes and data", "[sql]") {
  for (const char* text :
       {"a -- end\n",
        "'\n-- end\n'",
        "$$\n-- end\n$$",
        "/*\n-- end\n*/",
        "COPY t FROM STDIN;\n-- end\n\\.\n"}) {
    const support::Source source{.path = "a.sql", .text = text};
    INFO(text);
    CHECK(section_of(source).end_line.empty());
  }
}

TEST_CASE("a marker inside a body is refused: the body has no end", "[sql]") {
  const support::Source source{
      .path = "a.sql", .text = "CREATE FUNCTION f() BEGIN ATOMIC a;\n-- end\nEND;"};
  CHECK_THROWS_AS(section_of(source), Error);
}

std::string together(const std::vector<Piece>& pieces) {
  std::string result;
  for (const Piece& piece : pieces)
    result += piece.all;
  return result;
}

bool is_any_marker(std::string_view comment) {
  return comment.starts_with("-- migrate:");
}

enum class Outcome { accepted, refused, broken };

/// What becomes of a text: accepted if its pieces are the text again, refused if the error has its
/// code and place.
Outcome try_split(const std::string& text, const Syntax& syntax) {
  const support::Source source{.path = "a.sql", .text = text};
  try {
    const auto pieces = split(source, source.text, syntax);
    const Section section = split_section(source, source.text, syntax, is_any_marker);
    const bool whole = together(pieces) == text;
    const bool beginning =
        text.starts_with(together(section.pieces) + std::string(section.end_line));
    return whole && beginning ? Outcome::accepted : Outcome::broken;
  } catch (const Error& error) {
    const bool placed = error.code() == ErrorCode::invalid_unit && error.place().has_value();
    return placed ? Outcome::refused : Outcome::broken;
  }
}

void check_reversible(const Syntax& syntax) {
  std::mt19937 random(42);
  std::map<Outcome, std::size_t> count;
  for (unsigned round = 0; round < 6000; ++round) {
    ++count[try_split(testing::nasty_text(random, 1 + round % 30), syntax)];
  }
  CHECK(count[Outcome::broken] == 0);
  CHECK(count[Outcome::accepted] > 500);
}

TEST_CASE("the pieces of any text that is accepted are the text again", "[sql]") {
  check_reversible(postgresql_syntax());
  check_reversible(sqlite_syntax());
}

TEST_CASE("time is linear in the size of the script", "[sql]") {
  std::string text;
  for (int i = 0; i < 100000; ++i)
    text += "/*";
  for (int i = 0; i < 100000; ++i)
    text += "*/";
  text.append(1000000, ';');
  while (text.size() < 20U << 20U)
    text += "INSERT INTO t VALUES (1, 'a;b', $$c;d$$, E'\\'');\n";
  const support::Source source{.path = "a.sql", .text = std::move(text)};
  const auto start = std::chrono::steady_clock::now();
  const auto pieces = split(source, source.text, postgresql_syntax());
  const auto elapsed = std::chrono::steady_clock::now() - start;
  CHECK(pieces.size() > 1300000);
  // Seconds under the sanitizers; hours if any step were quadratic.
  CHECK(elapsed < std::chrono::seconds(60));
}

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};

/// Prepares and runs the first statement of a script; where the rest begins, null after an error.
const char* run_first(sqlite3* database, const char* script) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int prepared = sqlite3_prepare_v2(database, script, -1, &statement, &tail);
  const int result = statement == nullptr ? SQLITE_DONE : sqlite3_step(statement);
  sqlite3_finalize(statement);
  return prepared == SQLITE_OK && result == SQLITE_DONE ? tail : nullptr;
}

/// Runs a script as SQLite itself cuts it; what it has taken at a time, if it is more than white
/// space and comments.
Statements split_by_sqlite(const std::string& script) {
  sqlite3* opened = nullptr;
  REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
  const std::unique_ptr<sqlite3, Close> database(opened);
  Statements result;
  for (const char* rest = script.c_str(); *rest != '\0';) {
    const char* const tail = run_first(database.get(), rest);
    INFO(rest);
    REQUIRE(tail != nullptr);
    result.emplace_back(rest, tail);
    rest = tail;
  }
  return result;
}

TEST_CASE("SQLite cuts a script of traps where we cut it", "[sql]") {
  const std::string script = R"sql(
    CREATE TABLE a (id integer PRIMARY KEY, end text, [x;y] text, `b``;` text, "q"";" text);
    /* one ; /* two ; */
    CREATE TRIGGER begin AFTER INSERT ON a WHEN new.id = CASE WHEN 1 THEN 1 END BEGIN
      UPDATE a SET end = CASE WHEN end IS NULL THEN ';' ELSE end END WHERE id = new.id;
      DELETE FROM a WHERE end = 'x'';'; -- ; END;
    END;
    INSERT INTO a (end) VALUES ('\'), (x'3b');
    CREATE TEMP TRIGGER IF NOT EXISTS second AFTER DELETE ON a BEGIN
      INSERT INTO a (end) VALUES (1); END ;
    WITH end (x) AS (VALUES (1)) INSERT INTO a (end) SELECT x FROM end;
    DELETE FROM a
  )sql";
  const support::Source source{.path = "a.sql", .text = script};
  const auto pieces = split(source, source.text, sqlite_syntax());
  Statements ours;
  for (const Piece& piece : pieces)
    ours.emplace_back(piece.all);
  CHECK(ours == split_by_sqlite(script));
}

}  // namespace
}  // namespace migrate::sql
