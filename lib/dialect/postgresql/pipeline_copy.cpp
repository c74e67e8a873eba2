#include <poll.h>
#include <utility>

#include <libpq-fe.h>

#include "dialect/postgresql/pipeline.hpp"

namespace migrate::dialect::postgresql {
namespace {

constexpr std::size_t copy_chunk = 1U << 16U;

}  // namespace

void Pipeline::copy(const db::Statement& statement) {
  const std::string text(statement.sql);
  check_text(statement, text);
  finish();
  start();
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

void Pipeline::answer_copy(std::string_view data) {
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

Result Pipeline::next_copy_result() {
  while (!is_lost_ && ::PQisBusy(session_.get()) != 0)
    step_copy();
  return is_lost_ ? nullptr : Result(::PQgetResult(session_.get()));
}

void Pipeline::step_copy() {
  const int flushed = ::PQflush(session_.get());
  if (flushed < 0) return lose(text_of(::PQerrorMessage(session_.get())));
  const auto events = static_cast<short>(flushed > 0 ? POLLIN | POLLOUT : POLLIN);
  const support::Interrupt* const watched =
      is_interrupt_thrown_ || is_cancelling_ ? nullptr : interrupt_;
  wait_for(session_.get(), events, watched, is_cancelling_ ? between_cancels : forever);
  if (::PQconsumeInput(session_.get()) == 0) return lose(text_of(::PQerrorMessage(session_.get())));
  if (is_cancelling_) {
    cancel_again();
  } else if (is_interrupt_new()) {
    is_cancelling_ = true;
    cancel();
  }
}

void Pipeline::put_data(std::string_view data) {
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

void Pipeline::flush_copy() {
  while (!is_lost_ && ::PQflush(session_.get()) == 1)
    step_copy();
}

void Pipeline::drop_data() {
  while (!is_lost_) {
    char* line = nullptr;
    constexpr int without_waiting = 1;
    const int size = ::PQgetCopyData(session_.get(), &line, without_waiting);
    ::PQfreemem(line);
    if (size < 0) return;
    if (size == 0) step_copy();
  }
}

}  // namespace migrate::dialect::postgresql
