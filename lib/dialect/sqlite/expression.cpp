#include "dialect/sqlite/expression.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::Token;
using sql::TokenKind;

/// What is no name where it stands without quotes in an expression about columns.
bool is_keyword(std::string_view lower) {
  static constexpr std::array<std::string_view, 30> words{
      "and",      "as",           "between",      "case",
      "collate",  "current_date", "current_time", "current_timestamp",
      "distinct", "else",         "end",          "escape",
      "exists",   "false",        "from",         "glob",
      "in",       "is",           "isnull",       "like",
      "match",    "not",          "notnull",      "null",
      "or",       "raise",        "regexp",       "then",
      "true",     "when"};
  return std::ranges::find(words, lower) != words.end();
}

/// The names of the rowid, which no table declares.
bool is_rowid(std::string_view lower) {
  return lower == "rowid" || lower == "oid" || lower == "_rowid_";
}

enum class Meaning { name, text, other };

/// A token in its place: what it stands for.
struct Reading {
  Meaning meaning{Meaning::other};
  std::string name{};  // without quotes, in lower case
  bool is_qualifier{false};
  bool is_function{false};
};

class Reader final {
 public:
  Reader(const std::vector<Token>& tokens, const LowerNames& columns)
      : tokens_(&tokens), columns_(&columns) {}

  Reading read(std::size_t at) const {
    const Token& token = (*tokens_)[at];
    const TokenKind next = kind(at + 1);
    Reading result{
        .name = support::to_lower(unquoted(token.text)),
        .is_qualifier = is_symbol(at + 1, "."),
        .is_function = next == TokenKind::open_parenthesis};
    result.meaning = meaning(token, at, result);
    return result;
  }

 private:
  TokenKind kind(std::size_t at) const {
    return at < tokens_->size() ? (*tokens_)[at].kind : TokenKind::end;
  }
  bool is_symbol(std::size_t at, std::string_view symbol) const {
    return kind(at) == TokenKind::symbol && (*tokens_)[at].text == symbol;
  }
  bool is_word(std::size_t at, std::string_view word) const {
    return kind(at) == TokenKind::word && sql::same_word((*tokens_)[at].text, word);
  }

  Meaning meaning(const Token& token, std::size_t at, const Reading& reading) const {
    const bool is_behind_collate = at > 0 && is_word(at - 1, "collate");
    if (token.kind == TokenKind::word)
      return is_word_a_name(reading) ? Meaning::name : Meaning::other;
    if (token.kind == TokenKind::string) return is_behind_collate ? Meaning::name : Meaning::text;
    if (token.kind != TokenKind::quoted_identifier) return Meaning::other;
    const bool is_type = at > 0 && is_word(at - 1, "as");
    const bool is_qualified = at > 0 && is_symbol(at - 1, ".");
    const bool is_name = !token.text.starts_with('"') || is_behind_collate || is_type ||
                         is_qualified || reading.is_qualifier || reading.is_function ||
                         columns_->contains(reading.name) || is_rowid(reading.name);
    return is_name ? Meaning::name : Meaning::text;
  }

  bool is_word_a_name(const Reading& reading) const {
    const bool is_truth = reading.name == "true" || reading.name == "false";
    if (is_truth) return columns_->contains(reading.name);
    return !is_keyword(reading.name);
  }

  const std::vector<Token>* tokens_;
  const LowerNames* columns_;
};

/// Whether the first of the tokens opens a parenthesis that the last one closes.
template <typename Kind>
bool is_enclosed(std::size_t first, std::size_t last, Kind kind) {
  if (first >= last || kind(first) != TokenKind::open_parenthesis) return false;
  int depth = 0;
  for (std::size_t i = first; i <= last; ++i) {
    if (kind(i) == TokenKind::open_parenthesis) ++depth;
    if (kind(i) == TokenKind::close_parenthesis && --depth == 0) return i == last;
  }
  return false;
}

/// The tokens without the parentheses around the whole.
std::vector<Token> bare_tokens(std::string_view expression) {
  std::vector<Token> tokens = tokens_of(expression);
  const auto kind = [&](std::size_t i) { return tokens[i].kind; };
  while (tokens.size() > 2 && is_enclosed(0, tokens.size() - 1, kind)) {
    tokens.pop_back();
    tokens.erase(tokens.begin());
  }
  return tokens;
}

