#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "support/source.hpp"
#include "units/unit.hpp"

namespace migrate::units {

/// The front matter of a unit, and where it ends.
struct Header {
  Unit unit{};                // path and format not filled in
  std::size_t body_begin{0};  // offset of the line behind the closing fence

  friend bool operator==(const Header&, const Header&) = default;
};

/// Reads the front matter: a small, strict subset of YAML in line comments (`-- ` or `// `), fenced
/// by `---`. In front of it may stand blank lines and comments, a licence for instance.
///
/// A value is a plain scalar, a quoted one ('it''s', "tab\t\u00e9"), `null`/`~`/nothing, or a flow
/// list `[a, "b"]` on one line; a comment begins with ` #`. Ids are raw text, never numbers. Keys:
/// revision (required), down_revision (required), branch_labels, depends_on, message, create_date,
/// transactional; a single scalar where a list may stand is a list of one. Errors: invalid_unit
/// with its place for a missing fence, an unknown (did you mean) or repeated key, a value of the
/// wrong kind; illegal_revision_id for an id with `@ - + :`, white space or control characters, or
/// a reserved word (head, heads, base, current). What down_revision and depends_on name is not
/// looked at: a name that no unit can have is missing from the graph. Branch labels may have a `-`,
/// and are else like ids.
Header read_header(const support::Source& source, Format format);

/// As read_header, for a text that may be only the beginning of the file, in whole lines: nothing
/// when it ends in front of the closing fence.
std::optional<Header> find_header(const support::Source& beginning, Format format);

/// The front matter as text, fences included; reading it again gives the same values. What is not
/// set is left out, but for revision, down_revision and message.
std::string write_header(const Unit& unit);

/// Throws Error{illegal_revision_id} for an id that no unit may have.
void check_revision_id(const std::string& id);

/// Throws Error{illegal_revision_id} for a branch label that no unit may have.
void check_branch_label(const std::string& label);

}  // namespace migrate::units
