#pragma once

#include <cstddef>
#include <string>

#include "support/source.hpp"
#include "units/unit.hpp"

namespace migrate::units {

/// The front matter of a unit, and where it ends.
struct Header {
  Unit unit{};              // path and format not filled in
  std::size_t body_begin{0};  // offset of the line behind the closing fence

  friend bool operator==(const Header&, const Header&) = default;
};

/// Reads the front matter: a small, strict subset of YAML in line comments (`-- ` or `// `), fenced by `---`.
///
/// A value is a plain scalar, a quoted one ('it''s', "tab\t\u00e9"), `null`/`~`/nothing, or a flow list `[a, "b"]` on one
/// line; a comment begins with ` #`. Ids are raw text, never numbers. Keys: revision (required), down_revision
/// (required), branch_labels, depends_on, message, create_date, transactional; a single scalar where a list may stand is
/// a list of one. Errors: invalid_unit with its place for a missing fence, an unknown (did you mean) or repeated key, a
/// value of the wrong kind; illegal_revision_id for an id with `@ - + :`, white space or control characters, or a
/// reserved word (head, heads, base, current).
Header read_header(const support::Source& source, Format format);

/// The front matter as text, fences included; reading it again gives the same values.
std::string write_header(const Unit& unit);

/// Throws Error{illegal_revision_id} for an id that no unit may have.
void check_revision_id(const std::string& id);

}  // namespace migrate::units
