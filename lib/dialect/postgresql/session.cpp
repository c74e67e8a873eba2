#include "dialect/postgresql/session.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <poll.h>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "db/url.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { ::PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

/// The value of a connection keyword, from wherever libpq took it.
std::string option(PGconn* session, std::string_view keyword) {
  const Options options(::PQconninfo(session));
  for (const PQconninfoOption* i = options.get(); i != nullptr && i->keyword != nullptr; ++i) {
    if (keyword == i->keyword) return text_of(i->val);
  }
  return {};
}

/// The user's own connect_timeout goes before ours; 0 or less is for ever, as libpq has it.
milliseconds connect_timeout(PGconn* session, milliseconds usual) {
  const std::string text = option(session, "connect_timeout");
  int seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || failure != std::errc{}) return usual;
  return seconds <= 0 ? forever : milliseconds(std::chrono::seconds(seconds));
}

/// The SQLSTATE in libpq's verbose text of a refused connection: "... FATAL:  28P01: password ...".
std::string sqlstate_in(std::string_view text) {
  constexpr std::size_t length = 5;
  constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (std::size_t i = text.find(":  "); i != std::string_view::npos; i = text.find(":  ", i + 1)) {
    const std::string_view code = text.substr(i + 3, length);
    const std::string_view behind = text.substr(std::min(i + 3 + length, text.size()));
    if (code.find_first_not_of(alphabet) == std::string_view::npos && behind.starts_with(": ")) {
      return std::string(code);
    }
  }
  return {};
}

void check_url(const std::string& url) {
  char* message = nullptr;
  const Options options(::PQconninfoParse(url.c_str(), &message));
  const std::unique_ptr<char, decltype(&::PQfreemem)> owner(message, &::PQfreemem);
  if (options != nullptr) return;
  const std::string text = text_of(message);
  throw Error(
      ErrorCode::invalid_url,
      db::scrub(
          fmt::format("the database URL is not valid: {}", text.substr(0, text.find('\n'))), url),
      "form: postgresql://user@host:port/database?option=value");
}

Session start_session(const std::string& url) {
  // In order of rising precedence; the URL may change what comes before it. Keepalives find a peer
  // that is gone in two minutes instead of two hours.
  const std::array<const char*, 7> keywords{
      "keepalives_idle",
      "keepalives_interval",
      "keepalives_count",
      "dbname",
      "fallback_application_name",
      "client_encoding",
      nullptr};
  const std::array<const char*, 7> values{"60", "10", "6", url.c_str(), "migrate", "UTF8", nullptr};
  constexpr int expand_dbname = 1;
  Session session(::PQconnectStartParams(keywords.data(), values.data(), expand_dbname));
  if (session == nullptr) throw std::bad_alloc();
  return session;
}

/// Drives the connection attempt until it has ended, well or not.
void finish_connecting(PGconn* session, const std::string& url, const db::ConnectOptions& options) {
  const milliseconds timeout = connect_timeout(session, options.connect_timeout);
  const auto deadline = steady_clock::now() + timeout;
  // PQconnectPoll is first called when the socket can be written.
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (status != PGRES_POLLING_OK) {
    if (status == PGRES_POLLING_FAILED || ::PQstatus(session) == CONNECTION_BAD) {
      const std::string text = text_of(::PQerrorMessage(session));
      throw scrubbed(connect_error(text, sqlstate_in(text), endpoint_of(session)), url);
    }
    const auto left = timeout == forever
                          ? forever
                          : std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    if (timeout != forever && left <= milliseconds::zero()) {
      throw scrubbed(connect_error(no_answer, "", endpoint_of(session)), url);
    }
    const short events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    const Readiness ready = wait_for(session, events, options.interrupt, left);
    if (ready.interrupt) throw interrupted();
    if (ready.socket) status = ::PQconnectPoll(session);
  }
}

}  // namespace

void CloseSession::operator()(pg_conn* session) const {
  if (!is_borrowed) ::PQfinish(session);
}

Session open_session(const std::string& url, const db::ConnectOptions& options) {
  check_url(url);
  Session session = start_session(url);
  // Verbose texts hold the SQLSTATE, which a failed connection does not tell otherwise.
  ::PQsetErrorVerbosity(session.get(), PQERRORS_VERBOSE);
  ::PQsetNoticeReceiver(
      session.get(), [](void* /*unused*/, const PGresult* /*notice*/) {}, nullptr);
  finish_connecting(session.get(), url, options);
  ::PQsetErrorVerbosity(session.get(), PQERRORS_DEFAULT);
  return session;
}

Endpoint endpoint_of(PGconn* session) {
  return {
      .host = text_of(::PQhost(session)),
      .port = text_of(::PQport(session)),
      .user = text_of(::PQuser(session)),
      .database = text_of(::PQdb(session)),
  };
}

Error scrubbed(const Error& error, std::string_view url) {
  return error.with_message(db::scrub(error.message(), url))
      .with_hint(db::scrub(error.hint(), url))
      .with_detail(db::scrub(error.detail(), url));
}

std::string text_of(const char* text) {
  return text == nullptr ? std::string{} : std::string(text);
}

Readiness wait_for(
    PGconn* session, short events, const support::Interrupt* interrupt, milliseconds timeout) {
  std::array<pollfd, 2> polled{
      pollfd{.fd = ::PQsocket(session), .events = events, .revents = 0},
      pollfd{
          .fd = interrupt == nullptr ? -1 : interrupt->descriptor(),
          .events = POLLIN,
          .revents = 0},
  };
  ::poll(polled.data(), polled.size(), static_cast<int>(timeout.count()));
  return {
      .socket = polled[0].revents != 0,
      .interrupt = interrupt != nullptr && interrupt->requested(),
  };
}

}  // namespace migrate::dialect::postgresql
