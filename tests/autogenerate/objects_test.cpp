#include "autogenerate/compare.hpp"
#include "autogenerate/schemas.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::autogenerate {
namespace {

using schema::MetaData;
using schema::Rename;
using schema::RenameKind;

Texts steps(const MetaData& from, const MetaData& to) {
  return texts(compare(from, to, {}, {}));
}

MetaData moods(Texts values, std::vector<schema::Table> tables = {}) {
  return {
      .enums = {{.name = {.name = "mood"}, .values = std::move(values)}},
      .tables = std::move(tables)};
}

MetaData sequences(std::vector<schema::Sequence> all, std::vector<schema::Table> tables = {}) {
  return {.sequences = std::move(all), .tables = std::move(tables)};
}

schema::Sequence owned(std::string table, std::string column) {
  return {
      .name = {.name = "s"},
      .owned_by_table = std::move(table),
      .owned_by_column = std::move(column)};
}

schema::Column numbered(std::string name) {
  return with_default(column(std::move(name)), schema::Expression{"nextval('s'::regclass)"});
}

}  // namespace

TEST_CASE("a schema is made before what is in it, and goes behind that", "[autogenerate]") {
  auto a = table("a");
  a.name.schema = "app";
  const MetaData to{.schemas = {{.name = "app", .comment = "ours"}}, .tables = {a}};
  CHECK(
      steps({}, to) ==
      Texts{"create schema app", "create table app.a", "set comment of schema app"});
  CHECK(steps(to, {}) == Texts{"drop table app.a", "drop schema app"});
}

TEST_CASE("a schema in which nothing is looked after stays", "[autogenerate]") {
  const MetaData from{.schemas = {{.name = "app"}}};
  CHECK(compare(from, {}, {}, {}) == Difference{});
  CHECK(compare_back(from, {}, {}, {}) == Difference{});
}

TEST_CASE("the way back drops the schema that the way there has made", "[autogenerate]") {
  const MetaData to{.schemas = {{.name = "app"}}};
  CHECK(texts(compare({}, to, {}, {})) == Texts{"create schema app"});
  CHECK(texts(compare_back({}, to, {}, {})) == Texts{"drop schema app"});
}

TEST_CASE("a value is added in its place", "[autogenerate]") {
  const auto add = [](Texts from, Texts to) {
    std::vector<Texts> result;
    for (const Step& step : compare(moods(std::move(from)), moods(std::move(to)), {}, {}).steps) {
      const auto& one = std::get<operations::AddEnumValue>(step.operation);
      result.push_back({one.value, one.before, one.after});
    }
    return result;
  };
  CHECK(add({"b"}, {"a", "b"}) == std::vector<Texts>{{"a", "b", ""}});
  CHECK(add({"a", "c"}, {"a", "b", "c"}) == std::vector<Texts>{{"b", "", "a"}});
  CHECK(add({"a"}, {"a", "b", "c"}) == std::vector<Texts>{{"b", "", ""}, {"c", "", ""}});
}

TEST_CASE("a type that loses a value is replaced under its columns", "[autogenerate]") {
  auto a = table("a", {with_default(column("x", enumeration("mood")), std::string("sad"))});
  a = with(with(a, {check("ck", "x <> 'ok'::mood")}), index("ix", {"x"}));
  const auto difference =
      compare(moods({"sad", "ok", "happy"}, {a}), moods({"sad", "ok"}, {a}), {}, {});
  CHECK(
      texts(difference) == Texts{
                               "drop constraint ck of a",
                               "rename enumeration mood to mood__old",
                               "create enumeration mood",
                               "alter column a.x",
                               "add check constraint ck to a",
                               "drop enumeration mood__old"});
  const auto& alter = std::get<operations::AlterColumn>(difference.steps[3].operation);
  CHECK(alter.convert_by_text);
  CHECK(alter.change.type == enumeration("mood"));
  CHECK(alter.change.server_default == schema::Value(std::string("sad")));
  CHECK(lines(difference) == Texts{"remove value 'happy' of enumeration mood"});
  REQUIRE(difference.steps[2].risks.size() == 1);
  CHECK(difference.steps[2].risks[0].kind == RiskKind::enum_value_removed);
}

