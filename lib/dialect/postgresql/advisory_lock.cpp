#include "dialect/postgresql/advisory_lock.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <poll.h>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/connection.hpp"
#include "dialect/postgresql/errors.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds first_pause{50};
constexpr milliseconds longest_pause{2000};

/// The only value of a query that returns one.
std::string value(db::Connection& connection, const std::string& sql) {
  const auto rows = connection.query(sql);
  if (rows.empty() || rows.front().empty()) return {};
  return rows.front().front().value_or("");
}

/// A lock of the session.
class SessionLock final : public Lock {
 public:
  SessionLock(db::Connection& connection, std::int64_t key) : connection_(connection), key_(key) {}

  ~SessionLock() override {
    try {
      release();
    } catch (const Error&) {
      // Nobody can be told here; the lock ends with the session at the latest.
      return;
    }
  }
  SessionLock(const SessionLock&) = delete;
  SessionLock& operator=(const SessionLock&) = delete;

  std::vector<std::string> in_each_transaction() const override { return {}; }

 private:
  /// A unit may have taken the lock once more by itself (the server counts), so this goes on until
  /// the server says that none is left.
  void release() {
    if (!connection_.is_alive()) return;
    // A failed transaction would refuse the statement.
    if (connection_.in_transaction()) connection_.execute("ROLLBACK");
    const std::string sql = fmt::format("SELECT pg_catalog.pg_advisory_unlock({})", key_);
    constexpr int most_tries = 16;
    for (int i = 0; i < most_tries && is_held(); ++i)
      value(connection_, sql);
  }

  bool is_held() {
    return value(
               connection_,
               fmt::format(
                   "SELECT count(*) > 0 FROM pg_catalog.pg_locks WHERE locktype = 'advisory' "
                   "AND pid = pg_catalog.pg_backend_pid() AND objsubid = 1 "
                   "AND (classid::bigint << 32) | objid::bigint = {}",
                   key_)) == "t";
  }

  db::Connection& connection_;
  std::int64_t key_;
};

/// A lock that each transaction takes for itself.
class TransactionLock final : public Lock {
 public:
  explicit TransactionLock(std::int64_t key) : key_(key) {}

  std::vector<std::string> in_each_transaction() const override {
    return {fmt::format("SELECT pg_catalog.pg_advisory_xact_lock({})", key_)};
  }

 private:
  std::int64_t key_;
};

/// Whether the session is served by another process than the one it was opened with, or by changing
/// ones.
bool is_pooled(db::Connection& connection) {
  constexpr int round_trips = 3;
  std::optional<std::string> expected = announced_backend(connection);
  for (int i = 0; i < round_trips; ++i) {
    const std::string pid = value(connection, "SELECT pg_catalog.pg_backend_pid()");
    if (expected && *expected != pid) return true;
    expected = pid;
  }
  return false;
}

bool try_lock(db::Connection& connection, std::int64_t key) {
  return value(connection, fmt::format("SELECT pg_catalog.pg_try_advisory_lock({})", key)) == "t";
}

/// "pid 4711, bob@10.0.0.3, migrate"; empty when nobody holds it any more.
std::string holder(db::Connection& connection, std::int64_t key) {
  return value(
      connection,
      fmt::format(
          "SELECT {} FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING "
          "(pid) "
          "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
          "AND (l.classid::bigint << 32) | l.objid::bigint = {} AND l.database = "
          "(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) "
          "LIMIT 1",
          lock_holder_text,
          key));
}

Error held_by_another(const std::string& who) {
  return {
      ErrorCode::lock_timeout,
      fmt::format(
          "another run is changing this database{}",
          who.empty() ? std::string{} : fmt::format(" ({})", who)),
      "wait until it has ended, or allow a longer wait for the lock"};
}

/// Lengthening pauses, each shortened by chance so that several waiters do not knock together.
class Backoff final {
 public:
  milliseconds next() {
    const milliseconds longest = pause_;
    pause_ = std::min(pause_ * 2, longest_pause);
    std::uniform_int_distribution<milliseconds::rep> chance(longest.count() / 2, longest.count());
    return milliseconds(chance(random_));
  }

 private:
  milliseconds pause_{first_pause};
  std::minstd_rand random_{std::random_device{}()};
};

/// Waits for the time or Ctrl-C.
void rest(milliseconds time, const support::Interrupt* interrupt) {
  pollfd polled{
      .fd = interrupt == nullptr ? -1 : interrupt->descriptor(), .events = POLLIN, .revents = 0};
  ::poll(&polled, 1, static_cast<int>(time.count()));
  if (interrupt != nullptr && interrupt->requested()) throw interrupted();
}

void wait_for_lock(db::Connection& connection, std::int64_t key, const LockRequest& request) {
  const auto deadline = steady_clock::now() + request.wait;
  Backoff backoff;
  bool is_first = true;
  while (!try_lock(connection, key)) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    if (left <= milliseconds::zero()) throw held_by_another(holder(connection, key));
    if (is_first && request.on_wait) request.on_wait(holder(connection, key));
    is_first = false;
    rest(std::min(left, backoff.next()), request.interrupt);
  }
}

}  // namespace

std::int64_t lock_key(std::string_view database, const TableName& table) {
  // FNV-1a, 64 bits; a NUL between the names, which none of them can hold.
  constexpr std::uint64_t basis = 0xcbf29ce484222325;
  constexpr std::uint64_t prime = 0x100000001b3;
  std::uint64_t hash = basis;
  for (const std::string_view name :
       {database, std::string_view(table.schema), std::string_view(table.name)}) {
    for (const char c : name)
      hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    hash *= prime;
  }
  return static_cast<std::int64_t>(hash);
}

std::unique_ptr<Lock> lock(db::Connection& connection, const LockRequest& request) {
  const std::string database = value(connection, "SELECT pg_catalog.current_database()");
  const std::int64_t key = lock_key(database, request.table);
  if (is_pooled(connection)) return std::make_unique<TransactionLock>(key);
  wait_for_lock(connection, key, request);
  return std::make_unique<SessionLock>(connection, key);
}

}  // namespace migrate::dialect::postgresql
