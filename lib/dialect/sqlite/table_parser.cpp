#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/syntax.hpp"
#include "dialect/sqlite/table_definition.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::TokenKind;

/// A token that is no blank and no comment.
struct Piece {
  TokenKind kind{TokenKind::end};
  std::size_t begin{0};
  std::size_t end{0};
};

bool is_blank(TokenKind kind) {
  return kind == TokenKind::space || kind == TokenKind::line_comment ||
         kind == TokenKind::block_comment;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> result;
  sql::Lexer lexer(text, syntax());
  for (sql::Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (!is_blank(token.kind))
      result.push_back({token.kind, lexer.offset() - token.text.size(), lexer.offset()});
  }
  result.push_back({TokenKind::end, text.size(), text.size()});
  return result;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view one) { return sql::same_word(one, word); });
}

/// The part of blanks and comments that is a line comment on the same line.
std::string_view same_line_comment(std::string_view blanks) {
  const std::size_t begin = blanks.find_first_not_of(" \t");
  if (begin == std::string_view::npos || !blanks.substr(begin).starts_with("--")) return {};
  return blanks.substr(0, blanks.find('\n', begin));
}

enum class Level { column, table };

Action action_of(std::string_view word) {
  if (sql::same_word(word, "restrict")) return Action::restrict;
  return sql::same_word(word, "cascade") ? Action::cascade : Action::no_action;
}

/// ABORT is what happens without a word, too.
OnConflict conflict_of(std::string_view word) {
  if (sql::same_word(word, "rollback")) return OnConflict::rollback;
  if (sql::same_word(word, "fail")) return OnConflict::fail;
  if (sql::same_word(word, "ignore")) return OnConflict::ignore;
  return sql::same_word(word, "replace") ? OnConflict::replace : OnConflict::unspecified;
}

/// Reads the text from its first token to its last.
class Parser final {
 public:
  explicit Parser(std::string_view text) : text_(text), pieces_(pieces_of(text)) {}

  TableDefinition table() {
    TableDefinition result;
    read_head(result);
    read_elements(result);
    read_options(result);
    return result;
  }

  std::vector<Clause> clauses() {
    std::vector<Clause> result;
    while (!is_at_end())
      result.push_back(clause(Level::column));
    return result;
  }

 private:
  std::string_view text_of(const Piece& piece) const {
    return text_.substr(piece.begin, piece.end - piece.begin);
  }
  const Piece& piece(std::size_t ahead = 0) const {
    return pieces_[std::min(at_ + ahead, pieces_.size() - 1)];
  }
  bool is_at_end() const { return piece().kind == TokenKind::end; }
  bool is_word(std::string_view word, std::size_t ahead = 0) const {
    return piece(ahead).kind == TokenKind::word && sql::same_word(text_of(piece(ahead)), word);
  }
  bool is_name(std::size_t ahead = 0) const {
    const TokenKind kind = piece(ahead).kind;
    return kind == TokenKind::word || kind == TokenKind::quoted_identifier ||
           kind == TokenKind::string;
  }
  bool is_symbol(std::string_view symbol) const {
    return piece().kind == TokenKind::symbol && text_of(piece()) == symbol;
  }
  bool is_open() const { return piece().kind == TokenKind::open_parenthesis; }
  bool is_close() const { return piece().kind == TokenKind::close_parenthesis; }

  /// Where the last token that was read ends.
  std::size_t last_end() const { return at_ == 0 ? 0 : pieces_[at_ - 1].end; }
  /// Blanks and comments in front of the next token.
  std::string_view blanks() const { return text_.substr(last_end(), piece().begin - last_end()); }
  std::string text_since(std::size_t begin) const {
    return std::string(text_.substr(begin, last_end() - begin));
  }

  [[noreturn]] void fail(std::string_view expected) const {
    throw Error(
        ErrorCode::unsupported,
        fmt::format(
            "cannot read how table {} was made: {} is expected in front of `{}`",
            name_,
            expected,
            support::shorten(support::printable(text_.substr(piece().begin)), 40)),
        "change it by hand, in SQL: op.execute(...)");
  }

