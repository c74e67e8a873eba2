#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/catalog.hpp"
#include "conformance/operation_cases.hpp"
#include "dialect/registry.hpp"
#include "engine/unit_executor.hpp"
#include "operations/describe.hpp"
#include "operations/operation.hpp"
#include "operations/reverse.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/golden.hpp"
#include "units/cpp_unit.hpp"

namespace migrate::conformance {
namespace {

using testing::FreshDatabase;
using Function = void (*)(Operations&);

// A function of a unit brings nothing along.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
Function function_of_run = nullptr;

/// A function of this program, as one of a library.
void run_function(Operations& op, abi::Host& host) {
  try {
    function_of_run(op);
  } catch (...) {
    host.caught();
  }
}

/// A database with the world in it, and what is done to it.
class Bench final {
 public:
  explicit Bench(const std::string& dialect)
      : fresh_(dialect),
        database_{
            .dialect = &fresh_.dialect(), .url = fresh_.url(), .connection = fresh_.connect()} {
    run(create_world);
  }

  /// Runs the function in a transaction of its own; the statements that it took.
  std::vector<std::string> run(Function function) {
    function_of_run = function;
    return in_transaction(
        [](units::Executor& executor) { units::run(run_function, {}, executor); });
  }

  std::vector<std::string> execute(const std::vector<operations::Operation>& operations) {
    return in_transaction([&](units::Executor& executor) {
      for (const auto& operation : operations)
        executor.execute(operation, 0);
    });
  }

  std::vector<std::string> catalog() {
    return catalog_lines(fresh_.dialect().name(), *database_.connection);
  }

 private:
  template <typename Action>
  std::vector<std::string> in_transaction(Action action) {
    std::vector<std::string> statements;
    const support::Source source{.path = "unit.cpp", .text = ""};
    engine::UnitExecutor executor(
        database_,
        source,
        {.send =
             [&](const db::Statement& statement) {
               statements.emplace_back(statement.sql);
               database_.connection->send(statement);
               database_.connection->finish();
             },
         .is_in_transaction = [] { return true; },
         .together = [](const std::function<void()>& action_of_run) { action_of_run(); }});
    database_.connection->execute("BEGIN");
    try {
      action(executor);
    } catch (const Error&) {
      database_.connection->execute("ROLLBACK");
      throw;
    }
    database_.connection->execute("COMMIT");
    return statements;
  }

  FreshDatabase fresh_;
  engine::Database database_;
};

/// Keeps the operations of a function, and runs nothing.
class Keeper final : public units::Executor {
 public:
  explicit Keeper(std::string dialect) : dialect_(std::move(dialect)) {}
  void execute(const operations::Operation& operation, int /*line*/) override {
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
  std::string_view dialect() const override { return dialect_; }
  bool is_offline() const override { return false; }

  std::vector<operations::Operation> operations{};

 private:
  std::string dialect_;
};

std::vector<operations::Operation> operations_of(
    const OperationCase& one, const std::string& dialect) {
  Keeper keeper(dialect);
  function_of_run = one.function;
  units::run(run_function, {}, keeper);
  return std::move(keeper.operations);
}

std::string joined(const std::vector<std::string>& lines, std::string_view end) {
  std::string result;
  for (const std::string& line : lines)
    result += line + std::string(end);
  return result;
}

/// The lines without what servers of different versions print differently: queries of views,
/// bodies.
std::vector<std::string> shortened(std::vector<std::string> lines) {
  for (std::string& line : lines) {
    const bool is_view = line.find("view ") == 2 || line.find("materialized view ") == 2;
    line.resize(std::min(line.find('\n'), line.size()));
    if (is_view) line.resize(std::min(line.find(" as "), line.size()));
  }
  return lines;
}

struct Outcome {
  std::vector<std::string> statements{};
  std::vector<std::string> changes{};  // of the catalog
  std::string refusal{};
};

/// Runs the case, checks that its reverse takes it back, and tells what it did.
Outcome run_case(const OperationCase& one, const std::string& dialect) {
  CAPTURE(one.name, dialect);
  Bench bench(dialect);
  const auto before = bench.catalog();
  Outcome outcome;
  try {
    outcome.statements = bench.run(one.function);
  } catch (const Error& error) {
    UNSCOPED_INFO(error.message());
    CHECK(error.code() == ErrorCode::unsupported);
    CHECK(bench.catalog() == before);
    outcome.refusal = error.message();
    return outcome;
  }
  outcome.changes = difference(before, bench.catalog());
  const bool does_something = !outcome.statements.empty() && !one.keeps_catalog;
  CHECK(outcome.changes.empty() != does_something);
  const auto reverse = operations::reverse(operations_of(one, dialect));
  if (!reverse) return outcome;
  bench.execute(*reverse);
  const auto left = difference(before, bench.catalog());
  CAPTURE(left);
  CHECK(left.empty());
  return outcome;
}

std::string way_back(const OperationCase& one) {
  const auto operations = operations_of(one, "postgresql");
  const auto reverse = operations::reverse(operations);
  if (!reverse) return "none";
  if (reverse->empty()) return "nothing to do";
  std::string result;
  for (const auto& operation : *reverse)
    result += (result.empty() ? "" : ", ") + operations::describe(operation);
  return result;
}

std::string sql_block(const std::string& title, const Outcome& outcome) {
  if (!outcome.refusal.empty()) return title + ": refused, " + outcome.refusal + ".\n\n";
  if (outcome.statements.empty()) return title + ": nothing to do.\n\n";
  return title + ":\n\n```sql\n" + joined(outcome.statements, ";\n") + "```\n\n";
}

constexpr std::string_view document_head =
    "# Operations\n"
    "\n"
    "What a C++ unit can ask of `Operations& op`, and the SQL that it becomes. Every example here "
    "is run on\n"
    "both databases and taken back again by the tests, which also write this page.\n"
    "\n"
    "*Way back* is what a `change` is reversed with; none: a unit that uses it needs a `downgrade` "
    "of its own.\n"
    "\n";

}  // namespace

TEST_CASE(
    "every operation does on each database what its page says, and its reverse takes it back",
    "[conformance]") {
  std::string document(document_head);
  std::string catalog;
  for (const OperationCase& one : operation_cases()) {
    document += "## " + std::string(one.name) + "\n\n";
    if (!one.remark.empty()) document += std::string(one.remark) + "\n\n";
    document += "```cpp\n" + source_of(one) + "```\n\n";
    for (const auto& [dialect, title] :
         {std::pair<std::string, std::string>{"postgresql", "PostgreSQL"}, {"sqlite", "SQLite"}}) {
      const Outcome outcome = run_case(one, dialect);
      document += sql_block(title, outcome);
      catalog += std::string(one.name) + " on " + dialect + "\n" +
                 (outcome.refusal.empty() ? joined(shortened(outcome.changes), "\n")
                                          : outcome.refusal + "\n") +
                 "\n";
    }
    document += "Way back: " + way_back(one) + ".\n\n";
  }
  document.pop_back();
  testing::check_golden("docs/operations.md", document);
  testing::check_golden("tests/conformance/operations_catalog.txt", catalog);
}

}  // namespace migrate::conformance
