#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"

namespace migrate::dialect::postgresql {

/// Who holds a lock, as an expression in SQL about rows l of pg_locks and a of pg_stat_activity:
/// "pid 4711, bob@10.0.0.3, migrate".
inline constexpr std::string_view lock_holder_text =
    "coalesce('pid ' || l.pid || coalesce(', ' || a.usename, '') || "
    "coalesce('@' || host(a.client_addr), '') || "
    "coalesce(', ' || nullif(a.application_name, ''), ''), 'a prepared transaction')";

/// The key of the advisory lock for a version table: the same in every release and on every
/// machine.
std::int64_t lock_key(std::string_view database, const TableName& table);

/// Waits for the advisory lock of the version table, by trying again and again: a waiter holds no
/// snapshot, so that it does not hold up a CREATE INDEX CONCURRENTLY of the holder. No transaction
/// may be open.
///
/// Behind a transaction pooler a lock of the session would stay with the pooler's connection; there
/// the lock returned takes nothing now and asks for a lock of each transaction. Errors:
/// lock_timeout, with who holds the lock; interrupted.
std::unique_ptr<Lock> lock(db::Connection& connection, const LockRequest& request);

}  // namespace migrate::dialect::postgresql
