#include "models/plain_numbers.hpp"

#include <string>
#include <vector>

#include "testing/catch.hpp"

namespace migrate::models {
namespace {

using schema::Expression;
using schema::Value;

struct Case {
  TypeKind kind{TypeKind::integer};
  std::string expression{};
  Value value{};
};

TEST_CASE("a number that is cast to a type of numbers is written plainly", "[models]") {
  const std::vector<Case> cases{
      {TypeKind::big_integer, "'5'::bigint", std::int64_t{5}},
      {TypeKind::real, "'-2.5'::real", -2.5},
      {TypeKind::double_precision, "'4.5'::double precision", 4.5},
      {TypeKind::numeric, "'7'::numeric", std::int64_t{7}},
      // As a number it would lose a digit, or is none.
      {TypeKind::numeric, "'1.50'::numeric", Expression{"'1.50'::numeric"}},
      {TypeKind::numeric, "'NaN'::numeric", Expression{"'NaN'::numeric"}},
      {TypeKind::numeric, "'5'::numeric(3,1)", Expression{"'5'::numeric(3,1)"}},
      {TypeKind::numeric, "'5'::money", Expression{"'5'::money"}},
      {TypeKind::integer, "f('5'::bigint)", Expression{"f('5'::bigint)"}},
      {TypeKind::text, "'5'::bigint", Expression{"'5'::bigint"}},
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    schema::MetaData metadata;
    metadata.tables = {
        {.columns = {
             {.name = "a",
              .type = {.kind = one.kind},
              .server_default = Expression{one.expression}}}}};
    CHECK(with_plain_numbers(metadata).tables.front().columns.front().server_default == one.value);
  }
}

}  // namespace
}  // namespace migrate::models
