#include "sql/lexer.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "testing/catch.hpp"
#include "testing/nasty_text.hpp"
#include "testing/syntaxes.hpp"

namespace migrate::sql {
namespace {

using testing::postgresql_syntax;
using testing::sqlite_syntax;

std::vector<Token> tokens(std::string_view text, const Syntax& syntax) {
  std::vector<Token> result;
  Lexer lexer(text, syntax);
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    result.push_back(token);
  }
  return result;
}

/// The tokens but for white space, put between bars.
std::string in_bars(std::string_view text, const Syntax& syntax) {
  std::string result = "|";
  for (const Token& token : tokens(text, syntax)) {
    if (token.kind != TokenKind::space) result.append(token.text).append("|");
  }
  return result;
}

TokenKind kind_of(std::string_view text, const Syntax& syntax) {
  const auto all = tokens(text, syntax);
  return all.size() == 1 ? all[0].kind : TokenKind::end;
}

TEST_CASE("every literal of PostgreSQL is one string token", "[sql]") {
  for (const char* text :
       {"'it''s'",
        R"('a\')",
        R"(E'it\'s')",
        R"(e'\\')",
        "E'a''b'",
        R"(U&'\0441')",
        "B'01'",
        "x'ff'",
        "N'a'",
        "$$a;'b$$",
        "$tag$ $$ $other$ $tag$",
        "$\xC3\xA9$x$\xC3\xA9$"}) {
    INFO(text);
    CHECK(kind_of(text, postgresql_syntax()) == TokenKind::string);
  }
}

TEST_CASE("a literal with escapes keeps them where it goes on in the next line", "[sql]") {
  const Syntax syntax = postgresql_syntax();
  CHECK(kind_of("E'a'\n 'b\\'c'", syntax) == TokenKind::string);
  CHECK(kind_of("E'a' -- comment\n -- another\n'b\\'c'", syntax) == TokenKind::string);
  CHECK(in_bars("E'a' 'b'", syntax) == "|E'a'|'b'|");
  CHECK(in_bars("E'a'\n;", syntax) == "|E'a'|;|");
}

TEST_CASE("a dollar sign inside a word begins no quote", "[sql]") {
  const Syntax syntax = postgresql_syntax();
  CHECK(in_bars("a$b$c;d$b$", syntax) == "|a$b$c|;|d$b$|");
  CHECK(in_bars("$1+$23", syntax) == "|$1|+|$23|");
  CHECK(in_bars("1$$x$$", syntax) == "|1|$$x$$|");
  CHECK(in_bars("$a b$", syntax) == "|$|a|b$|");
}

TEST_CASE("an escape prefix is a word of one letter", "[sql]") {
  CHECK(in_bars(R"(nameE'\';)", postgresql_syntax()) == R"(|nameE|'\'|;|)");
  CHECK(in_bars(R"(e'\';)", sqlite_syntax()) == R"(|e|'\'|;|)");
}

TEST_CASE("comments nest only where the syntax says so", "[sql]") {
  CHECK(kind_of("/* a /* b */ c */", postgresql_syntax()) == TokenKind::block_comment);
  CHECK(kind_of("/* a /* b */", postgresql_syntax()) == TokenKind::unterminated);
  CHECK(kind_of("/* a /* b */", sqlite_syntax()) == TokenKind::block_comment);
  CHECK(kind_of("/*/", sqlite_syntax()) == TokenKind::unterminated);
  CHECK(kind_of("/**/", postgresql_syntax()) == TokenKind::block_comment);
}

TEST_CASE("a line comment leaves its line end out, CRLF too", "[sql]") {
  CHECK(tokens("-- a\r\nb", sqlite_syntax())[0].text == "-- a");
  CHECK(tokens("-- a\r\nb", postgresql_syntax())[0].text == "-- a");
  CHECK(tokens("--", sqlite_syntax())[0].text == "--");
}

TEST_CASE("a carriage return alone ends a comment where the database thinks so", "[sql]") {
  CHECK(in_bars("-- a\rb", postgresql_syntax()) == "|-- a|b|");
  CHECK(in_bars("-- a\rb", sqlite_syntax()) == "|-- a\rb|");
}

TEST_CASE("an operator ends where a comment begins", "[sql]") {
  CHECK(in_bars("a+--b\nc*/*d*/e", postgresql_syntax()) == "|a|+|--b|c|*|/*d*/|e|");
}

TEST_CASE("SQLite quotes identifiers in three ways", "[sql]") {
  for (const char* text : {R"("a""b")", "`a``b`", "[a;'b]"}) {
    INFO(text);
    CHECK(kind_of(text, sqlite_syntax()) == TokenKind::quoted_identifier);
  }
  CHECK(in_bars("a[1]", postgresql_syntax()) == "|a|[|1|]|");
  CHECK(kind_of("U&\"d!0061\"", postgresql_syntax()) == TokenKind::quoted_identifier);
}

TEST_CASE("numbers are one token with their exponent", "[sql]") {
  for (const char* text : {"1", "1.5", ".5", "1e5", "1e+5", "2.5E-3", "0x1F", "1_000"}) {
    INFO(text);
    CHECK(kind_of(text, postgresql_syntax()) == TokenKind::number);
  }
  CHECK(in_bars("1-2", postgresql_syntax()) == "|1|-|2|");
  CHECK(in_bars("0xe+1", postgresql_syntax()) == "|0xe|+|1|");
}

TEST_CASE("what the text ends in is one unterminated token", "[sql]") {
  for (const char* text : {"'a", "\"a", "E'a\\'", "$$a$", "$t$ $$", "/* a", "U&'a"}) {
    INFO(text);
    CHECK(kind_of(text, postgresql_syntax()) == TokenKind::unterminated);
  }
  CHECK(kind_of("[a", sqlite_syntax()) == TokenKind::unterminated);
  CHECK(kind_of("`a", sqlite_syntax()) == TokenKind::unterminated);
}

TEST_CASE("a backslash begins a psql command only where there is psql", "[sql]") {
  CHECK(in_bars("\\set x 'y\nselect", postgresql_syntax()) == R"(|\set x 'y|select|)");
  CHECK(in_bars("\\set", sqlite_syntax()) == "|\\|set|");
}

TEST_CASE("a byte order mark is white space at the very beginning only", "[sql]") {
  CHECK(in_bars("\xEF\xBB\xBFselect", sqlite_syntax()) == "|select|");
  CHECK(in_bars("a \xEF\xBB\xBF", sqlite_syntax()) == "|a|\xEF\xBB\xBF|");
}

TEST_CASE("the lexer goes on from where it is told to", "[sql]") {
  const Syntax syntax = postgresql_syntax();
  Lexer lexer("a 'b", syntax);
  lexer.skip_to(3);
  CHECK(lexer.next() == Token{TokenKind::word, "b"});
  CHECK(lexer.offset() == 4);
}

std::string together(const std::vector<Token>& tokens) {
  std::string result;
  for (const Token& token : tokens)
    result += token.text;
  return result;
}

void check_total(const Syntax& syntax) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = testing::nasty_text(random, 40);
    const auto all = tokens(text, syntax);
    REQUIRE(together(all) == text);
    REQUIRE(std::ranges::none_of(all, &std::string_view::empty, &Token::text));
  }
}

TEST_CASE("every byte of any text is in exactly one token", "[sql]") {
  check_total(postgresql_syntax());
  check_total(sqlite_syntax());
}

TEST_CASE("words are compared without case, ASCII only", "[sql]") {
  CHECK(same_word("BeGiN", "begin"));
  CHECK_FALSE(same_word("begin", "begins"));
  CHECK_FALSE(same_word("\xC3\x89", "\xC3\xA9"));
}

}  // namespace
}  // namespace migrate::sql
