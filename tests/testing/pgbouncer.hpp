#pragma once

#include <string>

#include <sys/types.h>

#include "testing/databases.hpp"

namespace migrate::testing {

/// PgBouncer in transaction mode in front of the cluster, on a socket of its own.
class Pgbouncer final {
 public:
  Pgbouncer();
  ~Pgbouncer();
  Pgbouncer(const Pgbouncer&) = delete;
  Pgbouncer& operator=(const Pgbouncer&) = delete;

  /// Whether it is installed.
  static bool is_installed();

  /// The URL of a database of the cluster through the pooler.
  std::string url_of(const std::string& database) const;

 private:
  TemporaryDirectory directory_{};
  pid_t process_{0};
};

}  // namespace migrate::testing
