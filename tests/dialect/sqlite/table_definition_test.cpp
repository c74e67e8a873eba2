#include "dialect/sqlite/table_definition.hpp"

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/sqlite/connection.hpp"
#include "dialect/sqlite/reading.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::sqlite {
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> columns_of(const TableDefinition& table) {
  std::vector<std::string> result;
  for (const Element& element : table.elements) {
    if (element.column) result.push_back(element.column->name + "|" + element.column->type);
  }
  return result;
}

std::vector<std::string> texts_of(const std::vector<Clause>& clauses) {
  std::vector<std::string> result;
  std::ranges::transform(clauses, std::back_inserter(result), [](const Clause& clause) {
    return clause.name + "|" + clause.text;
  });
  return result;
}

const std::vector<std::string>& nasty_texts() {
  static const std::vector<std::string> result{
      "CREATE TABLE a(x)",
      "CREATE TABLE a (x, y, z)",
      R"(CREATE TABLE "a b" ("x""y" int, [z w] text, `q``r` blob, 's' real))",
      "CREATE TABLE t(\n  a INT,\n  b TEXT\n)",
      "CREATE TABLE t (a int -- about a, with a comma\n, b int /* ) */ not null)",
      "CREATE TABLE t (a int, -- about a\n  b int, -- about b\n  c int -- about c\n)",
      "CREATE TABLE t/**/(/**/a/**/int/**/primary/**/key/**/,/**/b/**/)/**/STRICT",
      "CREATE TABLE t (a int unsigned big (10, -2) default -5 not null unique)",
      "CREATE TABLE t (a default (1 + (2)), b default +1.5e3, c default 'x,)', d default foo)",
      "CREATE TABLE t (a default \"b\", c default x'00ff', d default current_timestamp)",
      "CREATE TABLE t (a int check (a > 0) constraint k check (a < ')'), constraint u unique (a))",
      "CREATE TABLE t (a, b, primary key (a, b) unique (b) check (a) constraint c check (b))",
      "CREATE TABLE t (a, constraint x constraint y check (a), constraint z)",
      "CREATE TABLE t (a constraint x constraint y not null constraint z)",
      "CREATE TABLE t (a int primary key desc on conflict replace, b unique on conflict ignore)",
      "CREATE TABLE t (a integer primary key autoincrement, b null, c not null on conflict fail)",
      "CREATE TABLE t (a, primary key (a collate nocase desc autoincrement) on conflict abort)",
      "CREATE TABLE t (a references p not null deferrable, b references p on update cascade)",
      "CREATE TABLE t (a references p (x, y) match full not deferrable initially immediate)",
      "CREATE TABLE t (a, foreign key (a, b) references p (c, d) on delete no action deferrable)",
      "CREATE TABLE t (a, foreign key (a) references q deferrable initially deferred check (a))",
      "CREATE TABLE t (a, b int generated always as (a + 1) stored, c as (a) virtual, d as (b))",
      "CREATE TABLE t (a generated, b text collate nocase collate \"rtrim\")",
      "CREATE TABLE t (key text, desc int, \"check\" int, 'primary' int, replace, abort)",
      "CREATE TABLE t (a int) WITHOUT ROWID, STRICT",
      "CREATE TABLE t (a int) strict , without /* no */ rowid -- end",
      "CREATE TEMP TABLE IF NOT EXISTS main . t (a int)",
      R"(CREATE TABLE "t" (a "my type" (3), b 'other' not null, c [x y] ))",
      "create table \xC3\xA9t\xC3\xA9 (\xC3\xA0 int, b int default \xC3\xA7)",
  };
  return result;
}

