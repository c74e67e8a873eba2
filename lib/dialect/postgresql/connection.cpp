#include "dialect/postgresql/connection.hpp"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "dialect/postgresql/errors.hpp"
#include "dialect/postgresql/pipeline.hpp"
#include "dialect/postgresql/results.hpp"
#include "dialect/postgresql/session.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "sql/pattern.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

// The server itself must refuse what follows when a row count is wrong, so the check is a part of
// the statement: a division by zero. All names are qualified: a unit's search_path must not reach
// them.
std::string change_row_text(std::string_view sql) {
  return fmt::format(
      "WITH changed AS ({} RETURNING 1) SELECT 1 OPERATOR(pg_catalog./) "
      "(pg_catalog.count(*) OPERATOR(pg_catalog.=) 1)::pg_catalog.int4 FROM changed",
      sql);
}

std::string require_text(std::string_view select) {
  return fmt::format(
      "SELECT 1 OPERATOR(pg_catalog./) "
      "(pg_catalog.count(*) OPERATOR(pg_catalog.>) 0)::pg_catalog.int4 FROM ({}) AS expected",
      select);
}

/// How somebody else's session was found.
struct Found {
  bool is_nonblocking{false};
  std::vector<std::string> settings{};  // statements that bring back what was set in it
  bool is_utf8{true};
};

/// As RESET ALL, but leaves settings of the application alone ("app.tenant"): they could not be
/// brought back, for the server does not list them.
constexpr const char* reset_settings_statement =
    "DO $migrate$ DECLARE setting text; BEGIN FOR setting IN "
    "SELECT name FROM pg_catalog.pg_settings WHERE source OPERATOR(pg_catalog.=) 'session' LOOP "
    "EXECUTE pg_catalog.concat('RESET ', pg_catalog.quote_ident(setting)); "
    "END LOOP; END $migrate$";

constexpr const char* utf8_statement = "SET client_encoding TO 'UTF8'";

/// What was set in a session that `user` opened, role included, as statements that set it again.
/// The role comes last: it may not set the others.
std::string settings_query(std::string_view user) {
  return fmt::format(
      "SELECT statement FROM ("
      "SELECT 1 AS place, pg_catalog.format('SELECT pg_catalog.set_config(%L, %L, false)', name, "
      "pg_catalog.current_setting(name)) AS statement "
      "FROM pg_catalog.pg_settings WHERE source = 'session' "
      "UNION ALL SELECT 2, pg_catalog.format('SET SESSION AUTHORIZATION %I', session_user) "
      "WHERE session_user <> {} "
      "UNION ALL SELECT 3, pg_catalog.format('SET ROLE %I', pg_catalog.current_setting('role')) "
      "WHERE pg_catalog.current_setting('role') <> 'none') AS found ORDER BY place, statement",
      sql::quote_literal(user));
}

class PostgresqlConnection final : public db::Connection {
 public:
  PostgresqlConnection(
      Session session,
      std::string url,
      const support::Interrupt* interrupt,
      std::optional<Found> found = std::nullopt)
      : pipeline_(std::move(session), std::move(url), interrupt), found_(std::move(found)) {}

  ~PostgresqlConnection() override {
    if (found_) give_back();
  }
  PostgresqlConnection(const PostgresqlConnection&) = delete;
  PostgresqlConnection& operator=(const PostgresqlConnection&) = delete;

  /// Of somebody else's session: what is set in it.
  void look_around() {
    for (const db::Row& row : query(settings_query(pipeline_.endpoint().user)))
      found_->settings.push_back(row.at(0).value_or(""));
    const std::string encoding =
        text_of(::PQparameterStatus(pipeline_.session(), "client_encoding"));
    found_->is_utf8 = encoding == "UTF8";
    if (!found_->is_utf8) execute(utf8_statement);
  }

  void send(const db::Statement& statement) override {
    is_changed_ = true;
    if (statement.is_copy || sql::matches(statement.sql, "COPY", syntax())) {
      pipeline_.copy(statement);
    } else {
      pipeline_.submit(Purpose::plain, std::string(statement.sql), statement);
    }
  }

  void change_row(std::string_view sql) override {
    is_changed_ = true;
    pipeline_.submit(Purpose::change_row, change_row_text(sql), {});
  }

