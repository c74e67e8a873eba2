#pragma once

#include <migrate/rows.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "support/error.hpp"
#include "units/executor.hpp"

namespace migrate::units {

/// The rows of a query, as a unit reads them. Errors, with the place of the query: unit_error for a
/// column or a row that is not there, for a NULL, and for a value of another kind than is asked
/// for.
class QueryRows final : public Result {
 public:
  /// `on_error` is told of each error before it is thrown, `on_release` when the unit has done with
  /// the rows.
  QueryRows(
      QueryResult result,
      std::optional<support::Place> place,
      std::function<void(const Error&)> on_error,
      std::function<void(const QueryRows&)> on_release);
  virtual ~QueryRows() = default;
  QueryRows(const QueryRows&) = delete;
  QueryRows& operator=(const QueryRows&) = delete;

  std::size_t size() const override;
  bool is_null(std::size_t row, ColumnRef column) const override;
  Text text(std::size_t row, ColumnRef column) const override;
  long long integer(std::size_t row, ColumnRef column) const override;
  double real(std::size_t row, ColumnRef column) const override;
  bool boolean(std::size_t row, ColumnRef column) const override;
  void release() override;

 private:
  Error error(std::string message, std::string hint) const;
  Error wrong_kind(std::size_t row, ColumnRef column, std::string_view wanted) const;
  std::size_t index_of(ColumnRef column) const;
  const std::string& value(std::size_t row, ColumnRef column) const;

  QueryResult result_;
  std::optional<support::Place> place_;
  std::function<void(const Error&)> on_error_;
  std::function<void(const QueryRows&)> on_release_;
};

}  // namespace migrate::units
