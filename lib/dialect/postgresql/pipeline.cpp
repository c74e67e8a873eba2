#include "dialect/postgresql/pipeline.hpp"

#include <array>
#include <cassert>
#include <poll.h>
#include <utility>

#include <libpq-fe.h>

namespace migrate::dialect::postgresql {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How far the sender may be ahead of the server.
constexpr std::size_t most_statements_in_flight = 256;
constexpr std::size_t most_bytes_in_flight = 1U << 20U;
// After so many the server is asked for its answers, and they are read.
constexpr std::size_t statements_between_reads = 16;

struct FreeCancel {
  void operator()(PGcancel* cancel) const { ::PQfreeCancel(cancel); }
};

/// What of the statement can be kept behind the call.
db::Statement lasting(const db::Statement& statement) {
  if (statement.source != nullptr) return statement;
  return {.origin = statement.origin, .origin_line = statement.origin_line};
}

}  // namespace

Pipeline::Pipeline(Session session, std::string url, const support::Interrupt* interrupt)
    : session_(std::move(session)),
      url_(std::move(url)),
      endpoint_(endpoint_of(session_.get())),
      interrupt_(interrupt) {
  const std::string encoding = text_of(::PQparameterStatus(session_.get(), "server_encoding"));
  if (encoding == "SQL_ASCII") position_unit_ = PositionUnit::byte;
  ::PQsetnonblocking(session_.get(), 1);
  ::PQenterPipelineMode(session_.get());
}

std::size_t Pipeline::completed() {
  if (!is_alive() || in_flight_.empty()) return completed_;
  exchange();
  return completed_;
}

void Pipeline::wait(std::size_t count) {
  if (completed_ >= count) return;
  start();
  assert(count <= completed_ + in_flight_.size());
  ask_for_answers();
  while (!is_stopped() && completed_ < count && !in_flight_.empty())
    step();
  settle();
}

void Pipeline::finish() {
  if (unsynchronised_ == 0 && !failure_) return;
  start();
  synchronise();
  while (!is_stopped() && is_answer_due())
    step();
  settle();
}

Result Pipeline::next_rows() {
  if (arrived_.empty()) await_rows();
  assert(!arrived_.empty());
  Result rows = std::move(arrived_.front());
  arrived_.pop_front();
  return rows;
}

void Pipeline::await_rows() {
  start();
  ask_for_answers();
  while (!is_stopped() && arrived_.empty() && is_answer_due())
    step();
  settle();
}

void Pipeline::abandon() {
  try {
    finish();
  } catch (const Error&) {
    // What it says is about something that nobody wants any more.
    arrived_.clear();
  }
  arrived_.clear();
}

bool Pipeline::is_stopped() const {
  return failure_.has_value() || is_cancelling_ || is_lost_;
}

bool Pipeline::is_answer_due() const {
  return !in_flight_.empty() || synchronisations_ > 0;
}

bool Pipeline::is_interrupt_new() const {
  return !is_interrupt_thrown_ && interrupt_ != nullptr && interrupt_->requested();
}

void Pipeline::start() {
  if (is_lost_ && !failure_) throw scrubbed(lost_connection("it was lost before", endpoint_), url_);
  if (is_interrupt_new()) begin_cancelling();
  settle();
}

void Pipeline::check_text(const db::Statement& statement, const std::string& text) {
  const std::size_t nul = text.find('\0');
  if (nul == std::string::npos) return;
  const ServerError error{
      .message = "a statement cannot hold a NUL character", .position = nul + 1};
  throw statement_error(error, statement, Purpose::plain, PositionUnit::byte);
}

