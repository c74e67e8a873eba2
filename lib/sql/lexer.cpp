#include "sql/lexer.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

namespace migrate::sql {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The kind and the length of the token that a text begins with.
struct Extent {
  TokenKind kind{TokenKind::symbol};
  std::size_t size{1};
};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_word_start(char c) {
  const char letter = lower(c);
  return (letter >= 'a' && letter <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_word_part(char c) {
  return is_word_start(c) || is_digit(c) || c == '$';
}

/// The character at `at`, or NUL behind the end.
char peek(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

template <typename Predicate>
std::size_t span(std::string_view text, std::size_t from, Predicate belongs) {
  while (from < text.size() && belongs(text[from]))
    ++from;
  return from;
}

Extent closed(TokenKind kind, std::string_view text, std::size_t end) {
  if (end == npos) return {TokenKind::unterminated, text.size()};
  return {kind, end};
}

/// Where the line ends that `from` is in: the offset of its line end, or the size.
std::size_t end_of_line(std::string_view text, std::size_t from, const Syntax& syntax) {
  if (syntax.carriage_return_ends_line) {
    return std::min(text.find_first_of("\r\n", from), text.size());
  }
  const std::size_t newline = text.find('\n', from);
  if (newline == npos) return text.size();
  return newline > from && text[newline - 1] == '\r' ? newline - 1 : newline;
}

/// The offset behind the quote that closes; a doubled one is part of the text.
std::size_t end_of_quoted(std::string_view text, std::size_t from, char quote) {
  while (true) {
    const std::size_t found = text.find(quote, from);
    if (found == npos) return npos;
    if (peek(text, found + 1) != quote) return found + 1;
    from = found + 2;
  }
}

/// A literal goes on behind white space that has a line end in it, and with the same escapes: the
/// offset behind the quote that opens it again. Line comments count as white space.
std::optional<std::size_t> continuation(
    std::string_view text, std::size_t from, const Syntax& syntax) {
  bool seen_line_end = false;
  while (from < text.size()) {
    if (is_space(text[from])) {
      seen_line_end = seen_line_end || text[from] == '\n' || text[from] == '\r';
      ++from;
    } else if (text.substr(from).starts_with("--")) {
      from = end_of_line(text, from, syntax);
    } else {
      break;
    }
  }
  if (!seen_line_end || peek(text, from) != '\'') return std::nullopt;
  return from + 1;
}

std::size_t end_of_escape_string(std::string_view text, std::size_t from, const Syntax& syntax) {
  while (from < text.size()) {
    from = text.find_first_of("'\\", from);
    if (from == npos) return npos;
    if (text[from] == '\\' || peek(text, from + 1) == '\'') {
      from += 2;
      continue;
    }
    const auto next = continuation(text, from + 1, syntax);
    if (!next) return from + 1;
    from = *next;
  }
  return npos;
}

Extent block_comment(std::string_view text, const Syntax& syntax) {
  if (!syntax.nested_comments) {
    const std::size_t end = text.find("*/", 2);
    return closed(TokenKind::block_comment, text, end == npos ? npos : end + 2);
  }
  std::size_t depth = 1;
  std::size_t i = 2;
  while (depth > 0 && i + 1 < text.size()) {
    const bool opens = text[i] == '/' && text[i + 1] == '*';
    const bool closes = text[i] == '*' && text[i + 1] == '/';
    if (opens) ++depth;
    if (closes) --depth;
    i += opens || closes ? 2 : 1;
  }
  return closed(TokenKind::block_comment, text, depth == 0 ? i : npos);
}

/// $tag$ ... $tag$, $1, or a dollar sign alone.
Extent dollar(std::string_view text, const Syntax& syntax) {
  if (is_digit(peek(text, 1))) return {TokenKind::parameter, span(text, 1, is_digit)};
  if (!syntax.dollar_quotes) return {};
  const auto is_tag_part = [](char c) { return is_word_part(c) && c != '$'; };
  const std::size_t tag_end = span(text, 1, is_tag_part);
  if (peek(text, tag_end) != '$') return {};
  const std::string_view delimiter = text.substr(0, tag_end + 1);
  const std::size_t end = text.find(delimiter, delimiter.size());
  return closed(TokenKind::string, text, end == npos ? npos : end + delimiter.size());
}

Extent number(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const bool exponent_sign = (text[i] == '+' || text[i] == '-') && i > 0 &&
                               lower(text[i - 1]) == 'e' && is_digit(peek(text, i + 1)) &&
                               lower(peek(text, 1)) != 'x';
    const bool belongs = text[i] == '.' || (is_word_part(text[i]) && text[i] != '$');
    if (!belongs && !exponent_sign) break;
    ++i;
  }
  return {TokenKind::number, i};
}

/// A word, or the literal or quoted identifier that a word is the prefix of: E'..', B'..', N'..',
/// X'..', U&'..', U&"..".
Extent word(std::string_view text, const Syntax& syntax) {
  const std::size_t size = span(text, 0, is_word_part);
  if (size != 1) return {TokenKind::word, size};
  const char prefix = lower(text[0]);
  if (peek(text, 1) == '\'' && std::string_view("bnx").find(prefix) != npos) {
    return closed(TokenKind::string, text, end_of_quoted(text, 2, '\''));
  }
  if (!syntax.escape_strings) return {TokenKind::word, size};
  if (prefix == 'e' && peek(text, 1) == '\'') {
    return closed(TokenKind::string, text, end_of_escape_string(text, 2, syntax));
  }
  const char quote = peek(text, 2);
  if (prefix == 'u' && peek(text, 1) == '&' && (quote == '\'' || quote == '"')) {
    const TokenKind kind = quote == '"' ? TokenKind::quoted_identifier : TokenKind::string;
    return closed(kind, text, end_of_quoted(text, 3, quote));
  }
  return {TokenKind::word, size};
}

std::optional<Extent> quoted(std::string_view text, const Syntax& syntax) {
  const char c = text[0];
  if (c == '\'') return closed(TokenKind::string, text, end_of_quoted(text, 1, c));
  if (c == '"' || (c == '`' && syntax.backtick_identifiers)) {
    return closed(TokenKind::quoted_identifier, text, end_of_quoted(text, 1, c));
  }
  if (c == '[' && syntax.bracket_identifiers) {
    const std::size_t end = text.find(']', 1);
    return closed(TokenKind::quoted_identifier, text, end == npos ? npos : end + 1);
  }
  if (c == '$') return dollar(text, syntax);
  return std::nullopt;
}

Extent punctuation(std::string_view text, const Syntax& syntax) {
  const char c = text[0];
  if (c == ';') return {TokenKind::semicolon, 1};
  if (c == '(') return {TokenKind::open_parenthesis, 1};
  if (c == ')') return {TokenKind::close_parenthesis, 1};
  if (c == '?' && is_digit(peek(text, 1))) return {TokenKind::parameter, span(text, 1, is_digit)};
  if (c == '\\' && syntax.psql_commands) {
    return {TokenKind::psql_command, end_of_line(text, 0, syntax)};
  }
  return {};
}

/// The first token of a text that is not empty.
Extent first_token(std::string_view text, const Syntax& syntax) {
  const char c = text[0];
  if (is_space(c)) return {TokenKind::space, span(text, 0, is_space)};
  if (is_word_start(c)) return word(text, syntax);
  if (text.starts_with("--")) return {TokenKind::line_comment, end_of_line(text, 0, syntax)};
  if (text.starts_with("/*")) return block_comment(text, syntax);
  if (is_digit(c) || (c == '.' && is_digit(peek(text, 1)))) return number(text);
  const auto quote = quoted(text, syntax);
  return quote ? *quote : punctuation(text, syntax);
}

}  // namespace

Lexer::Lexer(std::string_view text, const Syntax& syntax) : text_(text), syntax_(&syntax) {}

Token Lexer::next() {
  const std::string_view rest = text_.substr(offset_);
  if (rest.empty()) return {};
  const bool marked = offset_ == 0 && rest.starts_with(byte_order_mark);
  const Extent extent =
      marked ? Extent{TokenKind::space, byte_order_mark.size()} : first_token(rest, *syntax_);
  assert(extent.size > 0 && extent.size <= rest.size());
  offset_ += extent.size;
  return {extent.kind, rest.substr(0, extent.size)};
}

void Lexer::skip_to(std::size_t offset) {
  assert(offset <= text_.size());
  offset_ = offset;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace migrate::sql
