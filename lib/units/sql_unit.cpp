#include "units/sql_unit.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "sql/lexer.hpp"
#include "sql/pattern.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "support/suggest.hpp"
#include "support/text.hpp"
#include "units/header.hpp"
#include "units/value.hpp"

namespace migrate::units {
namespace {

constexpr std::string_view marker_prefix = "migrate:";
constexpr std::string_view up_marker = "migrate:up";
constexpr std::string_view down_marker = "migrate:down";
constexpr std::string_view autocommit_marker = "migrate:autocommit";
constexpr std::string_view transaction_marker = "migrate:transaction";

/// The text of a line comment, without its dashes.
std::string_view content(std::string_view comment) {
  return support::trim(comment.substr(2));
}

/// Misspelled ones count, so that they can be refused: their statements must not join the section
/// in front of them.
bool is_marker(std::string_view comment) {
  return sql::same_word(content(comment).substr(0, marker_prefix.size()), marker_prefix);
}

std::size_t offset_of(const support::Source& source, std::string_view part) {
  return static_cast<std::size_t>(part.data() - source.text.data());
}

bool is_mode(std::string_view marker) {
  return marker == autocommit_marker || marker == transaction_marker;
}

void append_statements(
    SqlSection& section, const std::vector<sql::Piece>& pieces, bool is_autocommitted) {
  for (const sql::Piece& piece : pieces) {
    if (!piece.statement.empty()) section.push_back({{piece}, is_autocommitted});
  }
}

Error unknown_marker(const support::Source& source, std::string_view comment) {
  const std::string_view marker = content(comment);
  const std::size_t blank = marker.find_first_of(" \t", marker_prefix.size());
  const std::string_view word = marker.substr(0, blank);
  std::string hint;
  if (word == up_marker || word == down_marker || is_mode(word)) {
    hint = fmt::format(
        "write `-- {}` alone on its line; options belong into the header, such as `-- "
        "transactional: "
        "false`",
        word);
  } else {
    const std::array known{
        std::string(up_marker),
        std::string(down_marker),
        std::string(autocommit_marker),
        std::string(transaction_marker)};
    hint = support::did_you_mean(marker, known);
    if (hint.empty()) {
      hint =
          "sections are `-- migrate:up` and `-- migrate:down`\nword a comment that is none "
          "differently";
    }
  }
  return invalid_unit(
      source,
      offset_of(source, comment),
      fmt::format("`{}` begins no section", support::printable(marker)),
      std::move(hint));
}

/// Reads the sections of one unit's body.
class BodyReader final {
 public:
  BodyReader(
      std::unique_ptr<const support::Source> source,
      const sql::Syntax& syntax,
      bool is_transactional)
      : source_(std::move(source)), syntax_(&syntax), is_transactional_(is_transactional) {}

  SqlUnit read(std::size_t body_begin) {
    rest_ = std::string_view(source_->text).substr(body_begin);
    const sql::Section preamble = take_section();
    std::string_view marker = preamble.end_line;
    SqlSection outside;
    append_statements(outside, preamble.pieces, false);
    if (!outside.empty()) throw outside_of_sections(outside.front());
    while (!marker.empty()) {
      if (is_mode(content(marker))) throw outside_of_sections(marker);
      std::optional<SqlSection>& wanted = section(marker);
      if (wanted) throw repeated(marker);
      wanted = SqlSection();
      marker = read_section(*wanted);
    }
    if (!up_) throw no_up_section(body_begin);
    return {.source = std::move(source_), .up = *std::move(up_), .down = std::move(down_)};
  }

 private:
  /// Returns the marker of the next section; empty: there is none.
  std::string_view read_section(SqlSection& section) {
    bool is_autocommitted = false;
    while (true) {
      const sql::Section part = take_section();
      append_statements(section, part.pieces, is_autocommitted);
      if (part.end_line.empty() || !is_mode(content(part.end_line))) return part.end_line;
      if (!is_transactional_) throw without_transaction(part.end_line);
      is_autocommitted = content(part.end_line) == autocommit_marker;
    }
  }

  /// Goes on behind the marker that ends the section.
  sql::Section take_section() {
    sql::Section section = sql::split_section(*source_, rest_, *syntax_, is_marker);
    rest_.remove_prefix(
        section.end_line.empty()
            ? rest_.size()
            : static_cast<std::size_t>(section.end_line.data() - rest_.data()) +
                  section.end_line.size());
    return section;
  }

