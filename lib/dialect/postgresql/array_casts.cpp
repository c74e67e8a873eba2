#include "dialect/postgresql/array_casts.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::Token;
using sql::TokenKind;

/// Tokens without the blanks between them.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  sql::Lexer lexer(text, syntax());
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    const bool is_blank = token.kind == TokenKind::space || token.kind == TokenKind::line_comment ||
                          token.kind == TokenKind::block_comment;
    if (!is_blank) tokens.push_back(token);
  }
  return tokens;
}

/// A piece of the text, between two places in it.
struct Piece {
  std::size_t begin{0};
  std::size_t end{0};
};

/// An array with a cast behind it.
struct CastArray {
  Piece whole{};
  std::vector<Piece> elements{};
  Piece type{};  // of an element
  bool is_in_parentheses{false};
  std::size_t last{0};  // its last token
};

class Reading final {
 public:
  explicit Reading(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

  std::string rewritten() const {
    std::string result;
    std::size_t written = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const auto found = read(i);
      if (!found) continue;
      result += text_.substr(written, found->whole.begin - written);
      write(result, *found);
      written = found->whole.end;
      i = found->last;
    }
    return result.append(text_.substr(written));
  }

 private:
  bool is(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].text == text;
  }

  bool is_name(std::size_t i) const {
    return i < tokens_.size() &&
           (tokens_[i].kind == TokenKind::word || tokens_[i].kind == TokenKind::quoted_identifier);
  }

  std::size_t begin(std::size_t i) const {
    return static_cast<std::size_t>(tokens_[i].text.data() - text_.data());
  }

  std::size_t end(std::size_t i) const { return begin(i) + tokens_[i].text.size(); }

  /// The array that begins at this token, if it has a cast.
  std::optional<CastArray> read(std::size_t i) const {
    if (!is(i, "ARRAY") || !is(i + 1, "[")) return std::nullopt;
    CastArray array;
    const auto close = read_elements(i + 2, array);
    if (!close) return std::nullopt;
    std::size_t next = *close + 1;
    std::size_t first = i;
    // Behind a name they are a call's.
    if (is(next, ")") && i > 0 && is(i - 1, "(") && (i < 2 || !is_name(i - 2))) {
      array.is_in_parentheses = true;
      first = i - 1;
      ++next;
    }
    const auto last = read_cast(next, array);
    if (!last) return std::nullopt;
    array.last = *last;
    array.whole = {begin(first), end(*last)};
    return array;
  }

  /// Literals and columns, with casts of their own; where the array ends.
  std::optional<std::size_t> read_elements(std::size_t i, CastArray& array) const {
    std::size_t first = i;
    for (; i < tokens_.size(); ++i) {
      const bool is_over = is(i, "]") && !is(i - 1, "[");
      if (is_over || is(i, ",")) {
        if (i == first) return std::nullopt;
        array.elements.push_back({begin(first), end(i - 1)});
        if (is_over) return i;
        first = i + 1;
        continue;
      }
      const TokenKind kind = tokens_[i].kind;
      const bool is_plain = is_name(i) || kind == TokenKind::string || is(i, ".") || is(i, ":");
      if (!is_plain || is(i, "ARRAY")) return std::nullopt;
    }
    return std::nullopt;
  }

  /// `::type[]`; its last token.
  std::optional<std::size_t> read_cast(std::size_t i, CastArray& array) const {
    if (!is(i, ":") || !is(i + 1, ":") || !is_name(i + 2)) return std::nullopt;
    const std::size_t first = i + 2;
    i = first;
    while (is_name(i) || is(i, "."))
      ++i;
    if (!is(i, "[") || !is(i + 1, "]") || is(i + 2, "[")) return std::nullopt;
    array.type = {begin(first), end(i - 1)};
    return i + 1;
  }

  std::string_view in(const Piece& piece) const {
    return text_.substr(piece.begin, piece.end - piece.begin);
  }

  void write(std::string& result, const CastArray& array) const {
    result += "ARRAY[";
    std::string_view separator;
    for (const Piece& element : array.elements) {
      result += separator;
      separator = ", ";
      if (array.is_in_parentheses) result += "(";
      result += in(element);
      if (array.is_in_parentheses) result += ")";
      result.append("::").append(in(array.type));
    }
    result += "]";
  }

  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace

std::string with_casts_in_arrays(std::string_view statement) {
  if (statement.find("ARRAY[") == std::string_view::npos) return std::string(statement);
  return Reading(statement).rewritten();
}

}  // namespace migrate::dialect::postgresql
