#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/url.hpp"
#include "operations/operation.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"
#include "sql/syntax.hpp"

namespace migrate::dialect {

/// How the run and each unit in it are bracketed. Each text is one statement; empty: nothing is
/// sent.
///
/// PostgreSQL gives each unit its own BEGIN ... COMMIT. SQLite has one BEGIN IMMEDIATE for the run,
/// which is its lock too, and a SAVEPOINT a unit, so that a failing unit takes only itself back.
struct TransactionStatements {
  std::string begin_run{};
  std::string commit_run{};
  std::string rollback_run{};
  std::string begin_unit{};
  std::string commit_unit{};
  std::vector<std::string> rollback_unit{};

  friend bool operator==(const TransactionStatements&, const TransactionStatements&) = default;
};

/// What is so about a database, as data.
struct Capabilities {
  bool schemas{false};
  bool comments{false};
  /// Whether changes of a table are made by building it anew, so that those of one table belong
  /// into one operation.
  bool rebuilds_tables{false};
  TransactionStatements transaction_per_unit{};
  TransactionStatements
      transaction_for_all{};  // `transaction: all`: one transaction around every step

  friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

/// Where the version table is.
struct TableName {
  std::string schema{};  // empty: wherever the connection's default is
  std::string name{};

  friend bool operator==(const TableName&, const TableName&) = default;
};

/// Timeouts for the statements of units; zero: the server's own setting stays.
struct Timeouts {
  std::chrono::milliseconds lock{0};
  std::chrono::milliseconds statement{0};

  friend bool operator==(const Timeouts&, const Timeouts&) = default;
};

enum class Scope { transaction, session };

/// Keeps other runs of the tool out while it lives; freed by its destructor, or with the process.
class Lock {
 public:
  Lock() = default;
  virtual ~Lock() = default;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  /// Statements to send at the beginning of each unit's transaction. Not empty where the lock must
  /// be taken again by each transaction, because the session behind a transaction pooler changes.
  virtual std::vector<std::string> in_each_transaction() const = 0;
};

/// What taking the lock needs.
struct LockRequest {
  TableName table{};
  std::chrono::milliseconds wait{0};
  const support::Interrupt* interrupt{nullptr};
  /// Called once when the lock is not free at once, with who holds it if that is known ("pid 4711,
  /// bob@ci-3").
  std::function<void(std::string_view holder)> on_wait{};
};

/// What a server can do that others of its kind cannot.
struct ServerFeatures {
  bool sets_expressions{false};  // changes the expression of a generated column in place

  friend bool operator==(const ServerFeatures&, const ServerFeatures&) = default;
};

/// A place for trying things out: an empty database of the same kind, which goes with the object.
class Scratch {
 public:
  Scratch() = default;
  virtual ~Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  /// A session in it. Unqualified names mean there what they mean in the live database.
  virtual db::Connection& connection() = 0;

  /// Which it is and why, for people; empty where it is always the same.
  virtual std::string_view place() const = 0;
};

/// What opening a scratch place needs.
struct ScratchRequest {
  db::Url live{};                  // of the database that it stands for
  std::optional<db::Url> given{};  // `scratch_url`: a database that may be emptied
  db::ConnectOptions options{};
};

/// What came of bringing two sides into one spelling.
struct Normalization {
  /// What could not be asked, with the reason: such texts are compared as they are written.
  std::vector<std::string> unconfirmed{};

  friend bool operator==(const Normalization&, const Normalization&) = default;
};

/// A statement that an operation becomes.
struct CompiledStatement {
  std::string sql{};
  /// Not empty: `sql` is a SELECT that must return no row, and this is what is wrong when it does.
  std::string refusal{};

  friend bool operator==(const CompiledStatement&, const CompiledStatement&) = default;
};

/// Everything that a database does its own way. Stateless.
class Dialect {
 public:
  Dialect() = default;
  virtual ~Dialect() = default;
  Dialect(const Dialect&) = delete;
  Dialect& operator=(const Dialect&) = delete;

