#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/splitter.hpp"
#include "sql/syntax.hpp"
#include "support/source.hpp"
#include "units/unit.hpp"

namespace migrate::units {

/// A statement of a unit, never empty.
struct SqlStatement : sql::Piece {
  bool is_autocommitted{false};  // runs outside a transaction, committed by itself
};

using SqlSection = std::vector<SqlStatement>;

/// A SQL unit, read and cut into statements. Not copyable: the statements are views into its text.
struct SqlUnit {
  std::unique_ptr<const support::Source> source{};
  SqlSection up{};
  std::optional<SqlSection> down{};  // nothing: irreversible
};

/// Reads the body of a unit: `-- migrate:up` and `-- migrate:down` on lines of their own begin its
/// sections (never inside a quote, a comment or COPY data). In a section of a transactional unit
/// `-- migrate:autocommit` begins statements that run outside a transaction, and
/// `-- migrate:transaction` a transaction again. Text before the first section may only be
/// comments. A missing up section, or one section twice, is invalid_unit. `display_directory` is
/// what the path in errors is relative to.
SqlUnit read_sql_unit(
    const Unit& unit, const sql::Syntax& syntax, const std::string& display_directory);

/// Why a statement cannot run inside a transaction that is not its own.
struct TransactionFault {
  enum class Kind { needs_none, controls_it };
  Kind kind{Kind::needs_none};
  std::string message{};

  friend bool operator==(const TransactionFault&, const TransactionFault&) = default;
};

/// Nothing: it can.
std::optional<TransactionFault> find_transaction_fault(
    std::string_view statement, const sql::Syntax& syntax);

/// Refuses, with its place and the header to add, the first statement that cannot run inside a
/// transaction or that begins or ends one. To be called for transactional units before anything
/// runs. Errors: invalid_unit.
void check_transactional(
    const support::Source& source, const SqlSection& statements, const sql::Syntax& syntax);

}  // namespace migrate::units