void Pipeline::submit(Purpose purpose, const std::string& text, const db::Statement& statement) {
  check_text(statement, text);
  start();
  make_room(text.size());
  if (::PQsendQueryParams(session_.get(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) ==
      0) {
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

void Pipeline::make_room(std::size_t size) {
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

void Pipeline::ask_for_answers() {
  if (unanswered_ == 0) return;
  ::PQsendFlushRequest(session_.get());
  unanswered_ = 0;
}

void Pipeline::synchronise() {
  if (::PQpipelineSync(session_.get()) == 0) lose(text_of(::PQerrorMessage(session_.get())));
  ++synchronisations_;
  unsynchronised_ = 0;
  unanswered_ = 0;
}

bool Pipeline::exchange() {
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

void Pipeline::step() {
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

void Pipeline::collect() {
  while (is_answer_due() && ::PQisBusy(session_.get()) == 0) {
    Result result(::PQgetResult(session_.get()));
    ++progress_;
    if (result != nullptr) {
      take(std::move(result));
    } else if (::PQstatus(session_.get()) == CONNECTION_BAD) {
      return;
    } else {
      end_statement();
    }
  }
}

void Pipeline::take(Result result) {
  switch (::PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC: --synchronisations_; return;
    case PGRES_PIPELINE_ABORTED: mark_failed(); return;
    case PGRES_COMMAND_OK:
      check_commit(result.get());
      keep_rows(std::move(result));
      return;
    case PGRES_EMPTY_QUERY:
    case PGRES_SINGLE_TUPLE:
    case PGRES_TUPLES_OK: keep_rows(std::move(result)); return;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
    case PGRES_BAD_RESPONSE:
    case PGRES_NONFATAL_ERROR:
    case PGRES_FATAL_ERROR: fail(server_error(result.get())); return;
  }
}

void Pipeline::keep_rows(Result result) {
  if (in_flight_.empty() || in_flight_.front().purpose != Purpose::query) return;
  arrived_.push_back(std::move(result));
}

void Pipeline::check_commit(const PGresult* result) {
  if (in_flight_.empty() || !in_flight_.front().is_commit) return;
  if (std::string_view(::PQcmdStatus(const_cast<PGresult*>(result))) != "ROLLBACK") return;
  fail(ServerError{
      .sqlstate = "25P02", .message = "the transaction had failed, so it was rolled back"});
}

void Pipeline::mark_failed() {
  if (!in_flight_.empty()) in_flight_.front().has_failed = true;
}

void Pipeline::fail(const ServerError& error) {
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

void Pipeline::end_statement() {
  if (in_flight_.empty()) return;
  const Sent& ended = in_flight_.front();
  if (!ended.has_failed && ended.purpose != Purpose::query) ++completed_;
  bytes_in_flight_ -= ended.size;
  in_flight_.pop_front();
  drop_rows_one_by_one();
}

void Pipeline::drop_rows_one_by_one() {
  if (!in_flight_.empty() && in_flight_.front().purpose != Purpose::query) {
    ::PQsetSingleRowMode(session_.get());
  }
}

void Pipeline::lose(const std::string& reason) {
  if (is_lost_) return;
  is_lost_ = true;
  if (!failure_) failure_ = lost_connection(reason, endpoint_);
}

void Pipeline::begin_cancelling() {
  is_cancelling_ = true;
  if (is_lost_) return;
  if (unsynchronised_ > 0) synchronise();
  if (is_answer_due()) cancel();
}

void Pipeline::cancel_again() {
  const auto now = steady_clock::now();
  if (now - last_cancel_ >= between_cancels) cancel();
}

void Pipeline::cancel() {
  const std::unique_ptr<PGcancel, FreeCancel> request(::PQgetCancel(session_.get()));
  std::array<char, 256> unused{};
  if (request != nullptr) ::PQcancel(request.get(), unused.data(), unused.size());
  last_cancel_ = steady_clock::now();
}

void Pipeline::settle() {
  if (!is_stopped()) return;
  if (!is_lost_ && unsynchronised_ > 0) synchronise();
  while (!is_lost_ && is_answer_due())
    step();
  in_flight_.clear();
  arrived_.clear();
  bytes_in_flight_ = unsynchronised_ = unanswered_ = synchronisations_ = 0;
  const auto failure = std::exchange(failure_, std::nullopt);
  if (std::exchange(is_cancelling_, false)) {
    is_interrupt_thrown_ = true;
    throw interrupted();
  }
  assert(failure);
  throw scrubbed(*failure, url_);
}

}  // namespace migrate::dialect::postgresql
