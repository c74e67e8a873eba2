#include "autogenerate/render_cpp.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/random_metadata.hpp"
#include "testing/catch.hpp"
#include "units/cpp_project.hpp"
#include "units/cpp_unit.hpp"

namespace migrate::autogenerate {
namespace {

namespace ops = operations;

/// Keeps what it is given.
class Keeper final : public units::Executor {
 public:
  void execute(const ops::Operation& operation, int /*line*/) override {
    operations.push_back(operation);
  }
  units::QueryResult query(
      const std::string& /*sql*/,
      const std::vector<schema::Value>& /*values*/,
      int /*line*/) override {
    return {};
  }
  void begin_autocommit(int /*line*/) override {}
  void end_autocommit(int /*line*/) override {}
  std::string_view dialect() const override { return "sqlite"; }
  bool is_offline() const override { return false; }

  std::vector<ops::Operation> operations{};
};

std::string rendered(const std::vector<ops::Operation>& operations) {
  std::vector<Step> steps;
  steps.reserve(operations.size());
  for (const ops::Operation& operation : operations)
    steps.push_back({.operation = operation});
  return render_cpp(steps, {.statements = [](const ops::Operation&) -> std::vector<std::string> {
                      return {"SELECT 1", "SELECT \"a\"\nFROM b"};
                    }});
}

/// What a unit with these calls does.
std::vector<ops::Operation> run(const std::string& calls) {
  testing::CppProject project;
  project.add_unit(
      "aa",
      fmt::format("{}void upgrade(Operations& op) {{\n{}}}\n", testing::unit_prologue, calls));
  Keeper keeper;
  units::run(project.load().at(0)->upgrade, {}, keeper);
  return keeper.operations;
}

TEST_CASE("steps are written as calls of a unit", "[autogenerate]") {
  const std::vector<ops::Operation> operations{
      ops::CreateTable{
          .table =
              {.name = {.name = "account"},
               .columns = {{.name = "id", .type = {.kind = TypeKind::integer}, .nullable = false}},
               .constraints = {schema::PrimaryKey{.name = "pk_account", .columns = {"id"}}}}},
      ops::AddColumn{
          .table = {"audit", "account"},
          .column = {.name = "email", .type = {.kind = TypeKind::varchar, .length = 320}},
          .constraints = {schema::Unique{.name = "uq_account_email", .columns = {"email"}}}},
      ops::BatchAlterTable{
          .table = {.name = "account"},
          .recreate = Recreate::always,
          .changes = {ops::DropColumn{.table = {.name = "account"}, .name = "a"}}},
      ops::SetComment{.name = {.name = "ix"}},
  };
  const std::string expected =
      R"text(  op.create_table(
      "account",
      {
          Column{.name = "id", .type = integer(), .nullable = false},
          PrimaryKey{.name = "pk_account", .columns = {"id"}},
      });
  op.add_column("account", Column{.name = "email", .type = varchar(320)}, {.schema = "audit"});
  op.create_constraint(
      Unique{.name = "uq_account_email", .columns = {"email"}},
      "account",
      {.schema = "audit"});
  op.batch_alter_table("account", [](Batch& batch) {
    batch.drop_column("a");
  }, {.recreate = Recreate::always});
  op.execute("SELECT 1");
  op.execute(
      R"(SELECT "a"
FROM b)");
)text";
  CHECK(rendered(operations) == expected);
}

TEST_CASE("comments stand above their step, and nothing in them is code", "[autogenerate]") {
  const std::vector<Step> steps{
      {.operation = ops::DropTable{.name = {.name = "a"}}},
      {.operation = ops::DropTable{.name = {.name = "b"}}}};
  const std::string text =
      render_cpp(steps, {.comment = [](const Step& step) -> std::vector<std::string> {
                   if (std::get<ops::DropTable>(step.operation).name.name == "b") return {};
                   return {"the rows of a\\ are lost: a\\", "op.fail(\"no\");\nop.fail(\"no\");"};
                 }});
  CHECK(
      text ==
      "  // the rows of a\\ are lost: a\n  // op.fail(\"no\");\n  // op.fail(\"no\");\n"
      "  op.drop_table(\"a\");\n  op.drop_table(\"b\");\n");
  CHECK(run(text).size() == 2);
}

