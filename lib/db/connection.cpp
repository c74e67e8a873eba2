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

/// The rows of a table.
class TableRows final : public Rows {
 public:
  explicit TableRows(const Table& table) : table_(table) {}

  std::size_t size() const override { return table_.rows.size(); }

  std::optional<std::string_view> at(std::size_t row, std::size_t column) const override {
    return table_.rows.at(row).at(column);
  }

 private:
  const Table& table_;
};

}  // namespace

void Connection::select_all(std::span<const std::string> queries, const TakeRows& take) {
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const Table table = select(Statement{.sql = queries[i]});
    take(i, TableRows(table));
  }
}

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
