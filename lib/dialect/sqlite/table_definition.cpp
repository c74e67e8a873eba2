#include "dialect/sqlite/table_definition.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/syntax.hpp"
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
    } else if (take("UNIQUE")) {
      result.kind = ClauseKind::unique;
      result.columns = names_in(take_group(), result);
    } else if (take("CHECK")) {
      result.kind = ClauseKind::check;
      result.expression = std::string(take_group());
    } else if (take("FOREIGN")) {
      expect("KEY");
      result.kind = ClauseKind::foreign_key;
      result.columns = names_in(take_group(), result);
      expect("REFERENCES");
      read_reference(result);
    } else {
      fail("a constraint");
    }
    take_on_conflict();
  }

  void read_column_clause(Clause& result) {
    if (take("PRIMARY")) {
      read_primary_key(result);
    } else if (take("UNIQUE")) {
      result.kind = ClauseKind::unique;
      take_on_conflict();
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
      take_default();
    } else if (take("COLLATE")) {
      result.kind = ClauseKind::collate;
      take_name();
    } else if (take("REFERENCES")) {
      result.kind = ClauseKind::references;
      read_reference(result);
    } else if (take("DEFERRABLE")) {
      result.kind = ClauseKind::deferrable;
      take_initially();
    } else {
      read_generated(result);
    }
  }

  void read_primary_key(Clause& result) {
    expect("KEY");
    result.kind = ClauseKind::primary_key;
    result.descending = take("DESC");
    if (!result.descending) take("ASC");
    take_on_conflict();
    result.autoincrement = take("AUTOINCREMENT");
  }

  void read_not(Clause& result) {
    if (take("DEFERRABLE")) {
      result.kind = ClauseKind::deferrable;
      take_initially();
      return;
    }
    expect("NULL");
    result.kind = ClauseKind::not_null;
    take_on_conflict();
  }

  void read_generated(Clause& result) {
    if (take("GENERATED")) expect("ALWAYS");
    expect("AS");
    result.kind = ClauseKind::generated;
    result.expression = std::string(take_group());
    if (!take("STORED")) take("VIRTUAL");
  }

  /// Behind REFERENCES.
  void read_reference(Clause& result) {
    result.referred_table = take_name();
    if (is_open()) {
      Clause ignored;
      result.referred_columns = names_in(take_group(), ignored);
    }
    while (take_reference_option()) {
    }
    const bool is_deferral = is_word("DEFERRABLE") || (is_word("NOT") && is_word("DEFERRABLE", 1));
    if (!is_deferral) return;
    take("NOT");
    take("DEFERRABLE");
    take_initially();
  }

  bool take_reference_option() {
    if (take("MATCH")) {
      take_name();
      return true;
    }
    if (!is_word("ON") || is_word("CONFLICT", 1)) return false;
    ++at_;
    take_name();  // DELETE, UPDATE
    if (take("SET") || take("NO")) {
      take_name();
      return true;
    }
    take_name();
    return true;
  }

  void take_initially() {
    if (take("INITIALLY")) take_name();
  }

  void take_on_conflict() {
    if (!is_word("ON") || !is_word("CONFLICT", 1)) return;
    at_ += 2;
    take_name();
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

std::string text_of(const Clause& clause) {
  return clause.lead + clause.name_text + clause.text;
}

std::string text_of(const Element& element) {
  if (!element.column) return text_of(element.constraint);
  const ColumnDefinition& column = *element.column;
  std::string result = column.name_text + column.type_lead + column.type;
  for (const Clause& clause : column.clauses)
    result += text_of(clause);
  return result;
}

/// How a new element is set off from what is in front of it.
std::string lead_like(const std::string& other) {
  const std::size_t newline = other.rfind('\n');
  if (newline == std::string::npos) return " ";
  const std::string indent = other.substr(newline);
  return indent.find_first_not_of(" \t\n") == std::string::npos ? indent : "\n  ";
}

const Clause* key_of(const ColumnDefinition& column) {
  const auto clause = std::ranges::find(column.clauses, ClauseKind::primary_key, &Clause::kind);
  return clause == column.clauses.end() ? nullptr : &*clause;
}

bool contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

}  // namespace

