#include "dialect/postgresql/errors.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "support/process.hpp"
#include "support/source.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

// PostgreSQL 15, Appendix A, "PostgreSQL Error Codes".
constexpr std::string_view division_by_zero = "22012";
constexpr std::string_view unique_violation = "23505";
constexpr std::string_view active_sql_transaction = "25001";
constexpr std::string_view serialization_failure = "40001";
constexpr std::string_view lock_not_available = "55P03";
constexpr std::string_view query_canceled = "57014";
constexpr std::string_view invalid_catalog_name = "3D000";
constexpr std::string_view authorization_class = "28";
constexpr std::string_view connection_class = "08";
constexpr std::string_view operator_intervention_class = "57P";

/// Whether the statement is one of ours and failed because the rows are not what they must be.
bool is_concurrent_change(std::string_view sqlstate, Purpose purpose) {
  switch (purpose) {
    case Purpose::plain:
    case Purpose::query: return false;
    case Purpose::require: return sqlstate == division_by_zero;
    case Purpose::change_row:
      return sqlstate == division_by_zero || sqlstate == unique_violation ||
             sqlstate == serialization_failure;
  }
  return false;
}

/// The number of the line of COPY data that the context speaks of: "COPY account, line 3, column
/// id: ...".
std::optional<std::size_t> copy_line(std::string_view context) {
  constexpr std::string_view before = ", line ";
  if (!context.starts_with("COPY ")) return std::nullopt;
  const std::size_t found = context.find(before);
  if (found == std::string_view::npos) return std::nullopt;
  const std::string_view digits = context.substr(found + before.size());
  std::size_t line = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), line);
  if (failure != std::errc{} || line == 0) return std::nullopt;
  return line;
}

/// Where the line with this number (from 1) begins.
std::size_t line_begin(std::string_view text, std::size_t line) {
  std::size_t begin = 0;
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return begin;
}

std::optional<support::Place> place_of(
    const ServerError& error, const db::Statement& statement, PositionUnit unit) {
  if (statement.source == nullptr) return std::nullopt;
  const char* const text = statement.source->text.data();
  const auto line = statement.is_copy ? copy_line(error.context) : std::nullopt;
  if (line && !statement.copy_data.empty()) {
    const std::size_t begin = line_begin(statement.copy_data, *line);
    return support::locate(
        *statement.source, static_cast<std::size_t>(statement.copy_data.data() - text) + begin);
  }
  const std::size_t before = error.position == 0 ? 0 : error.position - 1;
  const std::size_t offset = unit == PositionUnit::byte
                                 ? std::min(before, statement.sql.size())
                                 : support::byte_offset(statement.sql, before);
  return support::locate(
      *statement.source, static_cast<std::size_t>(statement.sql.data() - text) + offset);
}

std::string detail_of(const ServerError& error) {
  std::string result = error.detail;
  const auto add = [&result](std::string_view label, std::string_view text) {
    if (text.empty()) return;
    result += fmt::format("{}{}: {}", result.empty() ? "" : "\n", label, text);
  };
  add("query", error.internal_query);
  add("context", error.context);
  return result;
}

ErrorCode code_of(const ServerError& error, Purpose purpose) {
  if (is_concurrent_change(error.sqlstate, purpose)) return ErrorCode::concurrent_change;
  if (error.sqlstate == lock_not_available) return ErrorCode::lock_timeout;
  if (ends_session(error.sqlstate)) return ErrorCode::connection_failed;
  return ErrorCode::sql_error;
}

std::string hint_of(const ServerError& error, ErrorCode code) {
  if (!error.hint.empty()) return error.hint;
  if (code == ErrorCode::concurrent_change) return "run the command again";
  if (code == ErrorCode::lock_timeout) {
    return "another session holds a lock that this statement needs; try again when it has ended, "
           "or "
           "raise `lock_timeout`";
  }
  if (error.sqlstate == active_sql_transaction) {
    return "in a unit in SQL, write `-- migrate:autocommit` on a line above it; in one in C++, "
           "op.autocommit_block";
  }
  if (error.sqlstate == query_canceled) {
    return "if it ran too long, raise `statement_timeout`; somebody may also have cancelled it";
  }
  return {};
}

/// The host as pg_isready takes it, quoted where a shell needs it.
std::string argument(const std::string& text) {
  constexpr std::string_view harmless =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:";
  const bool plain = !text.empty() && text.find_first_not_of(harmless) == std::string::npos;
  return plain ? text : support::shell_quote(text);
}

std::string where(const Endpoint& endpoint) {
  if (endpoint.host.empty()) return "the server";
  return fmt::format("{}:{}", endpoint.host, endpoint.port);
}

std::string server_options(const Endpoint& endpoint) {
  if (endpoint.host.empty()) return {};
  return fmt::format(" -h {} -p {}", argument(endpoint.host), argument(endpoint.port));
}

