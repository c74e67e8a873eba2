#include "sql/splitter.hpp"

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sql/lexer.hpp"
#include "support/error.hpp"

namespace migrate::sql {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// What a statement is, as far as that decides where it ends.
enum class StatementKind { unknown, create, routine, rule, trigger, copy, other };

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::word && same_word(token.text, word);
}

bool is_any_word(const Token& token, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
}

StatementKind kind_of_create(const Token& token, const Syntax& syntax) {
  if (is_any_word(token, {"OR", "REPLACE", "TEMP", "TEMPORARY"})) return StatementKind::create;
  if (syntax.rule_actions && is_word(token, "RULE")) return StatementKind::rule;
  if (syntax.trigger_bodies && is_word(token, "TRIGGER")) return StatementKind::trigger;
  if (syntax.begin_atomic && is_any_word(token, {"FUNCTION", "PROCEDURE"})) {
    return StatementKind::routine;
  }
  return StatementKind::other;
}

StatementKind kind_of_first(const Token& token, const Syntax& syntax) {
  if (is_word(token, "CREATE")) return StatementKind::create;
  if (syntax.copy_data && is_word(token, "COPY")) return StatementKind::copy;
  return StatementKind::other;
}

/// The statement that is being read: whether a `;` ends it.
class Statement final {
 public:
  explicit Statement(const Syntax& syntax) : syntax_(&syntax) {}

  /// Takes in the next token that is no white space and no comment.
  void read(const Token& token) {
    if (kind_ == StatementKind::unknown) {
      kind_ = kind_of_first(token, *syntax_);
    } else if (kind_ == StatementKind::create) {
      kind_ = kind_of_create(token, *syntax_);
    }
    read_inside(token);
    if (text_.empty()) {
      text_ = token.text;
    } else {
      text_ = {
          text_.data(),
          static_cast<std::size_t>(token.text.data() + token.text.size() - text_.data())};
    }
    previous_ = token;
  }

  /// Whether a `;` here stands inside a body or a rule's action list.
  bool is_open() const { return depth_ > 0; }

  /// What has opened the body that the statement is in.
  std::string_view opener() const { return opener_; }

  bool copies_from_stdin() const { return copies_from_stdin_; }

  /// From its first token to its last.
  std::string_view text() const { return text_; }

 private:
  void read_inside(const Token& token) {
    switch (kind_) {
      case StatementKind::routine: read_routine(token); break;
      case StatementKind::trigger: read_trigger(token); break;
      case StatementKind::rule: read_parenthesis(token); break;
      case StatementKind::copy: read_copy(token); break;
      case StatementKind::unknown:
      case StatementKind::create:
      case StatementKind::other: break;
    }
  }

  void open(const Token& token) {
    if (depth_ == 0) opener_ = token.text;
    ++depth_;
  }

  // The END of a body stands where a statement could begin. That tells it from the END of a CASE,
  // and from a column that is called "end", without an expression grammar.
  void read_end(const Token& token) {
    if (depth_ > 0 && at_body_statement_ && is_word(token, "END")) --depth_;
  }

  void read_routine(const Token& token) {
    const bool opens = is_word(token, "ATOMIC") && is_word(previous_, "BEGIN");
    if (opens) open(previous_);
    read_end(token);
    at_body_statement_ = opens || token.kind == TokenKind::semicolon;
  }

  void read_trigger(const Token& token) {
    const bool opens = depth_ == 0 && opener_.empty() && is_word(token, "BEGIN");
    if (opens) open(token);
    read_end(token);
    at_body_statement_ = opens || token.kind == TokenKind::semicolon;
  }

  void read_parenthesis(const Token& token) {
    if (token.kind == TokenKind::open_parenthesis) open(token);
    if (token.kind == TokenKind::close_parenthesis && depth_ > 0) --depth_;
  }

