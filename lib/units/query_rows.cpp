#include "units/query_rows.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/suggest.hpp"
#include "support/text.hpp"
#include "units/sdk_values.hpp"

namespace migrate::units {
namespace {

template <typename Number>
bool read_number(const std::string& text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  return failure == std::errc{} && stop == end;
}

}  // namespace

QueryRows::QueryRows(
    QueryResult result,
    std::optional<support::Place> place,
    std::function<void(const Error&)> on_error,
    std::function<void(const QueryRows&)> on_release)
    : result_(std::move(result)),
      place_(std::move(place)),
      on_error_(std::move(on_error)),
      on_release_(std::move(on_release)) {}

Error QueryRows::error(std::string message, std::string hint) const {
  Error error(ErrorCode::unit_error, std::move(message), std::move(hint));
  if (place_) error = error.with_place(*place_);
  on_error_(error);
  return error;
}

std::size_t QueryRows::size() const {
  return result_.rows.size();
}

std::size_t QueryRows::index_of(ColumnRef column) const {
  const auto& columns = result_.columns;
  if (column.name().empty()) {
    const auto index = static_cast<std::size_t>(column.index());
    if (column.index() >= 0 && index < columns.size()) return index;
    throw error(
        fmt::format("the query has no column {}", column.index()),
        fmt::format("it has {}, counted from 0", columns.size()));
  }
  const std::string name = own(column.name());
  const auto found = std::ranges::find(columns, name);
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  const std::string guess = support::did_you_mean(name, columns);
  throw error(
      fmt::format("the query has no column `{}`", name),
      guess.empty() ? fmt::format("it has {}", fmt::join(columns, ", ")) : guess);
}

const std::string& QueryRows::value(std::size_t row, ColumnRef column) const {
  const std::size_t index = index_of(column);
  if (row >= result_.rows.size()) {
    throw error(
        fmt::format("the query has {} rows, and number {} is read", result_.rows.size(), row),
        "rows are counted from 0; `empty()` says whether there are any");
  }
  const auto& found = result_.rows[row][index];
  if (found) return *found;
  throw error(
      fmt::format("the column `{}` is NULL in a row that is read", result_.columns[index]),
      "ask before: row.is_null(...)");
}

Error QueryRows::wrong_kind(std::size_t row, ColumnRef column, std::string_view wanted) const {
  constexpr std::size_t most = 40;
  return error(
      fmt::format(
          "the column `{}` holds `{}`, which is no {}",
          result_.columns[index_of(column)],
          support::shorten(support::printable(value(row, column)), most),
          wanted),
      "read it as text: row.text(...)");
}

bool QueryRows::is_null(std::size_t row, ColumnRef column) const {
  const std::size_t index = index_of(column);
  return row < result_.rows.size() && !result_.rows[row][index];
}

Text QueryRows::text(std::size_t row, ColumnRef column) const {
  return value(row, column);
}

long long QueryRows::integer(std::size_t row, ColumnRef column) const {
  long long number = 0;
  if (!read_number(value(row, column), number)) throw wrong_kind(row, column, "integer");
  return number;
}

double QueryRows::real(std::size_t row, ColumnRef column) const {
  double number = 0;
  if (!read_number(value(row, column), number)) throw wrong_kind(row, column, "number");
  return number;
}

// PostgreSQL writes t and f, SQLite 1 and 0.
bool QueryRows::boolean(std::size_t row, ColumnRef column) const {
  const std::string& text = value(row, column);
  if (text == "t" || text == "true" || text == "1") return true;
  if (text == "f" || text == "false" || text == "0") return false;
  throw wrong_kind(row, column, "boolean");
}

void QueryRows::release() {
  const auto on_release = std::move(on_release_);  // this may be gone behind the call
  on_release(*this);
}

}  // namespace migrate::units