  virtual std::string_view name() const = 0;
  virtual const Capabilities& capabilities() const = 0;
  virtual const sql::Syntax& syntax() const = 0;

  /// Errors: connection_failed, authentication_failed, invalid_url.
  virtual std::unique_ptr<db::Connection> connect(
      const db::Url& url, const db::ConnectOptions& options) const = 0;

  /// An empty database of this kind in memory, for what must be tried out; null where there is
  /// none.
  virtual std::unique_ptr<db::Connection> connect_scratch() const = 0;

  /// Waits for the lock of this version table. Errors: lock_timeout when `request.wait` is over,
  /// interrupted.
  virtual std::unique_ptr<Lock> lock(
      db::Connection& connection, const LockRequest& request) const = 0;

  /// The table with its schema filled in when it exists, `schema` empty and nothing found
  /// otherwise.
  virtual std::optional<TableName> find_table(
      db::Connection& connection, const TableName& table) const = 0;

  /// Sets the timeouts for the transaction that has just begun, or for the whole session.
  virtual std::vector<std::string> timeout_statements(
      const Timeouts& timeouts, Scope scope) const = 0;

  /// The statements that carry an operation out. `connection` is asked about the schema where they
  /// depend on it (Connection::inspect); nothing is changed through it. Errors: unsupported for
  /// what the database does not have; unit_error for an operation that makes no sense.
  virtual std::vector<CompiledStatement> compile(
      const operations::Operation& operation, db::Connection& connection) const = 0;

  /// The type as this database calls it. Errors: unsupported.
  virtual std::string spell(const schema::Type& type) const = 0;

  /// The value as it stands in a statement.
  virtual std::string literal(const schema::Value& value) const = 0;

  virtual ServerFeatures features(db::Connection& connection) const = 0;

  /// Everything that the filter lets through, as the database has it: names of the default schema
  /// without it, everything in a canonical order. One snapshot, a fixed number of queries. Must not
  /// be called inside a transaction. Errors: lock_timeout, with who holds it, when somebody changes
  /// the schema meanwhile.
  virtual schema::MetaData inspect(
      db::Connection& connection, const schema::Filter& filter) const = 0;

  /// Brings what is declared and what is there into one spelling: afterwards, two definitions of
  /// the same thing are equal exactly when they mean the same. Nothing is evaluated, no sequence
  /// moves, and nothing remains in the database. `renames` have been made in `live` already, but
  /// its expressions still have the old names: they are replaced too.
  virtual Normalization normalize(
      schema::MetaData& declared,
      schema::MetaData& live,
      const std::vector<schema::Rename>& renames,
      db::Connection& connection) const = 0;

  /// Errors: unsupported, with the reason and what to configure, where there is no such place.
  virtual std::unique_ptr<Scratch> open_scratch(
      db::Connection& live, const ScratchRequest& request) const = 0;

  /// A statement of a model as it runs in a scratch place, from where nothing may reach another
  /// server; empty: not at all. Errors: invalid_config for what cannot be declared.
  virtual std::string scratch_statement(std::string_view statement) const {
    return std::string(statement);
  }

  /// The schema of the database in memory, without its rows, for trying changes on where what an
  /// operation becomes depends on the schema; null elsewhere.
  virtual std::unique_ptr<db::Connection> copy_schema(db::Connection& live) const = 0;

  /// Makes in a scratch place what definitions of the live database may use and models do not
  /// declare (extensions, functions, domains ...). What cannot be made, each with the reason.
  virtual std::vector<std::string> copy_surroundings(
      db::Connection& live, db::Connection& scratch) const = 0;

  /// Undoes what a unit's SET, SET ROLE or search_path left in the session.
  virtual std::vector<std::string> reset_statements() const = 0;
};

}  // namespace migrate::dialect