TEST_CASE("a new value that is used at once is committed first", "[autogenerate]") {
  const auto from = moods({"sad"}, {table("a"), table("b", {column("x", enumeration("mood"))})});
  const auto to = moods(
      {"sad", "ok"},
      {table("a", {with_default(column("x", enumeration("mood")), std::string("ok"))})});
  const auto difference = compare(from, to, {}, {});
  CHECK(
      texts(difference) ==
      Texts{"add value ok to enumeration mood", "drop table b", "add column a.x"});
  CHECK(difference.steps[0].is_autocommitted);
  CHECK(std::get<operations::AddEnumValue>(difference.steps[0].operation).if_not_exists);
  CHECK_FALSE(difference.steps[1].is_autocommitted);
}

TEST_CASE(
    "a type is replaced when a new value is used at once and nothing may be committed first",
    "[autogenerate]") {
  const auto from = moods({"sad"}, {table("a")});
  const auto to = moods(
      {"sad", "ok"},
      {table("a", {with_default(column("x", enumeration("mood")), std::string("ok"))})});
  CHECK(
      texts(compare(from, to, {}, {.leaves_transactions = false})) ==
      Texts{
          "rename enumeration mood to mood__old",
          "create enumeration mood",
          "add column a.x",
          "drop enumeration mood__old"});
}

TEST_CASE("values in another order are a change of the order", "[autogenerate]") {
  CHECK(
      lines(compare(moods({"a", "b"}), moods({"b", "a"}), {}, {})) ==
      Texts{"change order of values of enumeration mood"});
}

TEST_CASE("a type is dropped behind the columns that leave it", "[autogenerate]") {
  const auto from = moods({"sad"}, {table("a", {column("x", enumeration("mood"))})});
  const auto to = tables({table("a", {column("x", {.kind = TypeKind::text})})});
  CHECK(steps(from, to) == Texts{"alter column a.x", "drop enumeration mood"});
}

TEST_CASE(
    "a sequence comes before the default that uses it, and its owner after", "[autogenerate]") {
  const auto to = sequences({owned("a", "x")}, {table("a", {numbered("x")})});
  const auto difference = compare({}, to, {}, {});
  CHECK(texts(difference) == Texts{"create sequence s", "create table a", "alter sequence s"});
  CHECK(lines(difference) == Texts{"create table a"});
}

TEST_CASE("a sequence goes with the column that owns it", "[autogenerate]") {
  const auto from = sequences({owned("a", "x")}, {table("a", {numbered("x")})});
  const auto difference = compare(from, tables({table("a")}), {}, {});
  CHECK(texts(difference) == Texts{"drop column a.x"});
  CHECK(lines(difference) == Texts{"drop column a.x"});
}

TEST_CASE("a sequence is saved from the column that owned it", "[autogenerate]") {
  const auto from = sequences({owned("a", "x")}, {table("a", {column("x")})});
  const auto to = sequences({{.name = {.name = "s"}}}, {table("a")});
  const auto difference = compare(from, to, {}, {});
  CHECK(texts(difference) == Texts{"alter sequence s", "drop column a.x"});
  CHECK(
      lines(difference) == Texts{"change owner of sequence s from a.x to none", "drop column a.x"});
}

TEST_CASE("a sequence is changed as a whole", "[autogenerate]") {
  const auto difference = compare(
      sequences({{.name = {.name = "s"}}}),
      sequences({{.name = {.name = "s"}, .increment = 5}}),
      {},
      {});
  REQUIRE(difference.steps.size() == 1);
  const auto& alter = std::get<operations::AlterSequence>(difference.steps[0].operation);
  CHECK(alter.whole);
  CHECK(alter.change.increment == 5);
  CHECK(lines(difference) == Texts{"change increment of sequence s from the usual to 5"});
}

