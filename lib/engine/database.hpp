#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/url.hpp"
#include "dialect/dialect.hpp"
#include "graph/revision.hpp"

namespace migrate::engine {

/// A database to work on: a session, its dialect, and where its version table is.
struct Database {
  const dialect::Dialect* dialect{nullptr};
  db::Url url{};
  db::ConnectOptions options{};
  dialect::TableName version_table{};
  std::unique_ptr<db::Connection> connection{};
  bool is_borrowed{false};  // the session is somebody else's: only they can open it again
  std::optional<db::Url> scratch_url{};  // of a database that may be emptied for trying things out
  /// Hears which scratch place was chosen, and why, where there is a choice. Not set: nobody does.
  std::function<void(std::string_view)> on_scratch{};

  /// Opens the session again after it was lost. Errors: connection_failed.
  void reconnect();

  /// A place for trying things out (see Dialect::open_scratch). Errors: unsupported.
  std::unique_ptr<dialect::Scratch> open_scratch();

  /// Bring the session to how it was at the start: what a unit has set in it ends.
  std::vector<std::string> reset_statements() const;
};

/// Connects. Errors: invalid_url, connection_failed, authentication_failed.
Database connect(
    const db::Url& url, const db::ConnectOptions& options, const dialect::TableName& version_table);

}  // namespace migrate::engine
