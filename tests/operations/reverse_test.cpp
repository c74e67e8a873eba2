#include "operations/reverse.hpp"

#include <vector>

#include "operations/describe.hpp"
#include "testing/catch.hpp"

namespace migrate::operations {
namespace {

const schema::Name table{.schema = "app", .name = "account"};

schema::Column column(const std::string& name) {
  return {.name = name, .type = {.kind = TypeKind::text}};
}

/// The only operation that takes this one back.
Operation back(const Operation& operation) {
  const auto reversed = reverse(operation);
  REQUIRE(reversed.has_value());
  REQUIRE(reversed->size() == 1);
  return reversed->front();
}

}  // namespace

TEST_CASE("what takes an operation back is taken back by the operation", "[operations]") {
  const std::vector<Operation> operations{
      Operation(CreateTable{.table = {.name = table, .columns = {column("a")}}}),
      Operation(RenameTable{.name = table, .new_name = "customer"}),
      Operation(SetTableComment{.table = table, .comment = "new", .existing = "old"}),
      Operation(AddColumn{.table = table, .column = column("a")}),
      Operation(RenameColumn{.table = table, .name = "a", .new_name = "b"}),
      Operation(CreateIndex{
          .table = table,
          .index = {.name = "i", .columns = {{.name = "a"}}},
          .concurrently = true}),
      Operation(RenameIndex{.table = table, .name = "i", .new_name = "j"}),
      Operation(AddConstraint{
          .table = table, .constraint = schema::Unique{.name = "u", .columns = {"a"}}}),
      Operation(RenameConstraint{.table = table, .name = "u", .new_name = "v"}),
      Operation(CreateEnum{.type = {.name = table, .values = {"a"}}}),
      Operation(RenameEnumValue{.type = table, .value = "a", .new_value = "b"}),
      Operation(CreateView{.view = {.name = table, .query = "SELECT 1"}}),
      Operation(CreateMaterializedView{.view = {.name = table, .query = "SELECT 1"}})};
  for (const Operation& operation : operations) {
    CAPTURE(describe(operation));
    const bool is_same = back(back(operation)) == operation;
    CHECK(is_same);
  }
}

TEST_CASE("a statement is taken back by its reverse, with its parameters", "[operations]") {
  const auto undone = std::get<ExecuteSql>(back(ExecuteSql{
      .sql = "INSERT INTO t VALUES ($1, $2)",
      .parameters = {true, false},
      .reverse = "DELETE FROM t WHERE a = $1"}));
  CHECK(undone.sql == "DELETE FROM t WHERE a = $1");
  CHECK(undone.parameters.size() == 2);
  CHECK(undone.unused == UnusedParameters::allowed);
}

TEST_CASE(
    "an unnamed collation and unnamed numbers of an identity cannot be brought back",
    "[operations]") {
  const schema::Type text{.kind = TypeKind::text};
  CHECK_FALSE(reverse(AlterColumn{
                          .table = table,
                          .name = "a",
                          .change = {.type = text, .collation = "C"},
                          .existing = {.type = text}})
                  .has_value());
  CHECK_FALSE(reverse(AlterColumn{
                          .table = table,
                          .name = "a",
                          .change = {.identity = schema::Identity{.start = 5}},
                          .existing = {.identity = schema::Identity{}}})
                  .has_value());
}

TEST_CASE("a column goes back to what was said of it", "[operations]") {
  const AlterColumn alter{
      .table = table,
      .name = "a",
      .new_name = "b",
      .change = {.type = schema::Type{.kind = TypeKind::integer}, .nullable = false},
      .existing = {.type = schema::Type{.kind = TypeKind::text}, .nullable = true},
      .using_expression = "a::integer",
      .existing_using = "a::text",
  };
  const auto undone = std::get<AlterColumn>(back(alter));
  CHECK(undone.name == "b");
  CHECK(undone.new_name == "a");
  const bool is_what_was = undone.change == alter.existing;
  CHECK(is_what_was);
  CHECK(undone.using_expression == "a::text");
  const bool is_forth_again = back(undone) == Operation(alter);
  CHECK(is_forth_again);
}

TEST_CASE("a collation goes back together with the type that stays", "[operations]") {
  const schema::Type text{.kind = TypeKind::text};
  const auto undone = std::get<AlterColumn>(back(AlterColumn{
      .table = table,
      .name = "a",
      .change = {.collation = "C"},
      .existing = {.type = text, .collation = ""}}));
  const bool is_what_was = undone.change == ColumnAspects{.collation = ""};
  CHECK(is_what_was);
  const bool knows_the_type = undone.existing == ColumnAspects{.type = text, .collation = "C"};
  CHECK(knows_the_type);
}

TEST_CASE("a sequence goes back to all of what it was", "[operations]") {
  const schema::Sequence before{.name = {.name = "s"}, .start = 5, .owned_by_table = "t"};
  const auto undone = std::get<AlterSequence>(
      back(AlterSequence{.change = {.name = {.name = "s"}, .increment = 2}, .existing = before}));
  CHECK(undone.whole);
  const bool is_what_was = undone.change == before;
  CHECK(is_what_was);
  schema::Sequence after = before;
  after.increment = 2;
  const bool knows_what_is = undone.existing == after;
  CHECK(knows_what_is);
  const bool is_forth_again = std::get<AlterSequence>(back(undone)).change == *undone.existing;
  CHECK(is_forth_again);
}

TEST_CASE("a sequence that is restarted has no way back", "[operations]") {
  CHECK_FALSE(reverse(AlterSequence{
                          .change = {.name = {.name = "s"}},
                          .restart = 1,
                          .existing = schema::Sequence{.name = {.name = "s"}}})
                  .has_value());
}

TEST_CASE("a change without what was before has no way back", "[operations]") {
  const std::vector<Operation> operations{
      Operation(DropTable{.name = table}),
      Operation(DropColumn{.table = table, .name = "a"}),
      Operation(AlterColumn{.table = table, .name = "a", .change = {.nullable = false}}),
      Operation(AlterColumn{
          .table = table,
          .name = "a",
          .change = {.nullable = false, .comment = "new"},
          .existing = {.nullable = true}}),
      Operation(DropIndex{.table = table, .name = "i"}),
      Operation(DropConstraint{.table = table, .name = "c"}),
      Operation(AddConstraint{.table = table, .constraint = schema::Check{.condition = "a"}}),
      Operation(SetTableComment{.table = table, .comment = "new"}),
      Operation(BulkInsert{.table = table}),
      Operation(ExecuteSql{.sql = "a"}),
      Operation(AddEnumValue{.type = table, .value = "a"}),
      Operation(DropView{.name = table}),
      Operation(AlterSequence{.change = {.name = table}})};
  for (const Operation& operation : operations) {
    CAPTURE(describe(operation));
    CHECK_FALSE(reverse(operation).has_value());
  }
}

TEST_CASE("what may have been there before is not dropped on the way back", "[operations]") {
  CHECK_FALSE(reverse(CreateTable{.table = {.name = table}, .if_not_exists = true}).has_value());
  CHECK_FALSE(reverse(CreateIndex{.table = table, .if_not_exists = true}).has_value());
  CHECK_FALSE(reverse(AddColumn{.table = table, .if_not_exists = true}).has_value());
  CHECK_FALSE(reverse(CreateView{.view = {.name = table}, .or_replace = true}).has_value());
}

TEST_CASE("what CASCADE took along has no way back", "[operations]") {
  CHECK_FALSE(
      reverse(DropTable{.name = table, .cascade = true, .existing = schema::Table{}}).has_value());
}

TEST_CASE("several operations are taken back in the opposite order", "[operations]") {
  const std::vector<Operation> operations{
      AddColumn{.table = table, .column = column("a")},
      ValidateConstraint{.table = table, .name = "c"},
      AddColumn{.table = table, .column = column("b")},
  };
  const auto reversed = reverse(operations);
  REQUIRE(reversed.has_value());
  REQUIRE(reversed->size() == 2);
  CHECK(std::get<DropColumn>(reversed->front()).name == "b");
  CHECK(std::get<DropColumn>(reversed->back()).name == "a");
}

TEST_CASE("a batch is taken back as a batch", "[operations]") {
  const BatchAlterTable batch{
      .table = table,
      .changes = {
          AddColumn{.table = table, .column = column("a")},
          CreateIndex{.table = table, .index = {.name = "i"}},
      }};
  const auto undone = std::get<BatchAlterTable>(back(batch));
  REQUIRE(undone.changes.size() == 2);
  CHECK(std::get<DropIndex>(undone.changes.front()).name == "i");
  CHECK(std::get<DropColumn>(undone.changes.back()).name == "a");
  const BatchAlterTable irreversible{
      .table = table, .changes = {DropColumn{.table = table, .name = "a"}}};
  CHECK_FALSE(reverse(irreversible).has_value());
}

}  // namespace migrate::operations
