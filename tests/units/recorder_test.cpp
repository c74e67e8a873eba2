#include "units/recorder.hpp"

#include <migrate/unit.hpp>

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/cpp_unit.hpp"

namespace migrate::units {
namespace {

/// Keeps what it is given, and fails or answers as it is told.
class Bench final : public Executor {
 public:
  void execute(const operations::Operation& operation, int line) override {
    if (fails) throw Error(ErrorCode::sql_error, "the database is full");
    operations.push_back(operation);
    lines.push_back(line);
  }
  QueryResult query(
      const std::string& /*sql*/,
      const std::vector<schema::Value>& /*values*/,
      int /*line*/) override {
    return answer;
  }
  void begin_autocommit(int /*line*/) override {}
  void end_autocommit(int /*line*/) override {}
  std::string_view dialect() const override { return "sqlite"; }
  bool is_offline() const override { return false; }

  template <typename T>
  const T& only() const {
    REQUIRE(operations.size() == 1);
    return std::get<T>(operations.front());
  }

  std::vector<operations::Operation> operations{};
  std::vector<int> lines{};
  QueryResult answer{};
  bool fails{false};
};

// A function of a unit brings nothing along.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::function<void(Operations&)> body;

void run_body(Operations& op, abi::Host& host) {
  try {
    body(op);
  } catch (...) {
    host.caught();
  }
}

const support::Source source{.path = "versions/a1.cpp", .text = "one\ntwo\nthree\n"};

void run_with(Executor& executor, std::function<void(Operations&)> function) {
  body = std::move(function);
  run(run_body, {.source = &source}, executor);
}

Error failure_of(std::function<void(Operations&)> function) {
  Bench bench;
  return error_of([&] { run_with(bench, std::move(function)); });
}

TEST_CASE("what a column says of keys becomes the table's, with names", "[units]") {
  Bench bench;
  run_with(bench, [](Operations& op) {
    op.create_table(
        "orders",
        {Column{.name = "id", .type = integer(), .primary_key = true},
         Column{
             .name = "buyer",
             .type = integer(),
             .unique = true,
             .index = true,
             .references = Reference{.table = "account", .column = "id"}}});
  });
  const schema::Table& table = bench.only<operations::CreateTable>().table;
  REQUIRE(table.constraints.size() == 3);
  CHECK(name(table.constraints[0]) == "pk_orders");
  CHECK(name(table.constraints[1]) == "uq_orders_buyer");
  CHECK(name(table.constraints[2]) == "fk_orders_buyer_account");
  REQUIRE(table.indexes.size() == 1);
  CHECK(table.indexes.front().name == "ix_orders_buyer");
  CHECK_FALSE(table.columns.front().nullable);
}

TEST_CASE("a list may come from a container, and be kept in a variable", "[units]") {
  Bench bench;
  run_with(bench, [](Operations& op) {
    const std::vector<std::string> columns{"a", "b"};
    const Unique unique{.name = "u", .columns = columns};
    op.drop_constraint(unique, "t");
  });
  const auto& existing = bench.only<operations::DropConstraint>().existing;
  REQUIRE(existing);
  CHECK(std::get<schema::Unique>(*existing).columns == std::vector<std::string>{"a", "b"});
}

TEST_CASE("rows of rows are inserted some at a time", "[units]") {
  Bench bench;
  run_with(bench, [](Operations& op) {
    op.bulk_insert("t", {"a"}, std::vector<std::vector<Value>>(130, {1}));
  });
  std::vector<std::size_t> sizes;
  for (const auto& operation : bench.operations)
    sizes.push_back(std::get<operations::BulkInsert>(operation).rows.size());
  CHECK(sizes == std::vector<std::size_t>{64, 64, 2});
}

TEST_CASE("a table has one primary key", "[units]") {
  const Error error = failure_of([](Operations& op) {
    op.create_table(
        "t",
        {Column{.name = "a", .type = integer(), .primary_key = true}, PrimaryKey{.columns = {"b"}}},
        {},
        2);
  });
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK(error.message() == "the table t has two primary keys");
  CHECK(error.place() == support::line_at(source, 2));
}

TEST_CASE("a list that is too long is refused, not cut", "[units]") {
  const Error error = failure_of([](Operations& op) {
    op.create_unique_constraint("u", "t", std::vector<std::string>(33, "a"));
  });
  CHECK(error.message() == "a list of 33 items, where 32 can stand at most");
}

TEST_CASE("an index is no constraint", "[units]") {
  const Error error =
      failure_of([](Operations& op) { op.drop_constraint(Index{.name = "i"}, "t"); });
  CHECK(error.code() == ErrorCode::unit_error);
}

TEST_CASE("what went wrong stays wrong, whatever the unit does about it", "[units]") {
  Bench bench{};
  bench.fails = true;
  const Error error = error_of([&] {
    run_with(bench, [&](Operations& op) {
      try {
        op.execute("SELECT 1");
      } catch (const Error&) {
        bench.fails = false;
      }
      op.execute("SELECT 2");
    });
  });
  CHECK(error.message() == "the database is full");
  CHECK(bench.operations.empty());
}

TEST_CASE("what a unit throws is an error of the unit", "[units]") {
  CHECK(failure_of([](Operations&) {
          throw std::runtime_error("no luck");
        }).message() == "the unit threw an exception: no luck");
  CHECK(failure_of([](Operations&) {
          throw "text";
        }).message() == "the unit threw an exception: text");
  CHECK(failure_of([](Operations&) {
          throw 5;
        }).message() == "the unit threw an exception: one that is no std::exception");
  const Error failed = failure_of([](Operations& op) { op.fail("3 rows are wrong", 3); });
  CHECK(failed.message() == "3 rows are wrong");
  CHECK(failed.place() == support::line_at(source, 3));
}

TEST_CASE("only changes of its table are a part of a batch", "[units]") {
  Bench bench;
  run_with(bench, [](Operations& op) {
    op.batch_alter_table("t", [](Batch& batch) {
      batch.drop_column("a");
      batch.create_index("", {"b"});
    });
  });
  CHECK(bench.only<operations::BatchAlterTable>().changes.size() == 2);
  const Error other = failure_of(
      [](Operations& op) { op.batch_alter_table("t", [&](Batch&) { op.drop_column("u", "a"); }); });
  CHECK(other.message() == "`drop column u.a` cannot be a part of batch_alter_table(\"t\")");
  const Error nested = failure_of([](Operations& op) {
    op.batch_alter_table("t", [&](Batch&) { op.batch_alter_table("t", [](Batch&) {}); });
  });
  CHECK(nested.message() == "batch_alter_table inside batch_alter_table");
}

TEST_CASE("values of a row are read as what they are", "[units]") {
  Bench bench;
  bench.answer = {
      .columns = {"id", "name", "size", "flag"}, .rows = {{"7", std::nullopt, "2.5", "t"}}};
  run_with(bench, [](Operations& op) {
    const Rows rows = op.query("SELECT");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].integer("id") == 7);
    CHECK(rows[0].integer(0) == 7);
    CHECK(rows[0].is_null("name"));
    CHECK(rows[0].real("size") == 2.5);
    CHECK(rows[0].boolean("flag"));
    CHECK(rows[0].text("size") == Text("2.5"));
  });
}

