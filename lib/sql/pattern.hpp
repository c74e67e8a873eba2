#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax.hpp"

namespace migrate::sql {

/// Whether a statement begins with the words of a pattern. Case and comments do not count. In a
/// pattern `[A]` is an optional word, `A|B` either word, `...` any tokens at all (parenthesised
/// ones too), `.` at its end the statement's end:
///   "CREATE [UNIQUE] INDEX CONCURRENTLY", "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY",
///   "CLUSTER .", "COMMIT|END|ABORT"
bool matches(std::string_view statement, std::string_view pattern, const Syntax& syntax);

/// The first of the patterns that the statement matches.
std::optional<std::string_view> find_match(
    std::string_view statement, const std::vector<std::string>& patterns, const Syntax& syntax);

/// The pattern after which the statement cannot run inside a transaction; nothing: it can.
std::optional<std::string_view> find_outside_transaction(
    std::string_view statement, const Syntax& syntax);

/// The words that a matching statement shares with the pattern, for messages: "CREATE INDEX
/// CONCURRENTLY" (optional words and parentheses left out, spelled as in the pattern).
std::string shared_words(
    std::string_view statement, std::string_view pattern, const Syntax& syntax);

}  // namespace migrate::sql
