#include "dialect/postgresql/connection.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <poll.h>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "dialect/postgresql/errors.hpp"
#include "dialect/postgresql/session.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "sql/pattern.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How far the sender may be ahead of the server.
constexpr std::size_t most_statements_in_flight = 256;
constexpr std::size_t most_bytes_in_flight = 1U << 20U;
// After so many the server is asked for its answers, and they are read.
constexpr std::size_t statements_between_reads = 16;
constexpr std::size_t copy_chunk = 1U << 16U;
constexpr milliseconds between_cancels{100};

struct ClearResult {
  void operator()(PGresult* result) const { ::PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct FreeCancel {
  void operator()(PGcancel* cancel) const { ::PQfreeCancel(cancel); }
};

std::string field(const PGresult* result, int code) {
  return text_of(::PQresultErrorField(result, code));
}

ServerError server_error(const PGresult* result) {
  ServerError error{
      .sqlstate = field(result, PG_DIAG_SQLSTATE),
      .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
      .hint = field(result, PG_DIAG_MESSAGE_HINT),
      .detail = field(result, PG_DIAG_MESSAGE_DETAIL),
      .context = field(result, PG_DIAG_CONTEXT),
      .internal_query = field(result, PG_DIAG_INTERNAL_QUERY),
  };
  // An error that libpq found itself has no fields.
  if (error.message.empty()) error.message = text_of(::PQresultErrorMessage(result));
  const std::string position = field(result, PG_DIAG_STATEMENT_POSITION);
  std::from_chars(position.data(), position.data() + position.size(), error.position);
  return error;
}

db::Row row_at(const PGresult* result, int row) {
  db::Row values;
  const int columns = ::PQnfields(result);
  for (int i = 0; i < columns; ++i) {
    if (::PQgetisnull(result, row, i) != 0) {
      values.emplace_back(std::nullopt);
    } else {
      const auto size = static_cast<std::size_t>(::PQgetlength(result, row, i));
      values.emplace_back(std::string(::PQgetvalue(result, row, i), size));
    }
  }
  return values;
}

std::vector<std::string> columns_of(const PGresult* result) {
  const int columns = ::PQnfields(result);
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(columns));
  for (int i = 0; i < columns; ++i)
    names.emplace_back(::PQfname(result, i));
  return names;
}

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

/// A statement that was sent and whose answer has not been read to its end.
struct Sent {
  Purpose purpose{Purpose::plain};
  db::Statement
      statement{};  // without text when the statement is our own: only a source outlives the call
  std::string generated{};  // the text of a statement that comes from a C++ unit
  std::size_t size{0};
  bool is_commit{false};
  bool has_failed{false};
};

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
      : session_(std::move(session)),
        url_(std::move(url)),
        endpoint_(endpoint_of(session_.get())),
        interrupt_(interrupt),
        found_(std::move(found)) {
    const std::string encoding = text_of(::PQparameterStatus(session_.get(), "server_encoding"));
    if (encoding == "SQL_ASCII") position_unit_ = PositionUnit::byte;
    ::PQsetnonblocking(session_.get(), 1);
    ::PQenterPipelineMode(session_.get());
  }

  ~PostgresqlConnection() override {
    if (found_) give_back();
  }
  PostgresqlConnection(const PostgresqlConnection&) = delete;
  PostgresqlConnection& operator=(const PostgresqlConnection&) = delete;

  /// Of somebody else's session: what is set in it.
  void look_around() {
    for (const db::Row& row : query(settings_query(endpoint_.user)))
      found_->settings.push_back(row.at(0).value_or(""));
    const std::string encoding = text_of(::PQparameterStatus(session_.get(), "client_encoding"));
    found_->is_utf8 = encoding == "UTF8";
    if (!found_->is_utf8) execute(utf8_statement);
  }

  void send(const db::Statement& statement) override {
    if (statement.is_copy || sql::matches(statement.sql, "COPY", syntax())) {
      copy(statement);
    } else {
      submit(Purpose::plain, std::string(statement.sql), statement);
    }
  }