/// The text with one small change somewhere.
std::string mutated(std::string text, std::mt19937& random) {
  constexpr std::string_view letters = "()'\"`[],;-/*\n ab1NOTcheck";
  const std::size_t at = random() % text.size();
  const char c = letters[random() % letters.size()];
  switch (random() % 4) {
    case 0: text[at] = c; break;
    case 1: text.insert(at, 1, c); break;
    case 2: text.erase(at, 1 + random() % 4); break;
    default: text.insert(at, text.substr(random() % text.size(), random() % 20)); break;
  }
  return text.empty() ? " " : text;
}

/// The definition's text, once its values have been read too; the text itself when it is refused.
std::string printed_again(const std::string& text) {
  try {
    const TableDefinition definition = parse_table_definition(text);
    read_table(definition, definition.name);
    return to_string(definition);
  } catch (const Error& error) {
    return error.code() == ErrorCode::unsupported ? text : error.message();
  }
}

}  // namespace

TEST_CASE("a definition that nothing changed has the text that it was read from", "[sqlite]") {
  for (const std::string& text : nasty_texts()) {
    INFO(text);
    CHECK(to_string(parse_table_definition(text)) == text);
  }
}

TEST_CASE("columns have their names without quotes and their types as written", "[sqlite]") {
  using Columns = std::vector<std::string>;
  const auto& texts = nasty_texts();
  CHECK(columns_of(parse_table_definition(texts[0])) == Columns{"x|"});
  CHECK(
      columns_of(parse_table_definition(texts[2])) ==
      Columns{"x\"y|int", "z w|text", "q`r|blob", "s|real"});
  CHECK(columns_of(parse_table_definition(texts[6])) == Columns{"a|int", "b|"});
  CHECK(columns_of(parse_table_definition(texts[7])) == Columns{"a|int unsigned big (10, -2)"});
  CHECK(
      columns_of(parse_table_definition(texts[23])) ==
      Columns{"key|text", "desc|int", "check|int", "primary|int", "replace|", "abort|"});
  CHECK(
      columns_of(parse_table_definition(texts[27])) ==
      Columns{"a|\"my type\" (3)", "b|'other'", "c|[x y]"});
}

TEST_CASE("clauses are told apart, with their names", "[sqlite]") {
  using Texts = std::vector<std::string>;
  const auto clauses = [](std::string_view text) { return texts_of(parse_clauses(text)); };
  CHECK(
      clauses("constraint \"a b\" not null default -1 check (x > (1)) unique on conflict ignore") ==
      Texts{"a b|not null", "|default -1", "|check (x > (1))", "|unique on conflict ignore"});
  CHECK(
      clauses("references p on delete set null not null") ==
      Texts{"|references p on delete set null", "|not null"});
  CHECK(
      clauses("references p not deferrable null") ==
      Texts{"|references p not deferrable", "|null"});
  CHECK(
      clauses("references p unique deferrable") ==
      Texts{"|references p", "|unique", "|deferrable"});
  CHECK(
      clauses("generated always as (a, b) stored") == Texts{"|generated always as (a, b) stored"});
}

TEST_CASE("a table tells its key, and whether that is the rowid", "[sqlite]") {
  struct Case {
    std::string text;
    std::vector<std::string> key;
    std::string rowid;
  };
  const std::vector<Case> cases{
      {"CREATE TABLE t (a INTEGER PRIMARY KEY)", {"a"}, "a"},
      {"CREATE TABLE t (a \"integer\" PRIMARY KEY ASC)", {"a"}, "a"},
      {"CREATE TABLE t (a INTEGER PRIMARY KEY DESC)", {"a"}, ""},
      {"CREATE TABLE t (a INTEGER, PRIMARY KEY (\"A\" DESC))", {"A"}, "a"},
      {"CREATE TABLE t (a INT PRIMARY KEY)", {"a"}, ""},
      {"CREATE TABLE t (a INTEGER, b, PRIMARY KEY (b, a))", {"b", "a"}, ""},
      {"CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID", {"a"}, ""},
      {"CREATE TABLE t (a INTEGER UNIQUE)", {}, ""},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    const TableDefinition table = parse_table_definition(one.text);
    CHECK(table.primary_key() == one.key);
    CHECK(table.rowid_column().value_or("") == one.rowid);
  }
}