std::string is_running(const Endpoint& endpoint) {
  return fmt::format("is the server running?  pg_isready{}", server_options(endpoint));
}

constexpr std::string_view attempt_failed = "connection to server";

/// What libpq says, without the address, severity and SQLSTATE in front and without its advice on
/// lines of its own.
std::string reason_in(std::string_view text, std::string_view sqlstate) {
  constexpr std::string_view failed = " failed: ";
  std::string_view line = text.substr(0, text.find('\n'));
  std::size_t begin = line.starts_with(attempt_failed) ? line.find(failed) : std::string_view::npos;
  if (begin != std::string_view::npos) line.remove_prefix(begin + failed.size());
  begin = sqlstate.empty() ? std::string_view::npos : line.find(fmt::format("{}: ", sqlstate));
  if (begin != std::string_view::npos) line.remove_prefix(begin + sqlstate.size() + 2);
  return std::string(support::trim(line));
}

/// Whether libpq refused the settings, before it looked for a server.
bool is_about_settings(std::string_view text, std::string_view sqlstate) {
  return sqlstate.empty() && !text.starts_with(attempt_failed) &&
         !text.starts_with("could not translate host name") && text != no_answer;
}

bool is_authentication(std::string_view text, std::string_view sqlstate) {
  return sqlstate.starts_with(authorization_class) ||
         (sqlstate.empty() && text.find("no password supplied") != std::string_view::npos);
}

Error refused_settings(std::string_view reason) {
  // libpq asks for the account only where nobody has named a user.
  const bool no_account = reason.starts_with("local user with ID");
  return {
      ErrorCode::invalid_url,
      fmt::format("the settings of the database connection are not valid: {}", reason),
      no_account ? "name the user in the URL, postgresql://user@host/database, or in PGUSER"
                 : "they come from the URL, the PG... environment variables and the service file"};
}

Error refused_user(std::string_view reason, const Endpoint& endpoint) {
  return {
      ErrorCode::authentication_failed,
      fmt::format(
          "PostgreSQL refused user \"{}\" on {} ({})", endpoint.user, where(endpoint), reason),
      fmt::format(
          "the password is looked for in the URL, in PGPASSWORD and in ~/.pgpass\n"
          "psql{} -U {} -d {} -c 'select 1'   uses the same settings",
          server_options(endpoint),
          argument(endpoint.user),
          argument(endpoint.database))};
}

}  // namespace

Error statement_error(
    const ServerError& error, const db::Statement& statement, Purpose purpose, PositionUnit unit) {
  const ErrorCode code = code_of(error, purpose);
  const std::string message = code == ErrorCode::concurrent_change
                                  ? "another session changed the same row meanwhile"
                                  : error.message;
  const Error result = Error(code, message, hint_of(error, code))
                           .with_sqlstate(error.sqlstate)
                           .with_detail(detail_of(error));
  const auto place = place_of(error, statement, unit);
  return place ? result.with_place(*place) : db::with_origin(result, statement);
}

bool ends_session(std::string_view sqlstate) {
  // The class of lost connections has one error that is about the statement: a parameter without a
  // value.
  constexpr std::string_view protocol_violation = "08P01";
  return sqlstate.starts_with(operator_intervention_class) ||
         (sqlstate.starts_with(connection_class) && sqlstate != protocol_violation);
}

Error connect_error(std::string_view text, std::string_view sqlstate, const Endpoint& endpoint) {
  const std::string reason = reason_in(text, sqlstate);
  if (is_authentication(text, sqlstate)) {
    return refused_user(reason, endpoint).with_sqlstate(std::string(sqlstate));
  }
  if (is_about_settings(text, sqlstate)) return refused_settings(reason);
  if (sqlstate == invalid_catalog_name) {
    return Error(
               ErrorCode::connection_failed,
               fmt::format("there is no database \"{}\" on {}", endpoint.database, where(endpoint)),
               fmt::format(
                   "create it:  createdb{} {}",
                   server_options(endpoint),
                   argument(endpoint.database)))
        .with_sqlstate(std::string(sqlstate));
  }
  if (!sqlstate.empty()) {
    return Error(
               ErrorCode::connection_failed,
               fmt::format("PostgreSQL at {} accepts no connection ({})", where(endpoint), reason),
               is_running(endpoint))
        .with_sqlstate(std::string(sqlstate));
  }
  return {
      ErrorCode::connection_failed,
      fmt::format("cannot reach PostgreSQL at {} ({})", where(endpoint), reason),
      is_running(endpoint)};
}

Error lost_connection(std::string_view reason, const Endpoint& endpoint) {
  return {
      ErrorCode::connection_failed,
      fmt::format(
          "the connection to PostgreSQL at {} is lost ({})",
          where(endpoint),
          reason_in(reason, "")),
      is_running(endpoint)};
}

Error interrupted() {
  return {ErrorCode::interrupted, "interrupted"};
}

}  // namespace migrate::dialect::postgresql
