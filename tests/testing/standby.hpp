#pragma once

#include <string>
#include <string_view>

#include "db/connection.hpp"
#include "testing/databases.hpp"

namespace migrate::testing {

/// A read-only copy of the cluster, which has caught up with it; gone when this is.
class Standby final {
 public:
  /// `primary` is a superuser's session with the cluster.
  explicit Standby(db::Connection& primary);
  ~Standby();
  Standby(const Standby&) = delete;
  Standby& operator=(const Standby&) = delete;

  /// The URL of a database of it.
  std::string url_of(std::string_view database) const;

 private:
  void start() const;

  std::string folder_;
};

}  // namespace migrate::testing
