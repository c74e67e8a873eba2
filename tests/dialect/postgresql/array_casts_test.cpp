#include "dialect/postgresql/array_casts.hpp"

#include <string>

#include "testing/catch.hpp"

using migrate::dialect::postgresql::with_casts_in_arrays;

TEST_CASE("the cast of an array is its elements'", "[postgresql]") {
  const auto [printed, again] = GENERATE(table<std::string, std::string>({
      {"a = ANY (ARRAY['x'::character varying, 'it''s'::character varying]::text[])",
       "a = ANY (ARRAY['x'::character varying::text, 'it''s'::character varying::text])"},
      {"((a)::text = ANY ((ARRAY['x'::character varying, b])::text[]))",
       "((a)::text = ANY (ARRAY[('x'::character varying)::text, (b)::text]))"},
  }));
  CHECK(with_casts_in_arrays(printed) == again);
}

TEST_CASE(
    "the cast of a call with an array is left alone, as whatever is not plain", "[postgresql]") {
  const auto text = GENERATE(
      as<std::string>{},
      "f(ARRAY['x'::text])::text[]",
      "ARRAY['x'::text]",
      "(ARRAY[f('x')])::text[]",
      "(ARRAY[ARRAY['x']])::text[]",
      "SELECT 'ARRAY[''x'']::text[]'",
      "$$ARRAY['x']::text[]$$");
  CHECK(with_casts_in_arrays(text) == text);
}
