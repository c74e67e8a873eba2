#include "autogenerate/mentions.hpp"

#include <algorithm>
#include <cstddef>

#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

bool begins_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || byte >= 0x80;
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool continues_word(char c) {
  return begins_word(c) || (c >= '0' && c <= '9') || c == '$';
}

/// Whether the name can stand without quotes.
bool is_plain(std::string_view name) {
  return !name.empty() && begins_word(name.front()) &&
         std::ranges::all_of(name, [](char c) { return continues_word(c) && !is_upper(c); });
}

std::string in_quotes(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

enum class PieceKind { name, literal, other };

struct Piece {
  PieceKind kind{PieceKind::other};
  std::string_view text{};
  std::string value{};  // without quotes
};

/// Reads what is quoted from its beginning; the quote doubled stands for itself.
Piece read_quoted(std::string_view text) {
  const char quote = text.front();
  Piece piece{.kind = quote == '\'' ? PieceKind::literal : PieceKind::name};
  std::size_t at = 1;
  while (at < text.size()) {
    const bool is_quote = text[at] == quote;
    const bool is_doubled = is_quote && at + 1 < text.size() && text[at + 1] == quote;
    if (is_quote && !is_doubled) break;
    if (is_doubled) ++at;
    piece.value += text[at++];
  }
  piece.text = text.substr(0, at + 1);
  return piece;
}

Piece read_piece(std::string_view text) {
  const char c = text.front();
  if (c == '\'' || c == '"' || c == '`') return read_quoted(text);
  if (!begins_word(c)) return {.text = text.substr(0, 1)};
  std::size_t size = 1;
  while (size < text.size() && continues_word(text[size]))
    ++size;
  return {
      .kind = PieceKind::name,
      .text = text.substr(0, size),
      .value = std::string(text.substr(0, size))};
}

template <typename Handle>
void read(std::string_view expression, Handle handle) {
  while (!expression.empty()) {
    const Piece piece = read_piece(expression);
    handle(piece);
    expression.remove_prefix(piece.text.size());
  }
}

}  // namespace

void Words::merge(Words more) {
  names.merge(more.names);
  strings.merge(more.strings);
}

Words words_of(std::string_view expression) {
  Words words;
  read(expression, [&](const Piece& piece) {
    if (piece.kind == PieceKind::literal) words.strings.insert(piece.value);
    if (piece.kind == PieceKind::name) words.names.insert(support::to_lower(piece.value));
  });
  return words;
}

std::string replace_words(
    std::string_view expression,
    const std::map<std::string, std::string>& names,
    const std::map<std::string, std::string>& literals) {
  std::string result;
  read(expression, [&](const Piece& piece) {
    const auto& words = piece.kind == PieceKind::name ? names : literals;
    const auto found = words.find(piece.value);
    const bool is_other = piece.kind != PieceKind::other && found != words.end();
    if (!is_other)
      result += piece.text;
    else if (piece.kind == PieceKind::literal)
      result += in_quotes(found->second, '\'');
    else
      result += is_plain(found->second) ? found->second : in_quotes(found->second, '"');
  });
  return result;
}

bool mentions(const Words& words, std::string_view name) {
  return words.names.contains(support::to_lower(name));
}

bool mentions_anywhere(const Words& words, std::string_view name) {
  return mentions(words, name) || std::ranges::any_of(words.strings, [&](const std::string& text) {
           return mentions(words_of(text), name);
         });
}

}  // namespace migrate::autogenerate