  // In COPY (SELECT ... FROM stdin) TO the words stand in parentheses. A file name cannot be a
  // word, so STDOUT behind FROM means what STDIN means.
  void read_copy(const Token& token) {
    if (token.kind == TokenKind::open_parenthesis) ++parentheses_;
    if (token.kind == TokenKind::close_parenthesis && parentheses_ > 0) --parentheses_;
    if (parentheses_ == 0 && is_word(previous_, "FROM") &&
        is_any_word(token, {"STDIN", "STDOUT"})) {
      copies_from_stdin_ = true;
    }
  }

  const Syntax* syntax_;
  StatementKind kind_{StatementKind::unknown};
  std::string_view text_{};
  std::string_view opener_{};
  Token previous_{};
  std::size_t depth_{0};        // of bodies, or of a rule's parentheses
  std::size_t parentheses_{0};  // of COPY
  bool at_body_statement_{false};
  bool copies_from_stdin_{false};
};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\v") == npos;
}

/// The first line of a text, with its line end.
std::string_view first_line(std::string_view text) {
  const std::size_t newline = text.find('\n');
  return newline == npos ? text : text.substr(0, newline + 1);
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct Fault {
  std::string message{};
  std::string hint{};
};

Fault unterminated(std::string_view token) {
  if (token.starts_with("/*")) return {"this comment has no end", "close it with `*/`"};
  if (token.starts_with('$')) {
    const std::string_view tag = token.substr(0, token.find('$', 1) + 1);
    return {"this dollar-quoted text has no end", fmt::format("close it with `{}`", tag)};
  }
  if (token.starts_with('[')) return {"this identifier has no end", "close it with `]`"};
  const char quote = token[token.find_first_of("'\"`")];
  const std::string_view what = quote == '\'' ? "string" : "identifier";
  return {fmt::format("this {} has no end", what), fmt::format("close it with `{}`", quote)};
}

/// Cuts one section of a script.
class Splitter final {
 public:
  Splitter(
      const support::Source& source,
      std::string_view text,
      const Syntax& syntax,
      bool (*is_end)(std::string_view comment))
      : source_(&source),
        text_(text),
        syntax_(&syntax),
        is_end_(is_end),
        lexer_(text, syntax),
        statement_(syntax) {
    assert(text.data() >= source.text.data());
    assert(text.data() + text.size() <= source.text.data() + source.text.size());
  }

  Section run() {
    refuse_nul();
    Section section;
    std::size_t end = 0;
    for (Token token = lexer_.next(); token.kind != TokenKind::end; token = lexer_.next()) {
      if (ends_section(token)) {
        section.end_line = token.text;
        break;
      }
      read(token);
      end = lexer_.offset();
    }
    finish(end);
    section.pieces = std::move(pieces_);
    return section;
  }

 private:
  Error error_at(std::string_view where, std::string message, std::string hint) const {
    const auto offset = static_cast<std::size_t>(where.data() - source_->text.data());
    return Error(ErrorCode::invalid_unit, std::move(message), std::move(hint))
        .with_place(support::locate(*source_, offset));
  }

  // Both client libraries would take the text up to the NUL for all of it.
  void refuse_nul() const {
    const std::size_t nul = text_.find('\0');
    if (nul == npos) return;
    throw error_at(text_.substr(nul), "a NUL byte in SQL", "save the file as UTF-8 text");
  }

  bool ends_section(const Token& token) const {
    if (token.kind != TokenKind::line_comment || is_end_ == nullptr) return false;
    if (!is_end_(token.text)) return false;
    const auto begin = static_cast<std::size_t>(token.text.data() - text_.data());
    const std::size_t line_end = text_.substr(0, begin).find_last_of("\r\n");
    const std::size_t line = line_end == npos ? 0 : line_end + 1;
    return is_blank(text_.substr(line, begin - line));
  }

  void read(const Token& token) {
    switch (token.kind) {
      case TokenKind::space:
      case TokenKind::line_comment:
      case TokenKind::block_comment:
      case TokenKind::end: return;
      case TokenKind::unterminated: throw unterminated_token(token);
      case TokenKind::psql_command: throw psql_command(token);
      case TokenKind::semicolon:
        if (!statement_.is_open()) return finish_statement();
        break;
      case TokenKind::word:
      case TokenKind::quoted_identifier:
      case TokenKind::string:
      case TokenKind::number:
      case TokenKind::parameter:
      case TokenKind::open_parenthesis:
      case TokenKind::close_parenthesis:
      case TokenKind::symbol: break;
    }
    statement_.read(token);
  }

  Error unterminated_token(const Token& token) const {
    const Fault fault = unterminated(token.text);
    return error_at(token.text, fault.message, fault.hint);
  }

  Error psql_command(const Token& token) const {
    const std::string_view name = token.text.substr(0, token.text.find_first_of(" \t\\", 2));
    if (name == "\\.") {
      return error_at(
          token.text,
          "`\\.` ends the data of a COPY ... FROM STDIN, and there is none here",
          "remove the line, or put the COPY statement in front of the data");
    }
    return error_at(
        token.text,
        fmt::format("`{}` is a command of psql, not SQL", name),
        "remove it: a unit is sent to the server, and only psql knows its own commands");
  }

  void finish_statement() {
    Piece piece{.statement = statement_.text()};
    if (statement_.copies_from_stdin()) {
      piece.is_copy = true;
      piece.copy_data = take_copy_data();
    }
    add(piece, lexer_.offset());
  }

  void add(Piece piece, std::size_t end) {
    piece.all = text_.substr(piece_begin_, end - piece_begin_);
    pieces_.push_back(piece);
    piece_begin_ = end;
    statement_ = Statement(*syntax_);
  }

  /// Reads the lines up to `\.` and goes on behind it.
  std::string_view take_copy_data() {
    const std::string_view rest_of_line = first_line(text_.substr(lexer_.offset()));
    const std::size_t first = rest_of_line.find_first_not_of(" \t\r\n\f\v");
    if (first != npos && !rest_of_line.substr(first).starts_with("--")) {
      throw error_at(
          rest_of_line.substr(first),
          "text behind COPY ... FROM STDIN; on its line",
          "put it behind the data, which begin on the next line and end with `\\.`");
    }
    const std::size_t begin = lexer_.offset() + rest_of_line.size();
    std::size_t at = begin;
    while (at < text_.size()) {
      const std::string_view line = first_line(text_.substr(at));
      const std::size_t next = at + line.size();
      if (without_line_end(line) == "\\.") {
        lexer_.skip_to(next);
        return text_.substr(begin, at - begin);
      }
      at = next;
    }
    throw endless_copy();
  }

  Error endless_copy() const {
    return error_at(
        statement_.text(),
        "the data of this COPY ... FROM STDIN have no end",
        "write `;` behind the statement, the data on the lines below it, and `\\.` on a line of "
        "its own");
  }

  void finish(std::size_t end) {
    if (statement_.is_open()) throw endless_body();
    if (statement_.copies_from_stdin()) throw endless_copy();
    if (end > piece_begin_) add(Piece{.statement = statement_.text()}, end);
  }

  Error endless_body() const {
    if (statement_.opener() == "(") {
      return error_at(statement_.opener(), "this list of actions has no end", "close it with `)`");
    }
    return error_at(
        statement_.opener(),
        "the body that begins here has no end",
        "end each of its statements with `;`, and the body with `END;`");
  }

  const support::Source* source_;
  std::string_view text_;
  const Syntax* syntax_;
  bool (*is_end_)(std::string_view comment);
  Lexer lexer_;
  Statement statement_;
  std::vector<Piece> pieces_{};
  std::size_t piece_begin_{0};
};

}  // namespace

std::vector<Piece> split(
    const support::Source& source, std::string_view text, const Syntax& syntax) {
  return Splitter(source, text, syntax, nullptr).run().pieces;
}

Section split_section(
    const support::Source& source,
    std::string_view text,
    const Syntax& syntax,
    bool (*is_end)(std::string_view comment)) {
  return Splitter(source, text, syntax, is_end).run();
}

}  // namespace migrate::sql
