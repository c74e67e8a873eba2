#include "dialect/postgresql/results.hpp"

#include <charconv>
#include <string>
#include <utility>

#include <libpq-fe.h>

#include "dialect/postgresql/session.hpp"

namespace migrate::dialect::postgresql {
namespace {

std::string field(const PGresult* result, int code) {
  return text_of(::PQresultErrorField(result, code));
}

std::optional<std::string_view> value_at(const PGresult* result, int row, int column) {
  if (::PQgetisnull(result, row, column) != 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(::PQgetlength(result, row, column));
  return std::string_view(::PQgetvalue(result, row, column), size);
}

db::Row row_at(const PGresult* result, int row) {
  const int columns = ::PQnfields(result);
  db::Row values;
  values.reserve(static_cast<std::size_t>(columns));
  for (int i = 0; i < columns; ++i)
    values.emplace_back(value_at(result, row, i));
  return values;
}

}  // namespace

void ClearResult::operator()(pg_result* result) const {
  ::PQclear(result);
}

ServerError server_error(const pg_result* result) {
  ServerError error{
      .sqlstate = field(result, PG_DIAG_SQLSTATE),
      .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
      .hint = field(result, PG_DIAG_MESSAGE_HINT),
      .detail = field(result, PG_DIAG_MESSAGE_DETAIL),
      .context = field(result, PG_DIAG_CONTEXT),
      .internal_query = field(result, PG_DIAG_INTERNAL_QUERY),
  };
  // An error that libpq found itself has no fields.
  if (error.message.empty()) error.message = text_of(::PQresultErrorMessage(result));
  const std::string position = field(result, PG_DIAG_STATEMENT_POSITION);
  std::from_chars(position.data(), position.data() + position.size(), error.position);
  return error;
}

db::Table table_of(const pg_result* result) {
  db::Table table;
  const int columns = ::PQnfields(result);
  for (int i = 0; i < columns; ++i)
    table.columns.emplace_back(::PQfname(result, i));
  const int rows = ::PQntuples(result);
  for (int i = 0; i < rows; ++i)
    table.rows.push_back(row_at(result, i));
  return table;
}

ResultRows::ResultRows(Result result)
    : result_(std::move(result)), size_(static_cast<std::size_t>(::PQntuples(result_.get()))) {}

std::optional<std::string_view> ResultRows::at(std::size_t row, std::size_t column) const {
  return value_at(result_.get(), static_cast<int>(row), static_cast<int>(column));
}

}  // namespace migrate::dialect::postgresql
