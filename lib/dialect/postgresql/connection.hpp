#pragma once

#include <memory>
#include <optional>
#include <string>

#include "db/connection.hpp"
#include "db/url.hpp"

// libpq's own type, named here so that its header stays out of ours.
struct pg_conn;

namespace migrate::dialect::postgresql {

/// Opens a session by libpq. Everything that the URL leaves open comes from libpq's own environment
/// (PGHOST, PGPASSFILE, PGSERVICE ...).
///
/// Statements are sent in pipeline mode, a bounded number of them ahead. Nothing marks their ends,
/// so that several transactions may be on their way one after another: when one fails nothing
/// behind it runs, its own ROLLBACK and later BEGINs included. Statements outside a transaction
/// that are not separated by `finish` are committed together; one that cannot run in a transaction
/// (VACUUM) needs a `finish` before it and after it. COPY is sent by itself.
///
/// Ctrl-C is thrown as `interrupted` once, with the running statement cancelled; what is run after
/// that, to clean up, runs as usual. Errors: invalid_url, connection_failed, authentication_failed,
/// interrupted.
std::unique_ptr<db::Connection> connect(const db::Url& url, const db::ConnectOptions& options);

/// Works in somebody else's session, which must live as long and is left as it was found: open,
/// blocking or not as before, in no pipeline and no transaction, with the settings and the role
/// that it had; units run with those, too. Notices go to its own receiver. Errors: usage for a
/// session that is busy or in a transaction; connection_failed for one that is lost.
std::unique_ptr<db::Connection> adopt(pg_conn* session, const db::ConnectOptions& options);

/// The process that the server said would serve the session, as text; nothing for a connection that
/// is made neither by `connect` nor by `adopt`. Behind a pooler it is not the one that does.
std::optional<std::string> announced_backend(const db::Connection& connection);

/// The server's version as a number, 150018 for 15.18, without asking it. Only for a connection
/// that is made by `connect` or by `adopt`; otherwise nothing.
std::optional<int> announced_version(const db::Connection& connection);

}  // namespace migrate::dialect::postgresql
