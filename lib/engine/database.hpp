#pragma once

#include <functional>
#include <memory>
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

  /// Opens the session again after it was lost. Errors: connection_failed.
  void reconnect();
};

/// Connects. Errors: invalid_url, connection_failed, authentication_failed.
Database connect(
    const db::Url& url, const db::ConnectOptions& options, const dialect::TableName& version_table);

}  // namespace migrate::engine
