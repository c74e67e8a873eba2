#include "engine/unmanaged.hpp"

#include "support/error.hpp"
#include "testing/catch.hpp"

namespace migrate::engine {
namespace {

const schema::MetaData managed{.objects = {{.kind = "subscription", .name = "s"}}};
const schema::MetaData unmanaged{.unmanaged = {{.key = "subscription s", .reason = "hidden"}}};

TEST_CASE("what is not managed is neither made again nor dropped", "[engine]") {
  CHECK_THROWS_WITH(
      refuse_unmanaged(unmanaged, managed),
      "subscription s is there and is declared, and the one that is there is not managed: hidden");
  CHECK_THROWS_WITH(
      refuse_unmanaged(managed, unmanaged),
      Catch::Contains("the one that is declared is not managed: hidden"));
}

TEST_CASE("what is not managed is in nobody's way by itself", "[engine]") {
  CHECK_NOTHROW(refuse_unmanaged(unmanaged, {}));
  CHECK_NOTHROW(refuse_unmanaged({}, unmanaged));
  CHECK_NOTHROW(refuse_unmanaged(unmanaged, unmanaged));
}

TEST_CASE("what is managed in part is compared", "[engine]") {
  schema::MetaData typed{.unmanaged = {{.key = "table app.t", .reason = "of a type"}}};
  typed.tables.push_back({.name = {.schema = "app", .name = "t"}});
  schema::MetaData plain;
  plain.tables = typed.tables;
  CHECK_NOTHROW(refuse_unmanaged(typed, plain));
  typed.tables.clear();
  CHECK_THROWS_AS(refuse_unmanaged(typed, plain), Error);
}

}  // namespace
}  // namespace migrate::engine
