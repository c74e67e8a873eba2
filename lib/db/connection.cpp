#include "db/connection.hpp"

#include "support/text.hpp"

namespace migrate::db {
namespace {

/// The text in one line, each run of white space one blank.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) line += c;
    if (is_space && !line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

}  // namespace

void Connection::execute(std::string_view sql) {
  send(Statement{.sql = sql});
  finish();
}

std::vector<Row> Connection::query(std::string_view sql) {
  return select(Statement{.sql = sql}).rows;
}

Error with_origin(const Error& error, const Statement& statement) {
  if (statement.origin == nullptr) return error;
  constexpr std::size_t most = 300;
  return error
      .with_message(
          error.message() + "\nSQL: " + support::shorten(in_one_line(statement.sql), most))
      .with_place(support::line_at(*statement.origin, statement.origin_line));
}

}  // namespace migrate::db
