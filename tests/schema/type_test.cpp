#include "schema/type.hpp"

#include "testing/catch.hpp"

namespace migrate::schema {

TEST_CASE("a type is described as a unit writes it", "[schema]") {
  CHECK(describe(Type{.kind = TypeKind::big_integer}) == "big_integer()");
  CHECK(describe(Type{.kind = TypeKind::varchar, .length = 20}) == "varchar(20)");
  CHECK(describe(Type{.kind = TypeKind::numeric, .length = 10, .scale = 2}) == "numeric(10, 2)");
  CHECK(describe(Type{.kind = TypeKind::text, .dimensions = 2}) == "array(array(text()))");
  CHECK(
      describe(Type{.kind = TypeKind::enumeration, .name = "mood", .schema = "app"}) ==
      "enumeration(\"mood\", \"app\")");
}

}  // namespace migrate::schema
