#include "dialect/sqlite/expression.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "testing/catch.hpp"

namespace migrate::dialect::sqlite {
namespace {

const LowerNames columns{"a", "b", "x y", "end"};

}  // namespace

TEST_CASE("a tidy expression is as it was written, on one line", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a>0", "a>0"},
      {"  A\n  >\t0 ", "A > 0"},
      {"a -- the first\n > /* two */ 0", "a > 0"},
      {"((a > 0))", "a > 0"},
      {"(a) > (0)", "(a) > (0)"},
      {"((a) > (0))", "(a) > (0)"},
      {"a = 'x  y -- z'", "a = 'x  y -- z'"},
      {R"("a" = "c")", "\"a\" = 'c'"},
      {"a = \"it's\"", "a = 'it''s'"},
      {"[c] = `d`", "[c] = `d`"},
      {"t.a >t . \"b\"", "a > \"b\""},
      {"main.t.a", "a"},
      {"\"lower\"(a)", "\"lower\"(a)"},
      {"", ""},
      {"()", "()"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(tidy(text, columns) == expected);
  }
}

TEST_CASE("expressions that mean the same have one canonical text", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a>0", "( A  > 0 )"},
      {"a == b", "a = b"},
      {"a != b", "a <> b"},
      {"\"a\" + [b] + `x y`", "A + b + \"X Y\""},
      {"a = \"c\"", "a = 'c'"},
      {"a ISNULL", "a IS NULL"},
      {"a NOTNULL", "a IS NOT NULL"},
      {"LOWER(a)", "\"lower\"(a)"},
      {"a COLLATE nocase", "a COLLATE \"NOCASE\""},
      {"a COLLATE 'nocase'", "a collate NoCase"},
      {"CAST(a AS INTEGER)", "cast(a as \"integer\")"},
      {"x'AB'", "X'ab'"},
      {"1E3 + 0X1f", "1e3 + 0x1F"},
      {"t.a", "a"},
      {"CASE WHEN a THEN b END", "case when A then B end"},
  };
  for (const auto& [one, other] : cases) {
    INFO(one << "\n" << other);
    CHECK(canonical(one, columns) == canonical(other, columns));
  }
}

TEST_CASE("a canonical text keeps what has a meaning", "[sqlite]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a = 'x'", "a = 'X'"},
      {"a = 'x '", "a = 'x'"},
      {"a = \"b\"", "a = 'b'"},
      {"a = 'a'", "a = a"},
      {"a = NULL", "a = 'null'"},
      {"a = \"null\"", "a = null"},
      {"CURRENT_DATE", "\"current_date\""},
      {"\"end\"", "end"},
      {"a < b", "a <= b"},
      {"a < b", "a << b"},
      {"- a", "+ a"},
      {"a - - b", "a - b"},
      {"1.0", "1"},
      {"'1'", "1"},
      {"x'61'", "'a'"},
      {"(a + b) * 2", "a + b * 2"},
      {"(a) + (b)", "(a + b)"},
      {"true", "\"true\""},
  };
  for (const auto& [one, other] : cases) {
    INFO(one << "\n" << other);
    CHECK(canonical(one, columns) != canonical(other, columns));
  }
}

TEST_CASE("new names stand in place of columns, and of nothing else", "[sqlite]") {
  const std::map<std::string, std::string> names{
      {"a", "new a"}, {"b", "a"}, {"lower", "upper"}, {"end", "finish"}};
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a + B", "\"new a\" + a"},
      {"\"A\" = 'a'", "\"new a\" = 'a'"},
      {"lower(a) = lower", "lower(\"new a\") = upper"},
      {"a.a", "a.\"new a\""},
      {"CASE WHEN a THEN b END", "CASE WHEN \"new a\" THEN a END"},
      {"\"end\" /* a */ > 0", "finish /* a */ > 0"},
      {"c", "c"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(with_new_names(text, names) == expected);
  }
}

TEST_CASE("only the name of the table goes from in front of columns", "[sqlite]") {
  CHECK(
      without_qualifiers("CHECK (T.a > \"t\".b AND 't.a' <> u.t)", "t") ==
      "CHECK (a > b AND 't.a' <> u.t)");
}

}  // namespace migrate::dialect::sqlite
