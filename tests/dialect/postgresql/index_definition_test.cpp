#include "dialect/postgresql/index_definition.hpp"

#include <string>
#include <vector>

#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {

namespace {

struct Case {
  std::string text{};
  IndexDefinition definition{};
};

const std::vector<Case> cases{
    {"CREATE INDEX i ON public.t USING btree (a)", {.elements = {{.text = "a"}}}},
    {"CREATE UNIQUE INDEX \"USING (\" ON ONLY \"x.y\".\"t(\" USING gin (\"a,b)\", c)",
     {.elements = {{.text = "\"a,b)\""}, {.text = "c"}}}},
    {"CREATE INDEX i ON t USING btree (lower(a), public.f(a, ')'), ((a || ','::text)))",
     {.elements =
          {{.text = "lower(a)"}, {.text = "public.f(a, ')')"}, {.text = "((a || ','::text))"}}}},
    {"CREATE INDEX i ON t USING btree (a COLLATE \"C\" text_pattern_ops DESC NULLS LAST, b DESC, "
     "c NULLS FIRST, d COLLATE x.\"y z\", e s.\"o p\", f COLLATE \"C\" DESC)",
     {.elements =
          {{.text = "a", .has_collation = true, .operator_class = "text_pattern_ops"},
           {.text = "b"},
           {.text = "c"},
           {.text = "d", .has_collation = true},
           {.text = "e", .operator_class = "s.\"o p\""},
           {.text = "f", .has_collation = true}}}},
    {"CREATE INDEX i ON t USING gist (a gist_trgm_ops (siglen='32'), lower(b) o (x='a,)') DESC)",
     {.elements =
          {{.text = "a", .operator_class = "gist_trgm_ops (siglen='32')"},
           {.text = "lower(b)", .operator_class = "o (x='a,)')"}}}},
    {"CREATE INDEX i ON t USING btree (a) INCLUDE (\"WHERE\", b) NULLS NOT DISTINCT WITH "
     "(fillfactor='70') TABLESPACE \"WHERE\" WHERE ((a > 0) AND (b <> 'WHERE'::text))",
     {.elements = {{.text = "a"}}, .where = "((a > 0) AND (b <> 'WHERE'::text))"}},
    {"CREATE INDEX i ON t USING btree (a) WHERE b", {.elements = {{.text = "a"}}, .where = "b"}},
};

}  // namespace

TEST_CASE("the print of an index is taken apart", "[postgresql]") {
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const auto read = read_index_definition(one.text);
    const bool is_read = read.has_value();
    REQUIRE(is_read);
    CHECK(read->elements == one.definition.elements);
    CHECK(read->where == one.definition.where);
  }
}

TEST_CASE("what is no print of an index is not taken for one", "[postgresql]") {
  for (const char* const text : {"", "CREATE INDEX i", "CREATE INDEX i ON t USING btree ("}) {
    CAPTURE(text);
    const bool is_read = read_index_definition(text).has_value();
    CHECK_FALSE(is_read);
  }
}

}  // namespace migrate::dialect::postgresql