std::string string_text(std::string_view token) {
  // Hex digits of x'0f' are the same in either case.
  return token.starts_with('\'') ? std::string(token) : support::to_lower(token);
}

/// One operator in several spellings.
void add_symbol(std::vector<std::string>& parts, std::string_view symbol) {
  const bool is_second = symbol == "=" && !parts.empty();
  if (is_second && parts.back() == "=") return;  // ==
  if (is_second && parts.back() == "!") {
    parts.back() = "<";
    parts.emplace_back(">");
    return;
  }
  parts.emplace_back(symbol);
}

void add_word(std::vector<std::string>& parts, const std::string& word) {
  if (word == "isnull" || word == "notnull") parts.emplace_back("is");
  if (word == "notnull") parts.emplace_back("not");
  parts.emplace_back(word == "isnull" || word == "notnull" ? "null" : word);
}

std::string quoted_text(std::string_view token) {
  return token.starts_with('"') ? sql::quote_literal(unquoted(token)) : string_text(token);
}

}  // namespace

std::string tidy(std::string_view expression, const LowerNames& columns) {
  const std::vector<Token> tokens = bare_tokens(expression);
  const Reader reader(tokens, columns);
  std::string result;
  const char* end = nullptr;  // of the last token
  bool is_apart = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view text = tokens[i].text;
    const Reading reading = reader.read(i);
    is_apart = is_apart || (end != nullptr && end != text.data());
    end = text.data() + text.size();
    if (reading.is_qualifier) {
      end = tokens[++i].text.data() + 1;  // the point
      continue;
    }
    if (is_apart) result += ' ';
    is_apart = false;
    const bool is_disguised = text.starts_with('"') && reading.meaning == Meaning::text;
    result += is_disguised ? quoted_text(text) : std::string(text);
  }
  return result;
}

std::string canonical(std::string_view expression, const LowerNames& columns) {
  const std::vector<Token> tokens = bare_tokens(expression);
  const Reader reader(tokens, columns);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Reading reading = reader.read(i);
    if (reading.is_qualifier) {
      ++i;
    } else if (reading.meaning == Meaning::name) {
      parts.push_back(fmt::format("\"{}\"", support::replace_all(reading.name, "\"", "\"\"")));
    } else if (reading.meaning == Meaning::text) {
      parts.push_back(quoted_text(tokens[i].text));
    } else if (tokens[i].kind == TokenKind::symbol) {
      add_symbol(parts, tokens[i].text);
    } else {
      add_word(parts, support::to_lower(tokens[i].text));
    }
  }
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string with_new_names(
    std::string_view expression, const std::map<std::string, std::string>& columns) {
  const std::vector<Token> tokens = tokens_of(expression);
  LowerNames old_names;
  for (const auto& [old_name, new_name] : columns)
    old_names.insert(old_name);
  const Reader reader(tokens, old_names);
  std::string result;
  std::size_t done = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Reading reading = reader.read(i);
    const auto found = columns.find(reading.name);
    const bool is_column = reading.meaning == Meaning::name && !reading.is_function &&
                           !reading.is_qualifier && found != columns.end();
    if (!is_column) continue;
    const auto begin = static_cast<std::size_t>(tokens[i].text.data() - expression.data());
    result += expression.substr(done, begin - done);
    result += sql::quote_identifier(found->second);
    done = begin + tokens[i].text.size();
  }
  return result.append(expression.substr(done));
}

std::string without_qualifiers(std::string_view text, std::string_view table) {
  const std::vector<Token> tokens = tokens_of(text);
  const LowerNames no_columns;
  const Reader reader(tokens, no_columns);
  const std::string lower = support::to_lower(table);
  std::string result;
  std::size_t done = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const Reading reading = reader.read(i);
    const bool is_table =
        reading.is_qualifier && reading.meaning == Meaning::name && reading.name == lower;
    if (!is_table) continue;
    result +=
        text.substr(done, static_cast<std::size_t>(tokens[i].text.data() - text.data()) - done);
    done = static_cast<std::size_t>(tokens[i + 1].text.data() + 1 - text.data());
  }
  return result.append(text.substr(done));
}

}  // namespace migrate::dialect::sqlite