  std::optional<SqlSection>& section(std::string_view comment) {
    if (content(comment) == up_marker) return up_;
    if (content(comment) == down_marker) return down_;
    throw unknown_marker(*source_, comment);
  }

  Error outside_of_sections(const sql::Piece& piece) const {
    return invalid_unit(
        *source_,
        offset_of(*source_, piece.statement),
        "a statement in front of the first section",
        "write `-- migrate:up` on a line of its own above it");
  }

  Error outside_of_sections(std::string_view comment) const {
    return invalid_unit(
        *source_,
        offset_of(*source_, comment),
        fmt::format("`{}` in front of the first section", content(comment)),
        "write `-- migrate:up` on a line of its own above it");
  }

  Error without_transaction(std::string_view comment) const {
    return invalid_unit(
        *source_,
        offset_of(*source_, comment),
        fmt::format("`{}` in a unit that has no transaction", content(comment)),
        "remove it, or `transactional: false` in the front matter");
  }

  Error repeated(std::string_view comment) const {
    return invalid_unit(
        *source_,
        offset_of(*source_, comment),
        fmt::format("a second section `{}`", content(comment)),
        "join the two sections");
  }

  Error no_up_section(std::size_t body_begin) const {
    return invalid_unit(
        *source_,
        body_begin,
        fmt::format("the unit has no section `{}`", up_marker),
        "write `-- migrate:up` on a line of its own above the statements that upgrade");
  }

  std::unique_ptr<const support::Source> source_;
  const sql::Syntax* syntax_;
  bool is_transactional_;
  std::string_view rest_{};
  std::optional<SqlSection> up_{};
  std::optional<SqlSection> down_{};
};

constexpr std::string_view header_to_add = "add `-- transactional: false` to the front matter";

std::string hint_of(const TransactionFault& fault) {
  switch (fault.kind) {
    case TransactionFault::Kind::needs_none:
      return fmt::format(
          "{}: its statements then run one by one, each committed by itself\n"
          "or write `-- migrate:autocommit` on a line above it, and `-- migrate:transaction` below "
          "it",
          header_to_add);
    case TransactionFault::Kind::controls_it: break;
  }
  return fmt::format(
      "remove it: every unit runs in a transaction of its own (or {})", header_to_add);
}

}  // namespace

std::optional<TransactionFault> find_transaction_fault(
    std::string_view statement, const sql::Syntax& syntax) {
  if (const auto pattern = sql::find_outside_transaction(statement, syntax)) {
    return TransactionFault{
        .kind = TransactionFault::Kind::needs_none,
        .message = fmt::format(
            "{} cannot run inside a transaction", sql::shared_words(statement, *pattern, syntax))};
  }
  const auto pattern = sql::find_match(statement, syntax.transaction_control, syntax);
  if (!pattern) return std::nullopt;
  const std::string words = sql::shared_words(statement, *pattern, syntax);
  const bool begins = words.starts_with("BEGIN") || words.starts_with("START");
  return TransactionFault{
      .kind = TransactionFault::Kind::controls_it,
      .message = begins
                     ? fmt::format("{} inside the transaction that this unit runs in", words)
                     : fmt::format("{} would end the transaction that this unit runs in", words)};
}

SqlUnit read_sql_unit(
    const Unit& unit, const sql::Syntax& syntax, const std::string& display_directory) {
  auto source = std::make_unique<const support::Source>(support::Source{
      .path = support::display_path(unit.path, display_directory), .text = read_text(unit)});
  const Header header = read_header(*source, Format::sql);
  return BodyReader(std::move(source), syntax, header.unit.transactional).read(header.body_begin);
}

void check_transactional(
    const support::Source& source, const SqlSection& statements, const sql::Syntax& syntax) {
  for (const SqlStatement& one : statements) {
    const auto fault = find_transaction_fault(one.statement, syntax);
    const bool needs_none = fault && fault->kind == TransactionFault::Kind::needs_none;
    if (!fault || (needs_none && one.is_autocommitted)) continue;
    throw invalid_unit(source, offset_of(source, one.statement), fault->message, hint_of(*fault));
  }
}

}  // namespace migrate::units
