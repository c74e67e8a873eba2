#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace migrate::dialect::sqlite {

// Expressions as SQLite reads them: token by token, for it has no print of its own.

/// Names in lower case.
using LowerNames = std::set<std::string>;

/// The expression as people read it: as it is written, on one line, without comments, without
/// parentheses around the whole and without the name of the table in front of columns. "x" in
/// double quotes, where there is no such column, is the string that SQLite takes it for.
std::string tidy(std::string_view expression, const LowerNames& columns);

/// A text that two expressions share when nothing but their spelling tells them apart: blanks,
/// comments, letter case and quotes of names, parentheses around the whole, `==` for `=`, the name
/// of the table in front of a column. Literals stay byte for byte.
std::string canonical(std::string_view expression, const LowerNames& columns);

/// The expression with new names in place of columns; the old ones in lower case.
std::string with_new_names(
    std::string_view expression, const std::map<std::string, std::string>& columns);

/// The expression, or a clause with one in it, without the name of the table in front of columns.
std::string without_qualifiers(std::string_view text, std::string_view table);

}  // namespace migrate::dialect::sqlite