TEST_CASE("a value that is not there or of another kind ends the unit by name", "[units]") {
  const auto failure = [](std::function<void(const Row&)> read) {
    Bench bench;
    bench.answer = {.columns = {"id", "name"}, .rows = {{"seven", std::nullopt}}};
    return error_of([&] { run_with(bench, [&](Operations& op) { read(op.query("SELECT")[0]); }); })
        .message();
  };
  CHECK(failure([](const Row& row) {
          row.integer("id");
        }) == "the column `id` holds `seven`, which is no integer");
  CHECK(failure([](const Row& row) {
          row.text("name");
        }) == "the column `name` is NULL in a row that is read");
  CHECK(failure([](const Row& row) { row.text("nam"); }) == "the query has no column `nam`");
  CHECK(failure([](const Row& row) { row.text(2); }) == "the query has no column 2");
}

TEST_CASE("a change is reversed from its calls, last one first", "[units]") {
  body = [](Operations& op) {
    op.rename_table("a", "b");
    op.add_column("b", Column{.name = "c", .type = text()});
  };
  const auto reverse = record_reverse(run_body, {.source = &source}, "sqlite");
  REQUIRE(reverse.size() == 2);
  CHECK(std::get<operations::DropColumn>(reverse.front().operation).name == "c");
  CHECK(std::get<operations::RenameTable>(reverse.back().operation).name.name == "b");
}

TEST_CASE("a change that cannot be reversed is refused with the line that cannot", "[units]") {
  body = [](Operations& op) {
    op.rename_table("a", "b");
    op.drop_table("b", DropOptions{}, 2);
  };
  const Error error = error_of([] { record_reverse(run_body, {.source = &source}, "sqlite"); });
  CHECK(error.code() == ErrorCode::irreversible);
  CHECK(error.place() == support::line_at(source, 2));
  body = [](Operations& op) { op.query("SELECT 1"); };
  CHECK(error_of([] { record_reverse(run_body, {}, "sqlite"); }).code() == ErrorCode::irreversible);
}

}  // namespace
}  // namespace migrate::units