TEST_CASE("a column is added behind the others, a constraint behind everything", "[sqlite]") {
  TableDefinition table = parse_table_definition(
      "CREATE TABLE t (\n    a int, -- about a\n    check (a > 0) -- the end\n)");
  table.add_column("b int");
  table.add_constraint("CHECK (b > 0)");
  CHECK(
      to_string(table) ==
      "CREATE TABLE t (\n    a int, -- about a\n    b int,\n    check (a > 0), -- the end\n    "
      "CHECK "
      "(b > 0)\n)");
}

TEST_CASE("a comment never swallows what came behind a part that is gone", "[sqlite]") {
  TableDefinition table =
      parse_table_definition("CREATE TABLE t (a int, -- about a\n b int, c int -- about c\n)");
  table.elements.erase(table.elements.begin() + 1);
  CHECK(to_string(table) == "CREATE TABLE t (a int, -- about a\n c int -- about c\n)");
  table.elements.pop_back();
  CHECK(to_string(table) == "CREATE TABLE t (a int -- about a\n)");
  TableDefinition front = parse_table_definition("CREATE TABLE t (a int -- about a\n, b int)");
  front.elements.pop_back();
  CHECK(to_string(front) == "CREATE TABLE t (a int -- about a\n)");
}

TEST_CASE("a virtual table and a text that is none are refused by name", "[sqlite]") {
  const auto message = [](const std::string& text) {
    return error_of([&] { parse_table_definition(text); }).message();
  };
  CHECK_THAT(message("CREATE VIRTUAL TABLE docs USING fts5 (a)"), Contains("docs is a virtual"));
  for (const std::string text :
       {"CREATE TABLE t (a int",
        "CREATE TABLE t (a int,",
        "CREATE TABLE t (a int check (b)",
        "CREATE TABLE t (a 'int)",
        "CREATE TABLE t (a int) NONSENSE",
        "CREATE TABLE t (a int /*",
        "CREATE TABLE t AS SELECT 1",
        "CREATE TABLE t (a default)"}) {
    INFO(text);
    CHECK_THAT(message(text), Contains("cannot read how table t was made"));
  }
}

TEST_CASE("SQLite stores texts that are read, whatever has altered the table", "[sqlite]") {
  const auto connection = connect({.dialect = "sqlite", .path = ":memory:"}, {});
  connection->execute("CREATE TABLE IF NOT EXISTS main.\"a b\" (x int -- one\n)");
  connection->execute("ALTER TABLE \"a b\" ADD COLUMN y /* two */ text default 'it''s'");
  connection->execute("ALTER TABLE \"a b\" ADD z int /* three */ not null default (1)");
  connection->execute(R"(ALTER TABLE "a b" RENAME COLUMN x TO "select")");
  connection->execute(R"(CREATE TABLE c AS SELECT "select", y AS "y y", 1 + 1 FROM "a b")");
  connection->execute("ALTER TABLE \"a b\" RENAME TO [group]");
  for (const db::Row& row : connection->query("SELECT sql FROM sqlite_schema")) {
    INFO(*row[0]);
    CHECK(to_string(parse_table_definition(*row[0])) == *row[0]);
  }
}

TEST_CASE("mutated texts are read or refused, and never end the process", "[sqlite]") {
  std::mt19937 random(7);  // the same texts each time
  constexpr int rounds = 4000;
  for (int i = 0; i < rounds; ++i) {
    std::string text = nasty_texts()[random() % nasty_texts().size()];
    for (int changes = 0; changes < 3; ++changes)
      text = mutated(text, random);
    const std::string printed = printed_again(text);
    if (printed != text) FAIL(text << "\nbecame\n" << printed);
  }
}

}  // namespace migrate::dialect::sqlite