  bool take(std::string_view word) {
    if (!is_word(word)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view word) {
    if (!take(word)) fail(support::to_lower(word));
  }
  std::string take_name() {
    if (!is_name()) fail("a name");
    return unquoted(text_of(pieces_[at_++]));
  }

  /// What stands between the parentheses; reads the one that closes too.
  std::string_view take_group() {
    if (!is_open()) fail("a parenthesis");
    const std::size_t begin = piece().end;
    int depth = 0;
    do {
      if (is_at_end() || piece().kind == TokenKind::unterminated) fail("a parenthesis");
      if (is_open()) ++depth;
      if (is_close()) --depth;
      ++at_;
    } while (depth > 0);
    return text_.substr(begin, pieces_[at_ - 1].begin - begin);
  }

  void read_head(TableDefinition& result) {
    expect("CREATE");
    if (!take("TEMP")) take("TEMPORARY");
    const bool is_virtual = take("VIRTUAL");
    expect("TABLE");
    if (take("IF")) {
      expect("NOT");
      expect("EXISTS");
    }
    const std::size_t begin = piece().begin;
    result.head = std::string(text_.substr(0, begin));
    result.name = take_name();
    if (is_symbol(".")) {
      ++at_;
      result.name = take_name();
    }
    result.name_text = text_since(begin);
    name_ = result.name;
    if (is_virtual) {
      throw Error(
          ErrorCode::unsupported,
          fmt::format("{} is a virtual table, which cannot be changed", name_),
          "drop it and create it again: op.execute(...)");
    }
    const std::size_t open = last_end();
    if (!is_open()) fail("a parenthesis");
    ++at_;
    result.open = text_since(open);
  }

  void read_elements(TableDefinition& result) {
    std::size_t lead = last_end();
    while (true) {
      Element& element = result.elements.emplace_back();
      element.lead = std::string(text_.substr(lead, piece().begin - lead));
      read_element(element);
      if (is_close()) {
        element.comma = false;
        element.tail = std::string(same_line_comment(blanks()));
        result.close = std::string(blanks().substr(element.tail.size()));
        return;
      }
      element.comma = is_symbol(",");
      if (!element.comma && element.column) fail("a comma");
      lead = last_end();
      if (!element.comma) continue;
      element.gap = std::string(blanks());
      ++at_;
      element.tail = std::string(same_line_comment(blanks()));
      lead = last_end() + element.tail.size();
    }
  }

  void read_options(TableDefinition& result) {
    const std::size_t begin = piece().begin;
    ++at_;
    while (!is_at_end()) {
      if (take("WITHOUT")) {
        expect("ROWID");
        result.without_rowid = true;
      } else if (take("STRICT")) {
        result.strict = true;
      } else if (is_symbol(",")) {
        ++at_;
      } else {
        fail("the end");
      }
    }
    result.options = std::string(text_.substr(begin));
  }

  void read_element(Element& element) {
    static constexpr std::array<std::string_view, 5> constraints{
        "constraint", "primary", "unique", "check", "foreign"};
    const bool is_constraint =
        piece().kind == TokenKind::word && is_one_of(text_of(piece()), constraints);
    if (is_constraint) {
      element.constraint = clause(Level::table);
      element.constraint.lead.clear();  // the element has it
    } else {
      element.column = column();
    }
  }

  ColumnDefinition column() {
    ColumnDefinition result;
    const std::size_t begin = piece().begin;
    result.name = take_name();
    result.name_text = text_since(begin);
    const std::string lead(blanks());
    const std::size_t type = piece().begin;
    while (is_name() && !is_clause())
      ++at_;
    if (last_end() > type) {
      if (is_open()) take_group();
      result.type_lead = lead;
      result.type = text_since(type);
    }
    while (is_clause())
      result.clauses.push_back(clause(Level::column));
    return result;
  }

  /// Whether a clause of a column begins here.
  bool is_clause() const {
    static constexpr std::array<std::string_view, 11> words{
        "constraint",
        "primary",
        "unique",
        "not",
        "null",
        "check",
        "default",
        "collate",
        "references",
        "deferrable",
        "as"};
    if (piece().kind != TokenKind::word) return false;
    return is_one_of(text_of(piece()), words) || (is_word("GENERATED") && is_word("ALWAYS", 1));
  }

  Clause clause(Level level) {
    Clause result;
    result.lead = std::string(blanks());
    const std::size_t begin = piece().begin;
    if (take("CONSTRAINT")) {
      result.name = take_name();
      const bool is_alone = is_word("CONSTRAINT") || !(is_clause() || is_word("FOREIGN"));
      if (is_alone) {
        result.text = text_since(begin);
        return result;
      }
      result.name_text = std::string(text_.substr(begin, piece().begin - begin));
    }
    const std::size_t body = piece().begin;
    if (level == Level::table)
      read_table_constraint(result);
    else
      read_column_clause(result);
    result.text = text_since(body);
    return result;
  }

  void read_table_constraint(Clause& result) {
    if (take("PRIMARY")) {
      expect("KEY");
      result.kind = ClauseKind::primary_key;
      result.columns = names_in(take_group(), result);
      result.on_conflict = take_on_conflict();
    } else if (take("UNIQUE")) {
      result.kind = ClauseKind::unique;
      result.columns = names_in(take_group(), result);
      result.on_conflict = take_on_conflict();
    } else if (take("CHECK")) {
      result.kind = ClauseKind::check;
      result.expression = std::string(take_group());
      take_on_conflict();  // which means nothing there
    } else if (take("FOREIGN")) {
      expect("KEY");
      result.kind = ClauseKind::foreign_key;
      result.columns = names_in(take_group(), result);
      expect("REFERENCES");
      read_reference(result);
    } else {
      fail("a constraint");
    }
  }

  void read_column_clause(Clause& result) {
    if (take("PRIMARY")) {
      read_primary_key(result);
    } else if (take("UNIQUE")) {
      result.kind = ClauseKind::unique;
      result.on_conflict = take_on_conflict();
    } else if (take("NOT")) {
      read_not(result);
    } else if (take("NULL")) {
      result.kind = ClauseKind::null;
      take_on_conflict();
    } else if (take("CHECK")) {
      result.kind = ClauseKind::check;
      result.expression = std::string(take_group());
      take_on_conflict();
    } else {
      read_other_clause(result);
    }
  }

  void read_other_clause(Clause& result) {
    if (take("DEFAULT")) {
      result.kind = ClauseKind::default_value;
      const std::size_t value = piece().begin;
      take_default();
      result.expression = text_since(value);
    } else if (take("COLLATE")) {
      result.kind = ClauseKind::collate;
      result.collation = take_name();
    } else if (take("REFERENCES")) {
      result.kind = ClauseKind::references;
      read_reference(result);
    } else if (is_word("DEFERRABLE")) {
      result.kind = ClauseKind::deferrable;
      result.deferral = take_deferral();
    } else {
      read_generated(result);
    }
  }

  void read_primary_key(Clause& result) {
    expect("KEY");
    result.kind = ClauseKind::primary_key;
    result.descending = take("DESC");
    if (!result.descending) take("ASC");
    result.on_conflict = take_on_conflict();
    result.autoincrement = take("AUTOINCREMENT");
  }

  /// Behind NOT.
  void read_not(Clause& result) {
    if (is_word("DEFERRABLE")) {
      result.kind = ClauseKind::deferrable;
      take_deferral();
      return;
    }
    expect("NULL");
    result.kind = ClauseKind::not_null;
    result.on_conflict = take_on_conflict();
  }

  void read_generated(Clause& result) {
    if (take("GENERATED")) expect("ALWAYS");
    expect("AS");
    result.kind = ClauseKind::generated;
    result.expression = std::string(take_group());
    const bool is_stored = take("STORED");
    if (!is_stored) take("VIRTUAL");
    result.storage = is_stored ? Storage::stored : Storage::virtual_;
  }

  /// Behind REFERENCES.
  void read_reference(Clause& result) {
    result.referred_table = take_name();
    if (is_open()) {
      Clause ignored;
      result.referred_columns = names_in(take_group(), ignored);
    }
    while (take_reference_option(result)) {
    }
    if (is_word("DEFERRABLE")) {
      result.deferral = take_deferral();
    } else if (is_word("NOT") && is_word("DEFERRABLE", 1)) {
      ++at_;
      take_deferral();
    }
  }

  bool take_reference_option(Clause& result) {
    if (take("MATCH")) {
      take_name();  // SQLite knows one way only, whatever the word
      return true;
    }
    if (!is_word("ON") || is_word("CONFLICT", 1)) return false;
    ++at_;
    const std::string event = take_name();
    const Action action = take_action();
    if (sql::same_word(event, "delete")) result.on_delete = action;
    if (sql::same_word(event, "update")) result.on_update = action;
    return true;
  }

  Action take_action() {
    if (take("SET")) {
      return sql::same_word(take_name(), "default") ? Action::set_default : Action::set_null;
    }
    take("NO");
    return action_of(take_name());
  }

  /// From DEFERRABLE on. Nothing makes a constraint deferred that is not so from the beginning.
  Deferral take_deferral() {
    expect("DEFERRABLE");
    if (!take("INITIALLY")) return Deferral::not_deferrable;
    const bool is_deferred = sql::same_word(take_name(), "deferred");
    return is_deferred ? Deferral::initially_deferred : Deferral::not_deferrable;
  }

  OnConflict take_on_conflict() {
    if (!is_word("ON") || !is_word("CONFLICT", 1)) return OnConflict::unspecified;
    at_ += 2;
    return conflict_of(take_name());
  }

  void take_default() {
    if (is_open()) {
      take_group();
      return;
    }
    if (is_symbol("-") || is_symbol("+")) ++at_;
    if (!is_name() && piece().kind != TokenKind::number) fail("a value");
    ++at_;
  }

  /// The first name in each of the parts that commas separate.
  static std::vector<std::string> names_in(std::string_view list, Clause& key) {
    std::vector<std::string> result;
    bool is_first = true;
    for (const Piece& one : pieces_of(list)) {
      const std::string_view text = list.substr(one.begin, one.end - one.begin);
      if (is_first && one.kind != TokenKind::end) result.push_back(unquoted(text));
      is_first = one.kind == TokenKind::symbol && text == ",";
      if (one.kind == TokenKind::word && sql::same_word(text, "autoincrement"))
        key.autoincrement = true;
    }
    return result;
  }

  std::string_view text_;
  std::string name_{};  // of the table, once it is read
  std::vector<Piece> pieces_;
  std::size_t at_{0};
};

}  // namespace

TableDefinition parse_table_definition(std::string_view sql) {
  return Parser(sql).table();
}

std::vector<Clause> parse_clauses(std::string_view text) {
  return Parser(text).clauses();
}

}  // namespace migrate::dialect::sqlite