const ColumnDefinition* TableDefinition::find_column(std::string_view column) const {
  for (const Element& element : elements) {
    if (element.column && sql::same_word(element.column->name, column)) return &*element.column;
  }
  return nullptr;
}

ColumnDefinition* TableDefinition::find_column(std::string_view column) {
  for (Element& element : elements) {
    if (element.column && sql::same_word(element.column->name, column)) return &*element.column;
  }
  return nullptr;
}

std::vector<std::string> TableDefinition::primary_key() const {
  for (const Element& element : elements) {
    if (element.column && key_of(*element.column) != nullptr) return {element.column->name};
    if (!element.column && element.constraint.kind == ClauseKind::primary_key)
      return element.constraint.columns;
  }
  return {};
}

bool TableDefinition::has_autoincrement() const {
  return std::ranges::any_of(elements, [](const Element& element) {
    if (!element.column) return element.constraint.autoincrement;
    return std::ranges::any_of(element.column->clauses, &Clause::autoincrement);
  });
}

std::optional<std::string> TableDefinition::rowid_column() const {
  const auto key = primary_key();
  if (key.size() != 1 || without_rowid) return std::nullopt;
  const ColumnDefinition* const column = find_column(key.front());
  if (column == nullptr) return std::nullopt;
  const Clause* const clause = key_of(*column);
  // INTEGER PRIMARY KEY DESC is an ordinary key, for a mistake of long ago that SQLite keeps.
  if (clause != nullptr && clause->descending) return std::nullopt;
  if (!sql::same_word(unquoted(column->type), "integer")) return std::nullopt;
  return column->name;
}

void TableDefinition::add_column(std::string_view text) {
  TableDefinition other = Parser(fmt::format("CREATE TABLE a ({})", text)).table();
  auto place = std::ranges::find_if(elements, [](const Element& one) { return !one.column; });
  const bool is_first = place == elements.begin();
  Element element = std::move(other.elements.front());
  element.lead = is_first ? std::string{} : lead_like((place - 1)->lead);
  element.comma = true;
  if (!is_first) (place - 1)->comma = true;
  elements.insert(place, std::move(element));
}

void TableDefinition::add_constraint(std::string_view text) {
  TableDefinition other = Parser(fmt::format("CREATE TABLE a ({})", text)).table();
  Element element = std::move(other.elements.front());
  element.lead = elements.empty() ? std::string{} : lead_like(elements.back().lead);
  if (!elements.empty()) elements.back().comma = true;
  elements.push_back(std::move(element));
}

TableDefinition parse_table_definition(std::string_view sql) {
  return Parser(sql).table();
}

std::string to_string(const TableDefinition& definition) {
  std::string result = definition.head + definition.name_text + definition.open;
  const auto add = [&](const std::string& text, bool is_behind_comment) {
    if (is_behind_comment && !text.starts_with('\n')) result += '\n';
    result += text;
  };
  bool is_behind_comment = false;
  for (const Element& element : definition.elements) {
    const bool is_last = &element == &definition.elements.back();
    add(element.lead, is_behind_comment);
    result += text_of(element);
    const bool has_comment = element.gap.find_first_not_of(" \t\r\n\f\v") != std::string::npos;
    if (!is_last || has_comment) result += element.gap;
    if (!is_last && element.comma) result += ',';
    result += element.tail;
    is_behind_comment = !element.tail.empty();
  }
  add(definition.close, is_behind_comment);
  return result + definition.options;
}

Affinity affinity_of(std::string_view declared_type) {
  const std::string type = support::to_lower(declared_type);
  if (contains(type, "int")) return Affinity::integer;
  if (contains(type, "char") || contains(type, "clob") || contains(type, "text"))
    return Affinity::text;
  if (contains(type, "blob") || type.empty()) return Affinity::blob;
  if (contains(type, "real") || contains(type, "floa") || contains(type, "doub"))
    return Affinity::real;
  return Affinity::numeric;
}

std::vector<Clause> parse_clauses(std::string_view text) {
  return Parser(text).clauses();
}

}  // namespace migrate::dialect::sqlite