  void change_row(std::string_view sql) override {
    submit(Purpose::change_row, change_row_text(sql), {});
  }

  void require(std::string_view select) override {
    submit(Purpose::require, require_text(select), {});
  }

  std::size_t completed() override {
    if (!is_alive() || in_flight_.empty()) return completed_;
    exchange();
    return completed_;
  }

  void wait(std::size_t count) override {
    if (completed_ >= count) return;
    start();
    assert(count <= completed_ + in_flight_.size());
    ask_for_answers();
    while (!is_stopped() && completed_ < count && !in_flight_.empty())
      step();
    settle();
  }

  void finish() override {
    if (unsynchronised_ == 0 && !failure_) return;
    start();
    synchronise();
    while (!is_stopped() && is_answer_due())
      step();
    settle();
  }

  db::Table select(const db::Statement& statement) override {
    finish();
    table_ = {};
    submit(Purpose::query, std::string(statement.sql), statement);
    finish();
    return std::exchange(table_, {});
  }

  bool is_alive() const override { return !is_lost_; }

  bool in_transaction() override {
    if (is_lost_) return false;
    finish();
    return ::PQtransactionStatus(session_.get()) != PQTRANS_IDLE;
  }

  std::vector<std::string> restoring_statements() const override {
    if (!found_) return {};
    std::vector<std::string> statements = as_found();
    if (!found_->is_utf8) statements.emplace_back(utf8_statement);
    return statements;
  }

  int backend() const { return ::PQbackendPID(session_.get()); }

