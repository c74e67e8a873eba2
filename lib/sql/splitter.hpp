#pragma once

#include <string_view>
#include <vector>

#include "sql/syntax.hpp"
#include "support/source.hpp"

namespace migrate::sql {

/// One statement of a script. All views are into the script's text.
struct Piece {
  std::string_view all{};        // from the end of the piece before: comments, statement, `;`, COPY data
  std::string_view statement{};  // from its first token to its last, without `;`; empty: comments only (last piece)
  std::string_view copy_data{};  // the lines between COPY ... FROM STDIN; and \. (each with its line end), if it is one
  bool is_copy{false};

  friend bool operator==(const Piece&, const Piece&) = default;
};

/// Cuts `text`, which must be a view into `source.text`, into statements. The pieces' `all` put together are the text
/// again. Empty statements (`;;`) are pieces with an empty `statement`.
/// Errors: invalid_unit with its place for an unterminated quote, comment or body, for COPY data without its end, and
/// for a psql meta-command.
std::vector<Piece> split(
    const support::Source& source, std::string_view text, const Syntax& syntax);

}  // namespace migrate::sql
