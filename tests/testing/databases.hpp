#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/url.hpp"
#include "dialect/dialect.hpp"

namespace migrate::testing {

/// The databases that every conformance case runs on.
std::vector<std::string> dialect_names();

/// A folder of its own that is removed, with everything in it, when this goes.
class TemporaryDirectory final {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What `with-postgres` tells about its cluster. Throws std::runtime_error when the test does not
/// run under it.
struct Cluster {
  std::string url{};     // of the database `postgres`
  std::string socket{};  // the folder of the server's socket
  std::string data{};
  std::string programs{};
  std::string account{};  // whom the server runs as; empty: whoever runs the test

  /// The URL of another database of the cluster.
  std::string url_of(std::string_view database) const;
};
Cluster cluster();

/// An empty database that is gone when this is: a SQLite file, or a database of the cluster.
class FreshDatabase final {
 public:
  explicit FreshDatabase(std::string_view dialect);
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  const dialect::Dialect& dialect() const { return *dialect_; }
  const db::Url& url() const { return url_; }
  /// The name of the PostgreSQL database; empty for SQLite.
  const std::string& name() const { return name_; }

  std::unique_ptr<db::Connection> connect(const db::ConnectOptions& options = {}) const;

 private:
  const dialect::Dialect* dialect_;
  TemporaryDirectory directory_{};
  std::string name_{};
  db::Url url_{};
};

/// Stops the cluster's server as a crash would, and starts it again when this goes.
class ServerCrash final {
 public:
  ServerCrash();
  ~ServerCrash();
  ServerCrash(const ServerCrash&) = delete;
  ServerCrash& operator=(const ServerCrash&) = delete;
};

/// The only value of a query's only row; "NULL" for a null.
std::string value_of(db::Connection& connection, std::string_view sql);

/// Asks again and again until the query's value is this one. Throws std::runtime_error after half a
/// minute.
void await_value(db::Connection& connection, std::string_view sql, std::string_view expected);

}  // namespace migrate::testing
