#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "operations/operation.hpp"

namespace migrate::dialect::postgresql {

/// The comment as it stands behind IS: a literal, or NULL for none.
std::string comment_text(const std::string& comment);

/// COMMENT ON COLUMN ...
std::string column_comment(
    const schema::Name& table, const std::string& column, const std::string& comment);

/// The column in CREATE TABLE and behind ADD COLUMN. Errors: unsupported for what SQLite alone has.
std::string column_text(const Dialect& dialect, const schema::Column& column);

/// The statements that change a column. Errors: unit_error for a collation or USING of a column
/// whose type nobody says.
std::vector<std::string> alter_column(const operations::AlterColumn& alter);

/// The number that a sequence or an identity begins with when its START is not said.
template <typename Numbers>
std::int64_t start_of(const Numbers& numbers) {
  if (numbers.start) return *numbers.start;
  return numbers.increment.value_or(1) > 0 ? numbers.minimum.value_or(1)
                                           : numbers.maximum.value_or(-1);
}

/// Whether the numbers go the other way from now on. Then bounds that are not said are other ones,
/// and the sequence must start anew.
template <typename Numbers>
bool turns_round(const Numbers& before, const Numbers& after) {
  return (before.increment.value_or(1) > 0) != (after.increment.value_or(1) > 0);
}

/// The bound that the numbers begin at, when it moves past where the sequence may stand: the server
/// refuses that unless the sequence is brought there first.
template <typename Numbers>
std::optional<std::int64_t> bound_to_reach(const Numbers& before, const Numbers& after) {
  if (turns_round(before, after)) return std::nullopt;
  const bool rises = after.increment.value_or(1) > 0;
  const std::int64_t bound = rises ? after.minimum.value_or(1) : after.maximum.value_or(-1);
  const std::int64_t old_bound = rises ? before.minimum.value_or(1) : before.maximum.value_or(-1);
  const bool is_past = rises ? bound > old_bound : bound < old_bound;
  return is_past ? std::optional(bound) : std::nullopt;
}

}  // namespace migrate::dialect::postgresql
