#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "db/connection.hpp"
#include "dialect/postgresql/errors.hpp"
#include "dialect/postgresql/results.hpp"
#include "dialect/postgresql/session.hpp"
#include "support/error.hpp"
#include "support/interrupt.hpp"

namespace migrate::dialect::postgresql {

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

/// Statements on their way to a server in libpq's pipeline mode, a bounded number of them ahead of
/// the answers. After a failure everything that was sent behind it is forgotten. The errors are
/// those of db::Connection; each function but `completed` may throw that of an earlier statement.
class Pipeline final {
 public:
  /// `url` is what no error may show the password of.
  Pipeline(Session session, std::string url, const support::Interrupt* interrupt);

  /// Sends a statement.
  void submit(Purpose purpose, const std::string& text, const db::Statement& statement);

  /// Runs COPY to its end. It is not possible in a pipeline: it has the session for itself.
  void copy(const db::Statement& statement);

  /// How many statements, queries not counted, have ended well. Never waits.
  std::size_t completed();

  /// Waits until that many have.
  void wait(std::size_t count);

  /// Waits until everything sent has run.
  void finish();

  /// The rows of the first query whose rows have not been taken; waits for them.
  Result next_rows();

  /// Waits for the end of everything sent, whatever becomes of it, and forgets rows and failures.
  void abandon();

  bool is_alive() const { return !is_lost_; }
  const Endpoint& endpoint() const { return endpoint_; }
  pg_conn* session() const { return session_.get(); }

 private:
  static constexpr std::chrono::milliseconds between_cancels{100};

  bool is_stopped() const;
  bool is_answer_due() const;
  bool is_interrupt_new() const;
  /// Before anything new: what went wrong since the last call comes first.
  void start();
  static void check_text(const db::Statement& statement, const std::string& text);
  /// Waits until one more statement of this size may be on its way.
  void make_room(std::size_t size);
  /// Makes the server send what it has answered so far.
  void ask_for_answers();
  /// Ends the pipeline: the server answers everything and, after a failure, listens again from here
  /// on.
  void synchronise();
  /// Writes and reads what can be without waiting. True: there is more to write.
  bool exchange();
  /// Moves on: writes, reads, and waits until one of them is possible again.
  void step();
  /// Takes the answers that have arrived.
  void collect();
  void take(Result result);
  void keep_rows(Result result);
  void await_rows();
  /// The server answers COMMIT of a failed transaction with ROLLBACK, which is no error to it.
  void check_commit(const pg_result* result);
  void mark_failed();
  void fail(const ServerError& error);
  void end_statement();
  /// Rows that nobody wants are read one at a time, so that they take no memory.
  void drop_rows_one_by_one();
  void lose(const std::string& reason);
  /// Ctrl-C: from here on only the ends of what was sent are waited for.
  void begin_cancelling();
  void cancel_again();
  /// Asks the server to stop the running statement. One that begins just then is missed, hence the
  /// repetition.
  void cancel();
  /// After a failure or Ctrl-C: waits for the end of the pipeline, forgets it, and throws.
  void settle();

  // COPY, in pipeline_copy.cpp.
  void answer_copy(std::string_view data);
  /// The next answer outside a pipeline; null at the end.
  Result next_copy_result();
  /// As `step`, but leaves the answers alone.
  void step_copy();
  void put_data(std::string_view data);
  /// Waits until what was put is on its way, so that no more than a chunk is held here.
  void flush_copy();
  void drop_data();

  Session session_;
  std::string url_;
  Endpoint endpoint_;
  const support::Interrupt* interrupt_;
  PositionUnit position_unit_{PositionUnit::character};

  std::deque<Sent> in_flight_{};
  std::size_t bytes_in_flight_{0};
  std::size_t unanswered_{0};        // sent since the server was last asked for its answers
  std::size_t unsynchronised_{0};    // sent since the last synchronisation
  std::size_t synchronisations_{0};  // asked for and not yet answered
  std::size_t completed_{0};
  std::size_t progress_{0};       // answers read, of any kind
  std::deque<Result> arrived_{};  // the rows of queries that nobody has taken

  std::optional<Error> failure_{};  // the first since the last throw
  std::chrono::steady_clock::time_point last_cancel_{};
  bool is_cancelling_{false};
  bool is_interrupt_thrown_{false};
  bool is_lost_{false};
};

}  // namespace migrate::dialect::postgresql
