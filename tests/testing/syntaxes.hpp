#pragma once

#include "sql/syntax.hpp"

namespace migrate::testing {

/// What the lexer must know of PostgreSQL's SQL. Mirrors the dialect's own, which the tests of
/// lib/sql cannot link.
inline sql::Syntax postgresql_syntax() {
  return sql::Syntax{
      .nested_comments = true,
      .escape_strings = true,
      .dollar_quotes = true,
      .begin_atomic = true,
      .rule_actions = true,
      .copy_data = true,
      .psql_commands = true,
      .carriage_return_ends_line = true,
      .outside_transaction =
          {"CREATE [UNIQUE] INDEX CONCURRENTLY",
           "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY",
           "VACUUM",
           "CLUSTER ."},
      .transaction_control =
          {"BEGIN|START", "COMMIT|END|ABORT", "ROLLBACK .", "ROLLBACK WORK|TRANSACTION ."},
  };
}

/// The same of SQLite's.
inline sql::Syntax sqlite_syntax() {
  return sql::Syntax{
      .bracket_identifiers = true,
      .backtick_identifiers = true,
      .trigger_bodies = true,
      .outside_transaction = {"VACUUM", "PRAGMA foreign_keys|journal_mode"},
      .transaction_control = {"BEGIN", "COMMIT|END", "ROLLBACK [TRANSACTION] ."},
  };
}

}  // namespace migrate::testing
