#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/interrupt.hpp"
#include "support/source.hpp"

namespace migrate::db {

/// One statement to run.
struct Statement {
  std::string_view sql{};
  std::string_view copy_data{};  // what follows COPY ... FROM STDIN
  bool is_copy{false};
  /// The file that `sql` is a view into, for the place of an error; null for statements of our own.
  /// Must outlive the statement's end (`Connection::finish`).
  const support::Source* source{nullptr};
  /// Where a generated statement comes from: a line of a C++ unit, from 1. `sql` is no view into
  /// that file. Null: nowhere. Must outlive the statement's end.
  const support::Source* origin{nullptr};
  std::size_t origin_line{0};
};

/// A value of a result; nothing is SQL's NULL.
using Value = std::optional<std::string>;
using Row = std::vector<Value>;

/// What a query returns.
struct Table {
  std::vector<std::string> columns{};
  std::vector<Row> rows{};

  friend bool operator==(const Table&, const Table&) = default;
};

/// The rows of a query while they are read.
class Rows {
 public:
  Rows() = default;
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  virtual std::size_t size() const = 0;

  /// A value; nothing is SQL's NULL. The text lives as long as the rows.
  virtual std::optional<std::string_view> at(std::size_t row, std::size_t column) const = 0;
};

/// Takes the rows of one of several queries.
using TakeRows = std::function<void(std::size_t query, const Rows& rows)>;

/// A live session with a database, or a script that stands for one (ScriptConnection).
///
/// Statements run in the order of the calls. `send`, `change_row` and `require` may return before
/// their statement has run (PostgreSQL's pipeline mode); then the first failure is thrown by a
/// later call, at the latest by `finish`, and everything sent after the failed statement has not
/// run. After a failure the session stays usable: what was sent is forgotten, and an open
/// transaction waits for its ROLLBACK.
///
/// Errors of a statement: sql_error with sqlstate, hint, and the place when it came from a file;
/// lock_timeout when the server's lock_timeout ran out; connection_failed when the connection is
/// lost; interrupted after Ctrl-C (the running statement is cancelled on the server first). No text
/// holds a password.
class Connection {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs one statement; rows that it returns are dropped.
  virtual void send(const Statement& statement) = 0;

  /// Runs an INSERT, UPDATE or DELETE that must change exactly one row. Any other number, or a key
  /// that is there already, is Error{concurrent_change}, and nothing sent after it runs.
  virtual void change_row(std::string_view sql) = 0;

  /// Runs a SELECT that must return a row. None is Error{concurrent_change}, and nothing sent after
  /// it runs.
  virtual void require(std::string_view select) = 0;

  /// How many of the statements sent so far, of all three kinds, have ended well. Never waits.
  virtual std::size_t completed() = 0;

  /// Waits until `completed()` is at least `count`.
  virtual void wait(std::size_t count) = 0;

  /// Waits until everything sent has run.
  virtual void finish() = 0;

  /// The rows of a query, with the names of its columns. Finishes what was sent first.
  virtual Table select(const Statement& statement) = 0;

  /// Runs queries of our own; `take` gets the rows of each, in the order of the queries. Where the
  /// database can do that, all are on their way before the first is answered. When `take` throws,
  /// the other rows are dropped.
  virtual void select_all(std::span<const std::string> queries, const TakeRows& take);

  /// The rows of a query of our own.
  std::vector<Row> query(std::string_view sql);

  /// The rows of a query about the schema. A script answers it too, where it knows the schema.
  virtual std::vector<Row> inspect(std::string_view sql) { return query(sql); }

  /// Whether what is sent becomes a script, and nothing runs.
  virtual bool is_script() const { return false; }

  /// Whether the server can still be asked. False after a lost connection.
  virtual bool is_alive() const = 0;

  /// Whether a transaction is open, a failed one included. Finishes what was sent first. A failed
  /// statement may have ended it already (SQLite: disk full, Ctrl-C); then there is nothing to roll
  /// back.
  virtual bool in_transaction() = 0;

  /// What brings somebody else's session back to how it was taken over, in place of the dialect's
  /// reset statements. None for a session of our own.
  virtual std::vector<std::string> restoring_statements() const { return {}; }

  /// A remark for whoever reads along: only a script writes it.
  virtual void comment(std::string_view /*text*/) {}

  /// Runs one statement of our own to its end.
  void execute(std::string_view sql);
};

/// The error of a generated statement, with the line of the unit that it comes from and its SQL in
/// the message; the error as it is for other statements.
Error with_origin(const Error& error, const Statement& statement);

/// What opening a connection needs beside the URL.
struct ConnectOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  /// How long SQLite waits for another writer (PostgreSQL: dialect.lock does the waiting).
  std::chrono::milliseconds lock_wait{0};
  /// Ctrl-C; null where nobody can press it (the library inside an application).
  const support::Interrupt* interrupt{nullptr};
};

}  // namespace migrate::db
