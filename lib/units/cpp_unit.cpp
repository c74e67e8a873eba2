#include "units/cpp_unit.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "operations/describe.hpp"
#include "operations/reverse.hpp"
#include "support/error.hpp"
#include "units/recorder.hpp"

namespace migrate::units {
namespace {

Error only_with_a_database(std::string_view call) {
  return {
      ErrorCode::irreversible,
      fmt::format("{} has no way back, so `change` cannot be reversed", call),
      "write `upgrade` and `downgrade` instead of `change`"};
}

/// Keeps what it is given.
class RecordingExecutor final : public Executor {
 public:
  RecordingExecutor(std::string_view dialect, bool is_offline)
      : dialect_(dialect), is_offline_(is_offline) {}

  void execute(const operations::Operation& operation, int line) override {
    recorded_.push_back({.operation = operation, .line = line});
  }
  QueryResult query(
      const std::string& /*sql*/,
      const std::vector<schema::Value>& /*parameters*/,
      int /*line*/) override {
    throw only_with_a_database("`query`");
  }
  void begin_autocommit(int /*line*/) override { throw only_with_a_database("`autocommit_block`"); }
  void end_autocommit(int /*line*/) override {}
  std::string_view dialect() const override { return dialect_; }
  bool is_offline() const override { return is_offline_; }

  std::vector<RecordedOperation> take() { return std::exchange(recorded_, {}); }

 private:
  std::string_view dialect_;
  bool is_offline_;
  std::vector<RecordedOperation> recorded_{};
};

std::vector<RecordedOperation> record_calls(
    abi::Run change, const CppContext& context, std::string_view dialect) {
  RecordingExecutor executor(dialect, context.is_offline);
  run(change, context, executor);
  return executor.take();
}

Error no_way_back(const RecordedOperation& recorded, const CppContext& context) {
  Error error(
      ErrorCode::irreversible,
      fmt::format(
          "`{}` cannot be taken back, so `change` cannot be reversed",
          operations::describe(recorded.operation)),
      "say what was there before (docs/operations.md), or write `upgrade` and `downgrade` instead");
  if (context.source == nullptr) return error;
  return error.with_place(
      support::line_at(*context.source, static_cast<std::size_t>(recorded.line)));
}

}  // namespace

void run(abi::Run function, const CppContext& context, Executor& executor) {
  Recorder recorder(context, executor);
  function(recorder, recorder);
  if (recorder.failure()) throw Error(*recorder.failure());
}

std::vector<RecordedOperation> record_reverse(
    abi::Run change, const CppContext& context, std::string_view dialect) {
  std::vector<RecordedOperation> calls = record_calls(change, context, dialect);
  std::ranges::reverse(calls);
  std::vector<RecordedOperation> result;
  for (const RecordedOperation& call : calls) {
    auto undone = operations::reverse(call.operation);
    if (!undone) throw no_way_back(call, context);
    for (operations::Operation& operation : *undone)
      result.push_back({.operation = std::move(operation), .line = call.line});
  }
  return result;
}

}  // namespace migrate::units