 private:
  /// Leaves somebody else's session as it was found.
  void give_back() {
    try {
      if (is_alive() && is_changed_) restore();
    } catch (const Error&) {
      // Nobody can be told here. A session that is lost has nothing to restore.
      is_changed_ = false;
    }
    ::PQexitPipelineMode(session_.get());
    ::PQsetnonblocking(session_.get(), found_->is_nonblocking ? 1 : 0);
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

  bool is_stopped() const { return failure_.has_value() || is_cancelling_ || is_lost_; }

  bool is_answer_due() const { return !in_flight_.empty() || synchronisations_ > 0; }

  bool is_interrupt_new() const {
    return !is_interrupt_thrown_ && interrupt_ != nullptr && interrupt_->requested();
  }

  /// Before anything new: what went wrong since the last call comes first.
  void start() {
    if (is_lost_ && !failure_)
      throw scrubbed(lost_connection("it was lost before", endpoint_), url_);
    if (is_interrupt_new()) begin_cancelling();
    settle();
  }

  static void check_text(const db::Statement& statement, const std::string& text) {
    const std::size_t nul = text.find('\0');
    if (nul == std::string::npos) return;
    const ServerError error{
        .message = "a statement cannot hold a NUL character", .position = nul + 1};
    throw statement_error(error, statement, Purpose::plain, PositionUnit::byte);
  }

  /// What of the statement can be kept behind the call.
  static db::Statement lasting(const db::Statement& statement) {
    if (statement.source != nullptr) return statement;
    return {.origin = statement.origin, .origin_line = statement.origin_line};
  }

  void submit(Purpose purpose, const std::string& text, const db::Statement& statement) {
    check_text(statement, text);
    start();
    is_changed_ |= purpose != Purpose::query;
    make_room(text.size());
    if (::PQsendQueryParams(
            session_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0) {
      lose(text_of(::PQerrorMessage(session_.get())));
      settle();
    }
    in_flight_.push_back(Sent{
        .purpose = purpose,
        .statement = lasting(statement),
        .generated = statement.origin == nullptr ? std::string{} : text,
        .size = text.size(),
        .is_commit = text == "COMMIT"});
    bytes_in_flight_ += text.size();
    ++unsynchronised_;
    if (in_flight_.size() == 1) drop_rows_one_by_one();
    if (++unanswered_ < statements_between_reads && text.size() < most_bytes_in_flight) return;
    ask_for_answers();
    exchange();
  }

  /// Waits until one more statement of this size may be on its way.
  void make_room(std::size_t size) {
    const auto has_room = [&](std::size_t most_statements, std::size_t most_bytes) {
      return in_flight_.empty() ||
             (in_flight_.size() < most_statements && bytes_in_flight_ + size <= most_bytes);
    };
    if (has_room(most_statements_in_flight, most_bytes_in_flight)) return;
    ask_for_answers();
    // Half is emptied at once: to stop and go for each single statement would be slow.
    while (!is_stopped() && !has_room(most_statements_in_flight / 2, most_bytes_in_flight / 2))
      step();
    settle();
  }

  /// Makes the server send what it has answered so far.
  void ask_for_answers() {
    if (unanswered_ == 0) return;
    ::PQsendFlushRequest(session_.get());
    unanswered_ = 0;
  }

  /// Ends the pipeline: the server answers everything and, after a failure, listens again from here
  /// on.
  void synchronise() {
    if (::PQpipelineSync(session_.get()) == 0) lose(text_of(::PQerrorMessage(session_.get())));
    ++synchronisations_;
    unsynchronised_ = 0;
    unanswered_ = 0;
  }

  /// Writes and reads what can be without waiting. True: there is more to write.
  bool exchange() {
    const int flushed = ::PQflush(session_.get());
    if (flushed < 0 || ::PQconsumeInput(session_.get()) == 0) {
      const std::string reason = text_of(::PQerrorMessage(session_.get()));
      collect();
      lose(reason);
      return false;
    }
    collect();
    return flushed > 0;
  }

  /// Moves on: writes, reads, and waits until one of them is possible again.
  void step() {
    const std::size_t before = progress_;
    const bool more = exchange();
    if (is_lost_ || progress_ != before) return;
    const auto events = static_cast<short>(more ? POLLIN | POLLOUT : POLLIN);
    const support::Interrupt* const watched =
        is_interrupt_thrown_ || is_cancelling_ ? nullptr : interrupt_;
    wait_for(session_.get(), events, watched, is_cancelling_ ? between_cancels : forever);
    if (is_cancelling_) {
      cancel_again();
    } else if (is_interrupt_new()) {
      begin_cancelling();
    }
  }

  /// Takes the answers that have arrived.
  void collect() {
    while (is_answer_due() && ::PQisBusy(session_.get()) == 0) {
      const Result result(::PQgetResult(session_.get()));
      ++progress_;
      if (result != nullptr) {
        take(result.get());
      } else if (::PQstatus(session_.get()) == CONNECTION_BAD) {
        return;
      } else {
        end_statement();
      }
    }
  }

  void take(const PGresult* result) {
    switch (::PQresultStatus(result)) {
      case PGRES_PIPELINE_SYNC: --synchronisations_; return;
      case PGRES_PIPELINE_ABORTED: mark_failed(); return;
      case PGRES_SINGLE_TUPLE:
      case PGRES_TUPLES_OK: keep_rows(result); return;
      case PGRES_COMMAND_OK: check_commit(result); return;
      case PGRES_EMPTY_QUERY: return;
      case PGRES_COPY_IN:
      case PGRES_COPY_OUT:
      case PGRES_COPY_BOTH:
      case PGRES_BAD_RESPONSE:
      case PGRES_NONFATAL_ERROR:
      case PGRES_FATAL_ERROR: fail(server_error(result)); return;
    }
  }

  void keep_rows(const PGresult* result) {
    if (in_flight_.empty() || in_flight_.front().purpose != Purpose::query) return;
    table_.columns = columns_of(result);
    const int count = ::PQntuples(result);
    for (int i = 0; i < count; ++i)
      table_.rows.push_back(row_at(result, i));
  }

  /// The server answers COMMIT of a failed transaction with ROLLBACK, which is no error to it.
  void check_commit(const PGresult* result) {
    if (in_flight_.empty() || !in_flight_.front().is_commit) return;
    if (std::string_view(::PQcmdStatus(const_cast<PGresult*>(result))) != "ROLLBACK") return;
    fail(ServerError{
        .sqlstate = "25P02", .message = "the transaction had failed, so it was rolled back"});
  }

  void mark_failed() {
    if (!in_flight_.empty()) in_flight_.front().has_failed = true;
  }

  void fail(const ServerError& error) {
    mark_failed();
    if (failure_) return;
    // Without a SQLSTATE it is libpq itself that speaks: of a session that it gives up.
    if (error.sqlstate.empty()) return lose(error.message);
    Sent sent = in_flight_.empty() ? Sent{} : in_flight_.front();
    if (sent.statement.origin != nullptr) sent.statement.sql = sent.generated;
    failure_ = ends_session(error.sqlstate)
                   ? lost_connection(error.message, endpoint_).with_sqlstate(error.sqlstate)
                   : statement_error(error, sent.statement, sent.purpose, position_unit_);
  }

  void end_statement() {
    if (in_flight_.empty()) return;
    const Sent& ended = in_flight_.front();
    if (!ended.has_failed && ended.purpose != Purpose::query) ++completed_;
    bytes_in_flight_ -= ended.size;
    in_flight_.pop_front();
    drop_rows_one_by_one();
  }

  /// Rows that nobody wants are read one at a time, so that they take no memory.
  void drop_rows_one_by_one() {
    if (!in_flight_.empty() && in_flight_.front().purpose != Purpose::query) {
      ::PQsetSingleRowMode(session_.get());
    }
  }

  void lose(const std::string& reason) {
    if (is_lost_) return;
    is_lost_ = true;
    if (!failure_) failure_ = lost_connection(reason, endpoint_);
  }

  /// Ctrl-C: from here on only the ends of what was sent are waited for.
  void begin_cancelling() {
    is_cancelling_ = true;
    if (is_lost_) return;
    if (unsynchronised_ > 0) synchronise();
    if (is_answer_due()) cancel();
  }

  void cancel_again() {
    const auto now = steady_clock::now();
    if (now - last_cancel_ >= between_cancels) cancel();
  }

  /// Asks the server to stop the running statement. One that begins just then is missed, hence the
  /// repetition.
  void cancel() {
    const std::unique_ptr<PGcancel, FreeCancel> request(::PQgetCancel(session_.get()));
    std::array<char, 256> unused{};
    if (request != nullptr) ::PQcancel(request.get(), unused.data(), unused.size());
    last_cancel_ = steady_clock::now();
  }

  /// After a failure or Ctrl-C: waits for the end of the pipeline, forgets it, and throws.
  void settle() {
    if (!is_stopped()) return;
    if (!is_lost_ && unsynchronised_ > 0) synchronise();
    while (!is_lost_ && is_answer_due())
      step();
    in_flight_.clear();
    bytes_in_flight_ = unsynchronised_ = unanswered_ = synchronisations_ = 0;
    const auto failure = std::exchange(failure_, std::nullopt);
    if (std::exchange(is_cancelling_, false)) {
      is_interrupt_thrown_ = true;
      throw interrupted();
    }
    assert(failure);
    throw scrubbed(*failure, url_);
  }

  /// COPY is not possible in a pipeline: it has the session for itself.
  void copy(const db::Statement& statement) {
    const std::string text(statement.sql);
    check_text(statement, text);
    finish();
    start();
    is_changed_ = true;
    ::PQexitPipelineMode(session_.get());
    if (::PQsendQuery(session_.get(), text.c_str()) == 0) {
      lose(text_of(::PQerrorMessage(session_.get())));
    } else {
      in_flight_.push_back(
          Sent{.purpose = Purpose::plain, .statement = statement, .size = text.size()});
      bytes_in_flight_ += text.size();
      answer_copy(statement.copy_data);
    }
    if (!is_lost_) ::PQenterPipelineMode(session_.get());
    settle();
  }

  void answer_copy(std::string_view data) {
    while (const Result result = next_copy_result()) {
      switch (::PQresultStatus(result.get())) {
        case PGRES_COPY_IN: put_data(data); break;
        case PGRES_COPY_OUT: drop_data(); break;
        case PGRES_COPY_BOTH:
        case PGRES_EMPTY_QUERY:
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_SINGLE_TUPLE:
        case PGRES_PIPELINE_SYNC:
        case PGRES_PIPELINE_ABORTED: break;
        case PGRES_BAD_RESPONSE:
        case PGRES_NONFATAL_ERROR:
        case PGRES_FATAL_ERROR: fail(server_error(result.get())); break;
      }
    }
    if (!is_lost_) end_statement();
  }

  /// The next answer outside a pipeline; null at the end.
  Result next_copy_result() {
    while (!is_lost_ && ::PQisBusy(session_.get()) != 0)
      step_copy();
    return is_lost_ ? nullptr : Result(::PQgetResult(session_.get()));
  }

  /// As `step`, but leaves the answers alone.
  void step_copy() {
    const int flushed = ::PQflush(session_.get());
    if (flushed < 0) return lose(text_of(::PQerrorMessage(session_.get())));
    const auto events = static_cast<short>(flushed > 0 ? POLLIN | POLLOUT : POLLIN);
    const support::Interrupt* const watched =
        is_interrupt_thrown_ || is_cancelling_ ? nullptr : interrupt_;
    wait_for(session_.get(), events, watched, is_cancelling_ ? between_cancels : forever);
    if (::PQconsumeInput(session_.get()) == 0)
      return lose(text_of(::PQerrorMessage(session_.get())));
    if (is_cancelling_) {
      cancel_again();
    } else if (is_interrupt_new()) {
      is_cancelling_ = true;
      cancel();
    }
  }

  void put_data(std::string_view data) {
    while (!data.empty() && !is_stopped()) {
      const std::string_view chunk = data.substr(0, copy_chunk);
      const int put = ::PQputCopyData(session_.get(), chunk.data(), static_cast<int>(chunk.size()));
      if (put < 0) return;  // the server has ended the COPY; its error comes next
      if (put > 0) data.remove_prefix(chunk.size());
      flush_copy();
    }
    const char* const refusal = is_cancelling_ ? "interrupted" : nullptr;
    while (!is_lost_ && ::PQputCopyEnd(session_.get(), refusal) == 0)
      step_copy();
    flush_copy();
  }

  /// Waits until what was put is on its way, so that no more than a chunk is held here.
  void flush_copy() {
    while (!is_lost_ && ::PQflush(session_.get()) == 1)
      step_copy();
  }

  void drop_data() {
    while (!is_lost_) {
      char* line = nullptr;
      constexpr int without_waiting = 1;
      const int size = ::PQgetCopyData(session_.get(), &line, without_waiting);
      ::PQfreemem(line);
      if (size < 0) return;
      if (size == 0) step_copy();
    }
  }

  Session session_;
  std::string url_;
  Endpoint endpoint_;
  const support::Interrupt* interrupt_;
  std::optional<Found> found_;  // of somebody else's session
  bool is_changed_{false};      // more than queries of our own have been sent
  PositionUnit position_unit_{PositionUnit::character};

  std::deque<Sent> in_flight_{};
  std::size_t bytes_in_flight_{0};
  std::size_t unanswered_{0};        // sent since the server was last asked for its answers
  std::size_t unsynchronised_{0};    // sent since the last synchronisation
  std::size_t synchronisations_{0};  // asked for and not yet answered
  std::size_t completed_{0};
  std::size_t progress_{0};  // answers read, of any kind
  db::Table table_{};        // of the query that is running

  std::optional<Error> failure_{};  // the first since the last throw
  steady_clock::time_point last_cancel_{};
  bool is_cancelling_{false};
  bool is_interrupt_thrown_{false};
  bool is_lost_{false};
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

}  // namespace migrate::dialect::postgresql
