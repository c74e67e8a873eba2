#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "db/connection.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {

/// The fields of an error as the server reports it.
struct ServerError {
  std::string sqlstate{};
  std::string message{};
  std::string hint{};
  std::string detail{};
  std::string context{};
  std::string internal_query{};
  std::size_t position{0};  // from 1, in characters of the statement; 0: none

  friend bool operator==(const ServerError&, const ServerError&) = default;
};

/// Who is asked for what, for messages.
struct Endpoint {
  std::string host{};
  std::string port{};
  std::string user{};
  std::string database{};

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// What a statement was sent for.
enum class Purpose { plain, change_row, require, query };

/// What the positions in the server's errors count: bytes where the database's encoding is
/// SQL_ASCII.
enum class PositionUnit { character, byte };

/// The error of a statement; with a place when the statement came from a file.
Error statement_error(
    const ServerError& error, const db::Statement& statement, Purpose purpose, PositionUnit unit);

/// Whether the session ends with this error: the server shuts down, or somebody ended the session.
bool ends_session(std::string_view sqlstate);

/// In place of libpq's text when the time for connecting is over.
inline constexpr std::string_view no_answer = "no answer in time";

/// The error of a connection that could not be opened, from libpq's text of it. `sqlstate` is empty
/// when no server answered.
Error connect_error(std::string_view text, std::string_view sqlstate, const Endpoint& endpoint);

/// The error of a connection that was open and is gone.
Error lost_connection(std::string_view reason, const Endpoint& endpoint);

/// The user pressed Ctrl-C.
Error interrupted();

}  // namespace migrate::dialect::postgresql
