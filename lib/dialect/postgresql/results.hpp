#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "db/connection.hpp"
#include "dialect/postgresql/errors.hpp"

// libpq's own type, named here so that its header stays out of ours.
struct pg_result;

namespace migrate::dialect::postgresql {

struct ClearResult {
  void operator()(pg_result* result) const;
};

/// An answer of the server.
using Result = std::unique_ptr<pg_result, ClearResult>;

/// The error that a failed statement is answered with.
ServerError server_error(const pg_result* result);

/// All rows of an answer, copied.
db::Table table_of(const pg_result* result);

/// The rows of an answer, where they are.
class ResultRows final : public db::Rows {
 public:
  explicit ResultRows(Result result);

  std::size_t size() const override { return size_; }
  std::optional<std::string_view> at(std::size_t row, std::size_t column) const override;

 private:
  Result result_;
  std::size_t size_;
};

}  // namespace migrate::dialect::postgresql
