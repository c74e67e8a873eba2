#include "autogenerate/compare.hpp"

#include "autogenerate/schemas.hpp"
#include "testing/catch.hpp"

namespace migrate::autogenerate {
namespace {

using operations::AlterColumn;
using schema::MetaData;

Texts steps(const MetaData& from, const MetaData& to, const CompareOptions& options = {}) {
  return texts(compare(from, to, {}, options));
}

Texts changes(const MetaData& from, const MetaData& to, const CompareOptions& options = {}) {
  return lines(compare(from, to, {}, options));
}

/// The only step, as this operation.
template <typename Operation>
Operation only(const MetaData& from, const MetaData& to, const CompareOptions& options = {}) {
  const auto difference = compare(from, to, {}, options);
  REQUIRE(texts(difference).size() == 1);
  return std::get<Operation>(difference.steps.front().operation);
}

MetaData one_column(schema::Column column) {
  return tables({table("a", {std::move(column)})});
}

std::vector<RiskKind> risks(const MetaData& from, const MetaData& to) {
  std::vector<RiskKind> result;
  for (const Step& step : compare(from, to, {}, {}).steps) {
    for (const Risk& risk : step.risks)
      result.push_back(risk.kind);
  }
  return result;
}

constexpr CompareOptions rebuilding{.rebuilds_tables = true};

}  // namespace

TEST_CASE("equal schemas have no difference", "[autogenerate]") {
  const auto schema = tables({table("a", {column("x")})});
  CHECK(compare(schema, schema, {}, {}) == Difference{});
}

TEST_CASE("a table that is new is made with all its parts", "[autogenerate]") {
  auto a = with(table("a", {column("x")}), index("ix", {"x"}));
  a.comment = "about a";
  const auto create = only<operations::CreateTable>({}, tables({a}));
  CHECK(create.table == a);
}

TEST_CASE("a table that is dropped takes its rows", "[autogenerate]") {
  const auto difference = compare(tables({table("a")}), {}, {}, {});
  REQUIRE(difference.steps.size() == 1);
  CHECK(difference.steps[0].destroys == "table a and its rows");
  CHECK(std::get<operations::DropTable>(difference.steps[0].operation).existing == table("a"));
  REQUIRE(difference.changes.size() == 1);
  CHECK(
      difference.changes[0] == Change{
                                   .sign = Sign::removed,
                                   .kind = "table",
                                   .name = "a",
                                   .description = "drop table a",
                                   .is_destructive = true});
}

TEST_CASE("tables are made after those that they refer to, and dropped before", "[autogenerate]") {
  const auto to = tables(
      {with(table("a", {column("b_id")}), {foreign_key("fk", "b_id", "b")}),
       with(table("b", {column("c_id")}), {foreign_key("fk", "c_id", "c")}),
       table("c")});
  CHECK(steps({}, to) == Texts{"create table c", "create table b", "create table a"});
  CHECK(steps(to, {}) == Texts{"drop table a", "drop table b", "drop table c"});
}

TEST_CASE("tables that refer to each other get one key by a step of its own", "[autogenerate]") {
  const auto to = tables(
      {with(table("b", {column("a_id")}), {foreign_key("fk_b", "a_id", "a")}),
       with(table("a", {column("b_id")}), {foreign_key("fk_a", "b_id", "b")})});
  CHECK(steps({}, to) == Texts{"create table a", "create table b", "add foreign key fk_a to a"});
  CHECK(steps(to, {}) == Texts{"drop constraint fk_a of a", "drop table b", "drop table a"});
}

TEST_CASE("where tables are rebuilt, references are made with the table", "[autogenerate]") {
  const auto to = tables(
      {with(table("b", {column("a_id")}), {foreign_key("fk_b", "a_id", "a")}),
       with(table("a", {column("b_id")}), {foreign_key("fk_a", "b_id", "b")})});
  CHECK(steps({}, to, rebuilding) == Texts{"create table a", "create table b"});
}

TEST_CASE("a column that is dropped is dropped behind its parts", "[autogenerate]") {
  const auto from = tables(
      {with(with(table("a", {column("x")}), {check("ck_x", "x > 0")}), index("ix_x", {"x"}))});
  CHECK(
      steps(from, tables({table("a")})) ==
      Texts{"drop index ix_x", "drop constraint ck_x of a", "drop column a.x"});
}

TEST_CASE("columns are dropped before they are added", "[autogenerate]") {
  CHECK(
      steps(one_column(column("SomeCasing")), one_column(column("somecasing"))) ==
      Texts{"drop column a.SomeCasing", "add column a.somecasing"});
}

TEST_CASE("a column is added with its default", "[autogenerate]") {
  const auto x = not_null(with_default(column("x"), std::int64_t(7)));
  CHECK(only<operations::AddColumn>(tables({table("a")}), one_column(x)).column == x);
  CHECK(risks(tables({table("a")}), one_column(x)).empty());
}

TEST_CASE("a column that is not null and has no default is a risk", "[autogenerate]") {
  CHECK(
      risks(tables({table("a")}), one_column(not_null(column("x")))) ==
      std::vector{RiskKind::not_null_without_default});
}

TEST_CASE("every aspect of a column is compared", "[autogenerate]") {
  auto to = not_null(with_default(column("x", varchar(40)), std::string("y")));
  to.collation = "C";
  to.comment = "about x";
  const auto from = column("x", varchar(20));
  const auto alter = only<AlterColumn>(one_column(from), one_column(to));
  CHECK(
      alter.change == operations::ColumnAspects{
                          .type = varchar(40),
                          .nullable = false,
                          .server_default = schema::Value(std::string("y")),
                          .comment = "about x",
                          .collation = "C"});
  CHECK(
      alter.existing == operations::ColumnAspects{
                            .type = varchar(20),
                            .nullable = true,
                            .server_default = schema::Value(schema::Null{}),
                            .comment = "",
                            .collation = ""});
  CHECK_FALSE(alter.convert_by_text);
  CHECK(
      changes(one_column(from), one_column(to)) ==
      Texts{
          "change type of column a.x from varchar(20) to varchar(40)",
          "change collation of column a.x from the usual to C",
          "make column a.x not null",
          "set default of column a.x to 'y'",
          "set comment of column a.x"});
}

TEST_CASE("what is not compared stays as it is", "[autogenerate]") {
  auto to = with_default(column("x", varchar(40)), std::string("y"));
  to.comment = "about x";
  const CompareOptions nothing{.types = false, .server_defaults = false, .comments = false};
  CHECK(steps(one_column(column("x")), one_column(to), nothing).empty());
}

TEST_CASE("values are converted by way of text between families of types", "[autogenerate]") {
  const auto alter = only<AlterColumn>(
      one_column(with_default(column("x", {.kind = TypeKind::text}), std::string("1"))),
      one_column(with_default(column("x"), std::int64_t(1))));
  CHECK(alter.convert_by_text);
  CHECK(alter.change.server_default == schema::Value(std::int64_t(1)));
}

TEST_CASE("a default is said again when the type becomes another one", "[autogenerate]") {
  const auto value = std::string("x");
  const auto alter = only<AlterColumn>(
      one_column(with_default(column("x", varchar(9)), value)),
      one_column(with_default(column("x", {.kind = TypeKind::text}), value)));
  CHECK(alter.change.server_default == schema::Value(value));
}

TEST_CASE("a type that holds less is a risk", "[autogenerate]") {
  const auto risk = [](const schema::Type& from, const schema::Type& to) {
    return risks(one_column(column("x", from)), one_column(column("x", to)));
  };
  const schema::Type integer{.kind = TypeKind::integer};
  const schema::Type big{.kind = TypeKind::big_integer};
  const schema::Type text{.kind = TypeKind::text};
  CHECK(risk(integer, big).empty());
  CHECK(risk(big, integer) == std::vector{RiskKind::narrower_type});
  CHECK(risk(varchar(9), text).empty());
  CHECK(risk(text, varchar(9)) == std::vector{RiskKind::narrower_type});
  CHECK(risk(integer, text).empty());
  CHECK(risk(text, integer) == std::vector{RiskKind::type_conversion});
}

TEST_CASE("a generated column is made anew where its expression cannot be set", "[autogenerate]") {
  const auto from = one_column(generated(column("x"), "id + 1"));
  const auto to = one_column(generated(column("x"), "id + 2"));
  CHECK(steps(from, to) == Texts{"drop column a.x", "add column a.x"});
  CHECK(steps(from, to, {.sets_expressions = true}) == Texts{"alter column a.x"});
  CHECK(steps(from, to, rebuilding) == Texts{"alter column a.x"});
  CHECK(changes(from, to) == Texts{"change generated expression of column a.x"});
}

TEST_CASE("a generated column goes while the type of its source changes", "[autogenerate]") {
  const auto schema = [](TypeKind kind) {
    return tables({with(
        table("a", {column("x", {.kind = kind}), generated(column("y"), "x + 1")}),
        index("ix_y", {"y"}))});
  };
  const auto from = schema(TypeKind::integer);
  const auto to = schema(TypeKind::big_integer);
  CHECK(
      steps(from, to) == Texts{
                             "drop index ix_y",
                             "drop column a.y",
                             "alter column a.x",
                             "add column a.y",
                             "create index ix_y on a"});
  CHECK(changes(from, to) == Texts{"change type of column a.x from integer to big_integer"});
  CHECK(steps(from, to, rebuilding) == Texts{"alter column a.x"});
}

TEST_CASE("what is made again says why", "[autogenerate]") {
  const auto schema = [](TypeKind kind) {
    return tables({table("a", {column("x", {.kind = kind}), generated(column("y"), "x + 1")})});
  };
  const auto difference = compare(schema(TypeKind::integer), schema(TypeKind::big_integer), {}, {});
  CHECK(difference.steps.front().remark == "the type of column a.x changes");
}

TEST_CASE("a primary key takes the foreign keys with it that refer to it", "[autogenerate]") {
  const auto from = tables(
      {with(table("a", {not_null(column("x"))}), {unique_key("uq_x", {"x"})}),
       with(table("b", {column("a_id")}), {foreign_key("fk_b", "a_id", "a")})});
  auto to = from;
  std::get<schema::PrimaryKey>(to.tables[0].constraints[0]).columns = {"id", "x"};
  to.tables[0].constraints.emplace_back(unique_key("uq_id", {"id"}));
  CHECK(
      steps(from, to) == Texts{
                             "drop constraint fk_b of b",
                             "drop constraint pk_a of a",
                             "add primary key pk_a to a",
                             "add unique constraint uq_id to a",
                             "add foreign key fk_b to b"});
  CHECK(
      changes(from, to) ==
      Texts{"change primary key pk_a on a (id, x)", "add unique constraint uq_id on a (id)"});
}

TEST_CASE("constraints are matched by name", "[autogenerate]") {
  const auto from = tables({with(table("a", {column("x")}), {check("ck", "x > 0")})});
  const auto to = tables({with(table("a", {column("x")}), {check("ck", "x > 1")})});
  CHECK(steps(from, to) == Texts{"drop constraint ck of a", "add check constraint ck to a"});
  CHECK(changes(from, to) == Texts{"change check constraint ck on a (x > 1)"});
}

TEST_CASE("a constraint without a name is any of the same content", "[autogenerate]") {
  const auto named = tables({with(table("a", {column("x")}), {check("a_x_check", "x > 0")})});
  const auto nameless = tables({with(table("a", {column("x")}), {check("", "x > 0")})});
  CHECK(steps(named, nameless).empty());
  CHECK(steps(nameless, named).empty());
}

TEST_CASE("a constraint without a name is dropped by what it is", "[autogenerate]") {
  const auto drop = only<operations::DropConstraint>(
      tables({with(table("a", {column("x")}), {check("", "x > 0")})}),
      one_column(column("x")),
      rebuilding);
  CHECK(drop.name.empty());
  CHECK(drop.existing == schema::Constraint(check("", "x > 0")));
}

TEST_CASE("rows that were not checked can be checked now", "[autogenerate]") {
  auto not_valid = check("ck", "x > 0");
  not_valid.not_valid = true;
  const auto from = tables({with(table("a", {column("x")}), {not_valid})});
  const auto to = tables({with(table("a", {column("x")}), {check("ck", "x > 0")})});
  CHECK(only<operations::ValidateConstraint>(from, to).name == "ck");
  CHECK(steps(to, from) == Texts{"drop constraint ck of a", "add check constraint ck to a"});
}

TEST_CASE("comments of parts are set in place", "[autogenerate]") {
  auto commented = check("ck", "x > 0");
  commented.comment = "why";
  const auto from = tables({with(table("a", {column("x")}), {check("ck", "x > 0")})});
  const auto to = tables({with(table("a", {column("x")}), {commented})});
  const auto set = only<operations::SetComment>(from, to);
  CHECK(set.target == operations::CommentTarget::constraint);
  CHECK(set.comment == "why");
  CHECK(set.existing == "");
}

TEST_CASE("an index that differs is made again", "[autogenerate]") {
  const auto from = tables({with(table("a", {column("x")}), index("ix", {"x"}))});
  auto to = from;
  to.tables[0].indexes[0].where = "x > 0";
  CHECK(steps(from, to) == Texts{"drop index ix", "create index ix on a"});
  CHECK(changes(from, to) == Texts{"change index ix on a (x) where x > 0"});
}

TEST_CASE("an index gets the name of one that goes", "[autogenerate]") {
  const auto from = tables({with(table("a", {column("x")}), index("ix", {"x"})), table("b")});
  const auto to = tables({table("a", {column("x")}), with(table("b"), index("ix", {"id"}))});
  CHECK(steps(from, to) == Texts{"drop index ix", "create index ix on b"});
}

TEST_CASE("rows may break what they must meet now", "[autogenerate]") {
  const auto from = tables({table("a", {column("x")}), table("b")});
  const auto with_part = [&](schema::Constraint constraint) {
    auto to = from;
    to.tables[0].constraints.push_back(std::move(constraint));
    return risks(from, to);
  };
  CHECK(with_part(unique_key("uq", {"x"})) == std::vector{RiskKind::unique_over_rows});
  CHECK(with_part(unique_key("uq", {"id", "x"})).empty());
  CHECK(with_part(check("ck", "x > 0")) == std::vector{RiskKind::check_over_rows});
  CHECK(with_part(foreign_key("fk", "x", "b")) == std::vector{RiskKind::foreign_key_over_rows});
}

TEST_CASE("a new column without values breaks no key", "[autogenerate]") {
  const auto from = tables({table("a"), table("b")});
  const auto to = tables(
      {with(table("a", {column("x")}), {unique_key("uq", {"x"}), foreign_key("fk", "x", "b")}),
       table("b")});
  CHECK(risks(from, to).empty());
}

TEST_CASE("a parent without a schema is of the default one", "[autogenerate]") {
  auto from = tables({table("a"), table("z")});
  from.tables[0].name.schema = "app";
  from.tables[0].inherits = {"z"};
  CHECK(
      texts(compare(from, {}, {}, {})) ==
      Texts{"drop table app.a", "drop table z", "drop schema app"});
}

TEST_CASE("a table that cannot be changed is made anew, without its rows", "[autogenerate]") {
  auto to = tables({table("a")});
  to.tables[0].partition_by = "RANGE (id)";
  const auto difference = compare(tables({table("a")}), to, {}, {});
  CHECK(texts(difference) == Texts{"drop table a", "create table a"});
  CHECK(difference.steps[0].destroys == "table a and its rows");
  CHECK(lines(difference) == Texts{"change partition key of table a", "make table a anew"});
  CHECK(difference.changes.back().is_destructive);
}

TEST_CASE("options of a table are set in place", "[autogenerate]") {
  auto to = tables({table("a")});
  to.tables[0].with = {{.name = "fillfactor", .value = "70"}};
  to.tables[0].unlogged = true;
  const auto set = only<operations::SetTableOptions>(tables({table("a")}), to);
  CHECK(set.change.with == to.tables[0].with);
  CHECK(set.change.unlogged == true);
  CHECK(set.existing.unlogged == false);
}

TEST_CASE("changes of a table that is rebuilt are one step", "[autogenerate]") {
  const auto from = tables({with(table("a", {column("x"), column("y")}), index("ix", {"x"}))});
  const auto to = tables({with(
      table("a", {column("y", {.kind = TypeKind::text}), column("z")}), {check("ck", "y <> ''")})});
  const auto batch = only<operations::BatchAlterTable>(from, to, rebuilding);
  Texts parts;
  for (const operations::TableChange& change : batch.changes)
    std::visit([&](const auto& one) { parts.push_back(operations::describe(one)); }, change);
  CHECK(
      parts == Texts{
                   "drop index ix",
                   "drop column a.x",
                   "add column a.z",
                   "alter column a.y",
                   "add check constraint ck to a"});
}

TEST_CASE("a column is added with its foreign key where tables are rebuilt", "[autogenerate]") {
  const auto from = tables({table("a"), table("b")});
  const auto to =
      tables({with(table("a", {column("x")}), {foreign_key("fk", "x", "b")}), table("b")});
  const auto add = only<operations::AddColumn>(from, to, rebuilding);
  CHECK(add.constraints == std::vector<schema::Constraint>{foreign_key("fk", "x", "b")});
}

TEST_CASE("a table is rebuilt twice only for keys of others between", "[autogenerate]") {
  const auto schema = [](const std::string& key) {
    return tables(
        {with(table("a", {column("x"), column("y")}), {unique_key("uq_" + key, {key})}),
         with(
             table("b", {column("p"), column("q")}),
             {foreign_key("fk_" + key, key == "x" ? "p" : "q", "a", key)})});
  };
  CHECK(
      steps(schema("x"), schema("y"), rebuilding) ==
      Texts{"drop constraint fk_x of b", "alter table a: 2 changes", "add foreign key fk_y to b"});
}

TEST_CASE("everything can be made, and dropped again", "[autogenerate]") {
  const auto schema = tables({table("a")});
  CHECK(create_all(schema, {}).size() == 1);
  CHECK(drop_all(schema, {}).size() == 1);
}

}  // namespace migrate::autogenerate