/// All operations that a unit has a call for, about a table with everything in it.
std::vector<ops::Operation> all_about(const schema::Table& table) {
  const schema::Name& name = table.name;
  const schema::Column& column = table.columns.front();
  std::vector<ops::Operation> result{
      ops::CreateTable{.table = table},
      ops::DropTable{.name = name},
      ops::RenameTable{.name = name, .new_name = "a \"b\""},
      ops::SetTableComment{.table = name, .comment = "now", .existing = "then"},
      ops::SetTableComment{.table = name},
      ops::DropColumn{.table = name, .name = column.name},
      ops::RenameColumn{.table = name, .name = column.name, .new_name = "x"},
      ops::RenameIndex{.table = name, .name = "a", .new_name = "b"},
      ops::RenameConstraint{.table = name, .name = "a", .new_name = "b"},
      ops::ValidateConstraint{.table = name, .name = "a"},
      ops::DropIndex{.table = name, .name = "a", .concurrently = true},
      ops::DropConstraint{.table = name, .name = "a"},
  };
  for (const schema::Column& one : table.columns) {
    result.emplace_back(ops::AddColumn{.table = name, .column = one});
    result.emplace_back(ops::AlterColumn{
        .table = name,
        .name = one.name,
        .change =
            {.type = one.type,
             .nullable = one.nullable,
             .server_default = one.server_default,
             .comment = one.comment,
             .collation = one.collation,
             .identity = one.identity,
             .computed = one.computed},
        .existing = {
            .nullable = !one.nullable,
            .server_default = schema::Null{},
            .identity = one.identity}});
  }
  for (const schema::Constraint& one : table.constraints) {
    result.emplace_back(ops::AddConstraint{.table = name, .constraint = one});
  }
  for (const schema::Index& one : table.indexes)
    result.emplace_back(ops::CreateIndex{.table = name, .index = one});
  return result;
}

/// Those of the operations that may stand in a batch.
ops::BatchAlterTable batch_of(
    const schema::Name& table, const std::vector<ops::Operation>& operations) {
  ops::BatchAlterTable batch{.table = table};
  for (const ops::Operation& operation : operations) {
    std::visit(
        [&](const auto& one) {
          if constexpr (std::is_constructible_v<ops::TableChange, decltype(one)>) {
            batch.changes.push_back(one);
          }
        },
        operation);
  }
  std::erase_if(batch.changes, [](const ops::TableChange& change) {
    const auto* const drop = std::get_if<ops::DropIndex>(&change);
    return drop != nullptr && drop->concurrently;
  });
  return batch;
}

TEST_CASE("what is committed by itself stands in an autocommit_block", "[models]") {
  const std::vector<Step> steps{
      {.operation = ops::AddEnumValue{.type = {.name = "mood"}, .value = "ok"},
       .is_autocommitted = true},
      {.operation = ops::ExecuteSql{.sql = "a\nb"}, .is_autocommitted = true},
      {.operation = ops::ExecuteSql{.sql = "c"}}};
  CHECK(
      render_cpp(steps, {}) ==
      "  op.autocommit_block([&] {\n"
      "    op.add_enum_value(\"mood\", \"ok\");\n"
      "    op.execute(\n"
      "        R\"(a\nb)\");\n"
      "  });\n"
      "  op.execute(\"c\");\n");
}

TEST_CASE("a unit that was rendered does the steps that it was made of", "[autogenerate]") {
  for (unsigned seed = 0; seed < 8; ++seed) {
    const schema::MetaData metadata = testing::RandomMetaData(seed, {}).make();
    std::vector<ops::Operation> operations{
        ops::CreateSchema{.name = "audit", .if_not_exists = true},
        ops::DropSchema{.name = "audit"},
        ops::ExecuteSql{
            .sql = "SELECT $1", .parameters = {schema::Value(std::int64_t{1})}, .reverse = "x"},
    };
    for (const schema::EnumType& type : metadata.enums) {
      operations.emplace_back(ops::CreateEnum{.type = type});
      operations.emplace_back(ops::AddEnumValue{.type = type.name, .value = "a", .after = "b"});
      operations.emplace_back(
          ops::RenameEnumValue{.type = type.name, .value = "a", .new_value = "b"});
      operations.emplace_back(ops::DropEnum{.name = type.name});
    }
    for (const schema::Sequence& sequence : metadata.sequences) {
      operations.emplace_back(ops::CreateSequence{.sequence = sequence});
      schema::Sequence change = sequence;
      change.comment.clear();
      operations.emplace_back(ops::AlterSequence{.change = change, .restart = 5, .whole = true});
      operations.emplace_back(ops::DropSequence{.name = sequence.name});
    }
    for (const schema::Table& table : metadata.tables) {
      const std::vector<ops::Operation> about = all_about(table);
      operations.insert(operations.end(), about.begin(), about.end());
      operations.emplace_back(batch_of(table.name, about));
    }
    const std::string text = rendered(operations);
    INFO("seed " << seed << "\n" << text);
    const std::vector<ops::Operation> done = run(text);
    REQUIRE(done.size() == operations.size());
    for (std::size_t i = 0; i < done.size(); ++i) {
      INFO(rendered({operations[i]}));
      const bool is_same = done[i] == operations[i];
      REQUIRE(is_same);
    }
  }
}

}  // namespace
}  // namespace migrate::autogenerate
