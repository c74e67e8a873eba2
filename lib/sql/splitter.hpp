#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/syntax.hpp"
#include "support/source.hpp"

namespace migrate::sql {

/// One statement of a script. All views are into the script's text.
struct Piece {
  std::string_view all{};  // from the end of the piece before: comments, statement, `;`, COPY data
  std::string_view statement{};  // from its first token to its last, without `;`; empty: comments
                                 // only (last piece)
  std::string_view copy_data{};  // the lines between COPY ... FROM STDIN; and \. (each with its
                                 // line end), if it is one
  bool is_copy{false};

  friend bool operator==(const Piece&, const Piece&) = default;
};

/// Cuts `text`, which must be a view into `source.text`, into statements. The pieces' `all` put
/// together are the text again. Empty statements (`;;`) are pieces with an empty `statement`.
/// Errors: invalid_unit with its place for an unterminated quote, comment or body, for COPY data
/// without its end, for a psql meta-command, and for a NUL byte.
std::vector<Piece> split(
    const support::Source& source, std::string_view text, const Syntax& syntax);

/// The statements of a script up to a line that ends it.
struct Section {
  std::vector<Piece> pieces{};
  std::string_view
      end_line{};  // the comment that ends the section, from its `--`; empty: the text's end does

  friend bool operator==(const Section&, const Section&) = default;
};

/// As split, but stops in front of the first line comment that stands on a line of its own and that
/// `is_end` answers true for; never inside a quote, a block comment or COPY data. The last
/// statement needs no `;` there, but its body must be complete. The pieces' `all` put together are
/// the text in front of the comment.
Section split_section(
    const support::Source& source,
    std::string_view text,
    const Syntax& syntax,
    bool (*is_end)(std::string_view comment));

}  // namespace migrate::sql
