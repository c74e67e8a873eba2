#pragma once

#include <cstddef>
#include <string_view>

#include "sql/syntax.hpp"

namespace migrate::sql {

enum class TokenKind {
  space,
  line_comment,   // -- to the end of the line, the line end not included
  block_comment,  // /* ... */
  word,           // keyword or plain identifier
  quoted_identifier,
  string,  // any literal in quotes, dollar quotes included
  number,
  parameter,     // $1, ?1
  psql_command,  // a backslash command, to the end of its line
  semicolon,
  open_parenthesis,
  close_parenthesis,
  symbol,        // any other single character or operator
  unterminated,  // a quote or comment that the text ends in; it reaches to the end
  end,
};

/// A piece of the text; `text` is a view into what the lexer was given.
struct Token {
  TokenKind kind{TokenKind::end};
  std::string_view text{};

  friend bool operator==(const Token&, const Token&) = default;
};

/// Reads SQL token by token. Total: every byte of the input is in exactly one token, whatever the
/// input.
class Lexer final {
 public:
  Lexer(std::string_view text, const Syntax& syntax);

  /// The next token; kind `end` and empty text once the input is used up.
  Token next();

  /// Where the next token begins, in bytes.
  std::size_t offset() const { return offset_; }

  /// Goes on from another place (behind COPY data).
  void skip_to(std::size_t offset);

 private:
  std::string_view text_;
  const Syntax* syntax_;
  std::size_t offset_{0};
};

/// True for words that are equal but for ASCII case.
bool same_word(std::string_view a, std::string_view b);

}  // namespace migrate::sql
