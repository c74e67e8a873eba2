#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"
#include "schema/rename.hpp"

namespace migrate::dialect::postgresql {

/// The names of columns, tables and types that stand in the expression, and words that might be
/// one: identifiers in front of which no `::` stands and behind which no parenthesis opens.
std::set<std::string> mentioned_names(std::string_view expression);

/// The expression, printed by the server, of a part of `table` (its new name), with what was
/// renamed under its new name: columns of the table, the table itself, types behind `::`, values of
/// enumerations, tables and sequences as regclass.
std::string renamed_expression(
    std::string_view expression,
    const schema::Name& table,
    const std::vector<schema::Rename>& renames);

/// The expression with blanks in place of comments: one to the end of the line would take what
/// stands behind the expression with it.
std::string without_comments(std::string_view expression);

/// What is compared where the server cannot be asked: the tokens without white space and comments,
/// keywords and plain identifiers in lower case, without parentheses around the whole or around a
/// single token, and without the casts that the server writes behind literals and to text.
std::string folded_expression(std::string_view expression);

/// The kind of default_reading.hpp apart from its type: whether both stand for the time when the
/// transaction began ("now()", "CURRENT_TIMESTAMP").
bool is_transaction_time(std::string_view expression);

}  // namespace migrate::dialect::postgresql
