#include "dialect/postgresql/savepoints.hpp"

#include <cstddef>
#include <span>

namespace migrate::dialect::postgresql {
namespace {

constexpr std::string_view begin_unit = "SAVEPOINT migrate_unit";
constexpr std::string_view end_unit = "RELEASE SAVEPOINT migrate_unit";
constexpr std::string_view undo_unit = "ROLLBACK TO SAVEPOINT migrate_unit";

std::size_t statements_of(const std::vector<std::string>& unit) {
  return unit.size() + 2;
}

void send_all(db::Connection& connection, std::span<const std::vector<std::string>> units) {
  for (const std::vector<std::string>& unit : units) {
    connection.send({.sql = begin_unit});
    for (const std::string& statement : unit)
      connection.send({.sql = statement});
    connection.send({.sql = end_unit});
  }
  connection.finish();
}

}  // namespace

bool is_refusal(const Error& error) {
  return error.code() == ErrorCode::sql_error || error.code() == ErrorCode::lock_timeout;
}

std::vector<std::optional<Error>> try_each(
    db::Connection& connection, const std::vector<std::vector<std::string>>& units) {
  connection.finish();
  std::vector<std::optional<Error>> refusals(units.size());
  std::size_t first = 0;
  while (first < units.size()) {
    std::size_t ended = connection.completed();
    try {
      send_all(connection, std::span(units).subspan(first));
      return refusals;
    } catch (const Error& error) {
      if (!is_refusal(error)) throw;
      ended = connection.completed() - ended;
      for (; ended >= statements_of(units.at(first)); ++first)
        ended -= statements_of(units[first]);
      refusals[first++] = error;
    }
    connection.execute(undo_unit);
  }
  return refusals;
}

void abandon_transaction(db::Connection& connection) {
  try {
    connection.finish();
  } catch (const Error&) {
    // What was sent and went wrong does not matter any more; the session can be used again.
    static_cast<void>(connection.is_alive());
  }
  try {
    if (connection.is_alive() && connection.in_transaction()) connection.execute("ROLLBACK");
  } catch (const Error&) {
    // The session is lost, and the transaction with it.
    return;
  }
}

}  // namespace migrate::dialect::postgresql
