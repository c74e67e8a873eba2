#pragma once

#include <memory>

#include "db/connection.hpp"
#include "db/url.hpp"

// SQLite's own type, named here so that its header stays out of ours.
struct sqlite3;

namespace migrate::dialect::sqlite {

/// Opens the database file. A file that does not exist is created by the first statement that may
/// write (`send`, `change_row`), not before: until then the session is an empty database in memory.
///
/// Ctrl-C is thrown as `interrupted` once; what is run after that, to clean up, runs as usual.
/// Errors: connection_failed when the file cannot be opened or is no database.
std::unique_ptr<db::Connection> connect(const db::Url& url, const db::ConnectOptions& options);

/// An empty database in memory, that no statement can leave for a file.
std::unique_ptr<db::Connection> connect_scratch();

/// Works in somebody else's session, which must live as long and is left as it was found: open, in
/// no transaction, its handlers untouched, foreign keys enforced or not as before (they are not
/// meanwhile). What units themselves do to it (PRAGMA, ATTACH) stays. Errors: usage for a session
/// in a transaction.
std::unique_ptr<db::Connection> adopt(sqlite3* session, const db::ConnectOptions& options);

}  // namespace migrate::dialect::sqlite
