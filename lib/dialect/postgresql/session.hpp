#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "db/connection.hpp"
#include "dialect/postgresql/errors.hpp"
#include "support/interrupt.hpp"

// libpq's own type, named here so that its header stays out of ours.
struct pg_conn;

namespace migrate::dialect::postgresql {

struct CloseSession {
  bool is_borrowed{false};  // somebody else's, who closes it

  void operator()(pg_conn* session) const;
};

/// A session of libpq.
using Session = std::unique_ptr<pg_conn, CloseSession>;

/// Connects, waiting for the socket and for Ctrl-C. Errors: invalid_url, connection_failed,
/// authentication_failed, interrupted.
Session open_session(const std::string& url, const db::ConnectOptions& options);

/// Whom the session talks to.
Endpoint endpoint_of(pg_conn* session);

/// The error without any password of the URL.
Error scrubbed(const Error& error, std::string_view url);

/// libpq's text, where it may be null.
std::string text_of(const char* text);

/// What can be waited for on a session's socket.
struct Readiness {
  bool socket{false};
  bool interrupt{false};
};

inline constexpr std::chrono::milliseconds forever{-1};

/// Waits until the socket can do what `events` (of poll) says, or for Ctrl-C (`interrupt` may be
/// null).
Readiness wait_for(
    pg_conn* session,
    short events,
    const support::Interrupt* interrupt,
    std::chrono::milliseconds timeout);

}  // namespace migrate::dialect::postgresql