TEST_CASE("a sequence is dropped behind the default that used it", "[autogenerate]") {
  const auto from = sequences({{.name = {.name = "s"}}}, {table("a", {numbered("x")})});
  CHECK(
      steps(from, tables({table("a", {column("x")})})) ==
      Texts{"alter column a.x", "drop sequence s"});
}

TEST_CASE("the sequence of an identity can have the name of the one before", "[autogenerate]") {
  auto identity = not_null(column("x"));
  identity.identity = schema::Identity{};
  const auto serial = sequences({owned("a", "x")}, {table("a", {not_null(numbered("x"))})});
  const auto numbering = tables({table("a", {identity})});
  CHECK(
      steps(serial, numbering) == Texts{"alter column a.x", "drop sequence s", "alter column a.x"});
  CHECK(
      steps(numbering, serial) ==
      Texts{"alter column a.x", "create sequence s", "alter column a.x"});
}

TEST_CASE("renames come first, and are taken back last", "[autogenerate]") {
  const std::vector<Rename> renames{
      {.kind = RenameKind::table, .from = "a", .to = "b"},
      {.kind = RenameKind::column, .parent = {.name = "b"}, .from = "x", .to = "y"}};
  const auto from = tables({table("b", {column("y")})});
  const auto to = tables({table("b", {column("y"), column("z")})});
  CHECK(
      texts(compare(from, to, renames, {})) ==
      Texts{"rename table a to b", "rename column b.x to y", "add column b.z"});
  CHECK(
      texts(compare_back(from, to, renames, {})) ==
      Texts{"drop column b.z", "rename column b.y to x", "rename table b to a"});
  CHECK(
      lines(compare(from, to, renames, {})) ==
      Texts{"rename table a to b", "rename column b.x to y", "add column b.z integer"});
}

TEST_CASE("a rename waits until its name is free", "[autogenerate]") {
  const std::vector<Rename> renames{
      {.kind = RenameKind::index, .parent = {.name = "b"}, .from = "old", .to = "ix"}};
  const auto from =
      tables({with(table("a"), index("ix", {"id"})), with(table("b"), index("ix", {"id"}))});
  const auto to = tables({table("a"), with(table("b"), index("ix", {"id"}))});
  CHECK(texts(compare(from, to, renames, {})) == Texts{"drop index ix", "rename index old to ix"});
}

TEST_CASE("names cannot be exchanged", "[autogenerate]") {
  const std::vector<Rename> renames{
      {.kind = RenameKind::table, .from = "a", .to = "b"},
      {.kind = RenameKind::table, .from = "b", .to = "a"}};
  const auto error = error_of([&] { compare({}, {}, renames, {}); });
  CHECK(error.code() == ErrorCode::unsupported);
  CHECK(error.message() == "names are exchanged: table a to b");
}

TEST_CASE(
    "a table that leaves its parent keeps the keys that it has from there", "[autogenerate]") {
  auto parent = table("t");
  parent.partition_by = "RANGE (id)";
  const schema::Table partition{
      .name = {.name = "leaves"}, .partition_of = "t", .partition_bound = "DEFAULT"};
  auto alone = table("leaves");
  MetaData from{.tables = {parent, partition}, .has_objects = true};
  MetaData to{.tables = {parent, alone}, .has_objects = true};
  CHECK(compare(from, to, {}, {}) == Difference{});

  to.tables.back().constraints.clear();
  const auto error = error_of([&] { compare(from, to, {}, {}); });
  CHECK(
      error.message() ==
      "table leaves is to be no partition of t any more, and to lack a key that it has as one");
}

TEST_CASE("who says nothing of objects cannot attach a partition", "[autogenerate]") {
  auto parent = table("t");
  parent.partition_by = "RANGE (id)";
  const schema::Table partition{
      .name = {.name = "comes"}, .partition_of = "t", .partition_bound = "DEFAULT"};
  const MetaData from{.tables = {parent, table("comes")}, .has_objects = true};
  const MetaData to{.tables = {parent, partition}};
  const auto error = error_of([&] { compare(from, to, {}, {}); });
  CHECK(
      error.message() == "table comes is to be a partition, or none any more, or of another table");
}

}  // namespace migrate::autogenerate
