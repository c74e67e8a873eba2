#include "engine/invalid_indexes.hpp"

#include "support/error.hpp"
#include "testing/catch.hpp"

namespace migrate::engine {
namespace {

schema::Unmanaged invalid(const std::string& table, const std::string& index) {
  return {
      .key = "index " + index + " on " + table,
      .reason = "not valid",
      .subject = schema::Reference{
          .kind = schema::ReferenceKind::index, .name = {.name = table}, .part = index}};
}

Comparison with_step(operations::Operation operation) {
  Comparison comparison;
  comparison.live.unmanaged = {invalid("t", "By_a")};
  comparison.live.tables = {
      {.name = {.name = "t"}, .partition_by = "LIST (a)"},
      {.name = {.name = "part"}, .partition_of = "t"},
      {.name = {.name = "other"}}};
  comparison.upgrade.steps = {{.operation = std::move(operation)}};
  return comparison;
}

TEST_CASE("no index is made under the name of one that is not valid", "[engine]") {
  const auto comparison = with_step(operations::AddConstraint{
      .table = {.name = "other"}, .constraint = schema::Unique{.name = "By_a"}});
  CHECK_THROWS_WITH(
      refuse_invalid_indexes(comparison), Catch::Contains("index By_a on t is not valid"));
}

TEST_CASE("indexes of partitions stay while one of the parent is not valid", "[engine]") {
  const auto comparison =
      with_step(operations::DropIndex{.table = {.name = "part"}, .name = "mine"});
  CHECK_THROWS_AS(refuse_invalid_indexes(comparison), Error);
}

TEST_CASE("a declared index that is not valid takes none away", "[engine]") {
  auto comparison = with_step(operations::DropIndex{.table = {.name = "other"}, .name = "mine"});
  CHECK_NOTHROW(refuse_invalid_indexes(comparison));
  comparison.declared.unmanaged = {invalid("other", "mine")};
  CHECK_THROWS_AS(refuse_invalid_indexes(comparison), Error);
}

TEST_CASE("other tables, and checks, are no matter of an index that is not valid", "[engine]") {
  CHECK_NOTHROW(refuse_invalid_indexes(
      with_step(operations::CreateIndex{.table = {.name = "other"}, .index = {.name = "by_b"}})));
  CHECK_NOTHROW(refuse_invalid_indexes(with_step(operations::AddConstraint{
      .table = {.name = "t"}, .constraint = schema::Check{.name = "By_a"}})));
}

}  // namespace
}  // namespace migrate::engine
