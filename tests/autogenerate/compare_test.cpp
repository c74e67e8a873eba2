#include "autogenerate/compare.hpp"

#include "autogenerate/schemas.hpp"
#include "testing/catch.hpp"

namespace migrate::autogenerate {
namespace {

Texts steps(const schema::MetaData& from, const schema::MetaData& to) {
  return texts(compare(from, to, {}, {}));
}

}  // namespace

TEST_CASE("equal schemas have no difference", "[autogenerate]") {
  const auto schema = tables({table("a", {column("x")})});
  CHECK(compare(schema, schema, {}, {}) == Difference{});
}

TEST_CASE("tables that refer to each other get one key by a step of its own", "[autogenerate]") {
  const auto to = tables(
      {with(table("b", {column("a_id")}), {foreign_key("fk_b", "a_id", "a")}),
       with(table("a", {column("b_id")}), {foreign_key("fk_a", "b_id", "b")})});
  CHECK(steps({}, to) == Texts{"create table a", "create table b", "add foreign key fk_a to a"});
  CHECK(steps(to, {}) == Texts{"drop constraint fk_a of a", "drop table b", "drop table a"});
}

TEST_CASE("a column that is dropped is dropped behind its parts", "[autogenerate]") {
  const auto from = tables(
      {with(with(table("a", {column("x")}), {check("ck_x", "x > 0")}), index("ix_x", {"x"}))});
  CHECK(
      steps(from, tables({table("a")})) ==
      Texts{"drop index ix_x", "drop constraint ck_x of a", "drop column a.x"});
}

TEST_CASE("a primary key takes its foreign keys with it", "[autogenerate]") {
  auto from = tables(
      {with(table("a", {not_null(column("x"))}), {unique("uq_x", {"x"})}),
       with(table("b", {column("a_id")}), {foreign_key("fk_b", "a_id", "a")})});
  auto to = from;
  std::get<schema::PrimaryKey>(to.tables[0].constraints[0]).columns = {"id", "x"};
  to.tables[0].constraints.push_back(unique("uq_id", {"id"}));
  CHECK(
      steps(from, to) == Texts{
                             "drop constraint fk_b of b",
                             "drop constraint pk_a of a",
                             "add primary key pk_a to a",
                             "add unique constraint uq_id to a",
                             "add foreign key fk_b to b"});
}

}  // namespace migrate::autogenerate
