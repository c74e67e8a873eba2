#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operations/operation.hpp"

namespace migrate::units {

/// What a query of a unit has returned.
struct QueryResult {
  std::vector<std::string> columns{};
  std::vector<std::vector<std::optional<std::string>>> rows{};

  friend bool operator==(const QueryResult&, const QueryResult&) = default;
};

/// Carries out what a C++ unit asks for. `line`: of the call, in the unit's file.
class Executor {
 public:
  Executor() = default;
  virtual ~Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  virtual void execute(const operations::Operation& operation, int line) = 0;
  virtual QueryResult query(
      const std::string& sql, const std::vector<schema::Value>& parameters, int line) = 0;
  /// The statements from here to `end_autocommit` run outside a transaction, each committed by
  /// itself.
  virtual void begin_autocommit(int line) = 0;
  virtual void end_autocommit(int line) = 0;

  virtual std::string_view dialect() const = 0;
  virtual bool is_offline() const = 0;
};

}  // namespace migrate::units
