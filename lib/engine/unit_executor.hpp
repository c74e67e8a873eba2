#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/database.hpp"
#include "support/source.hpp"
#include "units/executor.hpp"

namespace migrate::engine {

/// What a C++ unit can ask of the run that it is a part of.
struct UnitRun {
  std::function<void(const db::Statement&)> send{};
  /// Whether its statements run in a transaction now.
  std::function<bool()> is_in_transaction{};
  /// Runs what sends the statements of one operation, so that all of them happen or none.
  std::function<void(const std::function<void()>& action)> together{};
  /// Commits what it has done so far; what comes is committed statement by statement. Errors:
  /// invalid_unit where several units share one transaction.
  std::function<void()> leave_transaction{};
  std::function<void()> enter_transaction{};
};

/// Carries out the operations of a C++ unit: compiles each for the database, and sends it.
class UnitExecutor final : public units::Executor {
 public:
  /// `source`: the unit's file.
  UnitExecutor(Database& database, const support::Source& source, UnitRun run);

  void execute(const operations::Operation& operation, int line) override;
  units::QueryResult query(
      const std::string& sql, const std::vector<schema::Value>& parameters, int line) override;
  void begin_autocommit(int line) override;
  void end_autocommit(int line) override;
  std::string_view dialect() const override;
  bool is_offline() const override;

 private:
  void send(const std::vector<dialect::CompiledStatement>& compiled, int line);
  db::Statement statement(std::string_view sql, int line) const;
  void check_transaction(std::string_view sql) const;
  void expect_no_row(const dialect::CompiledStatement& check, int line) const;
  Error placed(const Error& error, int line) const;

  Database& database_;
  const support::Source& source_;
  UnitRun run_;
};

}  // namespace migrate::engine