  void require(std::string_view select) override {
    is_changed_ = true;
    pipeline_.submit(Purpose::require, require_text(select), {});
  }

  std::size_t completed() override { return pipeline_.completed(); }

  void wait(std::size_t count) override { pipeline_.wait(count); }

  void finish() override { pipeline_.finish(); }

  db::Table select(const db::Statement& statement) override {
    finish();
    pipeline_.submit(Purpose::query, std::string(statement.sql), statement);
    finish();
    return table_of(pipeline_.next_rows().get());
  }

  void select_all(std::span<const std::string> queries, const db::TakeRows& take) override {
    for (const std::string& query : queries)
      pipeline_.submit(Purpose::query, query, {});
    try {
      for (std::size_t i = 0; i < queries.size(); ++i)
        take(i, ResultRows(pipeline_.next_rows()));
    } catch (...) {
      pipeline_.abandon();
      throw;
    }
    finish();
  }

  bool is_alive() const override { return pipeline_.is_alive(); }

  bool in_transaction() override {
    if (!is_alive()) return false;
    finish();
    return ::PQtransactionStatus(pipeline_.session()) != PQTRANS_IDLE;
  }

  std::vector<std::string> restoring_statements() const override {
    if (!found_) return {};
    std::vector<std::string> statements = as_found();
    if (!found_->is_utf8) statements.emplace_back(utf8_statement);
    return statements;
  }

  int backend() const { return ::PQbackendPID(pipeline_.session()); }

  int version() const { return ::PQserverVersion(pipeline_.session()); }

 private:
  /// Leaves somebody else's session as it was found.
  void give_back() {
    try {
      if (is_alive() && is_changed_) restore();
    } catch (const Error&) {
      // Nobody can be told here. A session that is lost has nothing to restore.
      is_changed_ = false;
    }
    ::PQexitPipelineMode(pipeline_.session());
    ::PQsetnonblocking(pipeline_.session(), found_->is_nonblocking ? 1 : 0);
  }

  void restore() {
    if (in_transaction()) execute("ROLLBACK");
    for (const std::string& statement : as_found())
      execute(statement);
  }

  std::vector<std::string> as_found() const {
    std::vector<std::string> statements{
        "RESET SESSION AUTHORIZATION", "RESET ROLE", reset_settings_statement};
    statements.insert(statements.end(), found_->settings.begin(), found_->settings.end());
    return statements;
  }

  Pipeline pipeline_;
  std::optional<Found> found_;  // of somebody else's session
  bool is_changed_{false};      // more than queries of our own have been sent
};

}  // namespace

std::unique_ptr<db::Connection> connect(const db::Url& url, const db::ConnectOptions& options) {
  return std::make_unique<PostgresqlConnection>(
      open_session(url.text, options), url.text, options.interrupt);
}

std::unique_ptr<db::Connection> adopt(pg_conn* session, const db::ConnectOptions& options) {
  if (::PQstatus(session) != CONNECTION_OK) {
    throw Error(
        ErrorCode::connection_failed,
        "the database connection is not open",
        "connect first: PQstatus must be CONNECTION_OK");
  }
  const bool is_idle = ::PQtransactionStatus(session) == PQTRANS_IDLE;
  if (!is_idle || ::PQpipelineStatus(session) != PQ_PIPELINE_OFF) {
    throw Error(
        ErrorCode::usage,
        is_idle ? "the database connection is in pipeline mode"
                : "the database connection has an open transaction, or a command is running",
        "finish that first, or use a connection of its own");
  }
  auto connection = std::make_unique<PostgresqlConnection>(
      Session(session, CloseSession{.is_borrowed = true}),
      std::string(),
      options.interrupt,
      Found{.is_nonblocking = ::PQisnonblocking(session) != 0});
  connection->look_around();
  return connection;
}

std::optional<std::string> announced_backend(const db::Connection& connection) {
  const auto* const session = dynamic_cast<const PostgresqlConnection*>(&connection);
  if (session == nullptr) return std::nullopt;
  return std::to_string(session->backend());
}

std::optional<int> announced_version(const db::Connection& connection) {
  const auto* const session = dynamic_cast<const PostgresqlConnection*>(&connection);
  if (session == nullptr) return std::nullopt;
  return session->version();
}

}  // namespace migrate::dialect::postgresql
