#include "dialect/postgresql/expression_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/postgresql/ddl_compiler.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "schema/value.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::Token;
using sql::TokenKind;

bool is_blank(const Token& token) {
  return token.kind == TokenKind::space || token.kind == TokenKind::line_comment ||
         token.kind == TokenKind::block_comment;
}

/// All of them, blanks included; a cast is one token.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  sql::Lexer lexer(text, syntax());
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    const bool goes_on = !tokens.empty() && token.text == ":" && tokens.back().text == ":";
    if (!goes_on) {
      tokens.push_back(token);
    } else {
      tokens.back().text = {tokens.back().text.data(), tokens.back().text.size() + 1};
    }
  }
  return tokens;
}

bool is_identifier(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier;
}

/// The name that an identifier stands for.
std::string name_of(const Token& token) {
  if (token.kind != TokenKind::quoted_identifier) return support::to_lower(token.text);
  const std::string_view inner = token.text.substr(1, token.text.size() - 2);
  return support::replace_all(std::string(inner), R"("")", "\"");
}

/// The text of a plain string literal.
std::optional<std::string> text_of(const Token& token) {
  if (token.kind != TokenKind::string || !token.text.starts_with('\'')) return std::nullopt;
  const std::string_view inner = token.text.substr(1, token.text.size() - 2);
  return support::replace_all(std::string(inner), "''", "'");
}

/// A view of tokens that passes over blanks.
class Tokens final {
 public:
  explicit Tokens(std::string_view text) : all_(tokens_of(text)) {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!is_blank(all_[i])) places_.push_back(i);
    }
  }

  std::size_t size() const { return places_.size(); }
  /// An empty token in front of the first and behind the last.
  Token at(std::size_t i) const { return i < size() ? all_[places_[i]] : Token{}; }
  Token before(std::size_t i) const { return i == 0 ? Token{} : at(i - 1); }
  const std::vector<Token>& all() const { return all_; }
  std::size_t place(std::size_t i) const { return places_[i]; }

 private:
  std::vector<Token> all_;
  std::vector<std::size_t> places_{};
};

bool is_call(const Tokens& tokens, std::size_t i) {
  return tokens.at(i + 1).kind == TokenKind::open_parenthesis;
}

/// Whether a type is named here: behind `::`, and behind `::schema.`.
bool is_type(const Tokens& tokens, std::size_t i) {
  if (tokens.before(i).text == "::") return true;
  return i >= 3 && tokens.before(i).text == "." && tokens.at(i - 3).text == "::";
}

std::string schema_of(const Tokens& tokens, std::size_t i) {
  return i >= 2 && tokens.before(i).text == "." ? name_of(tokens.at(i - 2)) : std::string{};
}

/// The type that a literal is cast to.
std::optional<schema::Name> cast_of(const Tokens& tokens, std::size_t i) {
  if (tokens.at(i + 1).text != "::" || !is_identifier(tokens.at(i + 2))) return std::nullopt;
  const std::string first = name_of(tokens.at(i + 2));
  if (tokens.at(i + 3).text != ".") return schema::Name{.name = first};
  return schema::Name{.schema = first, .name = name_of(tokens.at(i + 4))};
}

/// What was renamed, looked up token by token.
class Renaming final {
 public:
  Renaming(const schema::Name& table, const std::vector<schema::Rename>& renames)
      : table_(table), renames_(renames) {}

  /// What stands instead of this token.
  std::optional<std::string> replacement(const Tokens& tokens, std::size_t i) const {
    const Token token = tokens.at(i);
    if (is_identifier(token)) return identifier(tokens, i);
    if (const auto text = text_of(token)) return literal_text(tokens, i, *text);
    return std::nullopt;
  }

 private:
  std::optional<std::string> identifier(const Tokens& tokens, std::size_t i) const {
    const std::string name = name_of(tokens.at(i));
    const schema::Rename* found = nullptr;
    if (is_type(tokens, i)) {
      found = find(schema::RenameKind::enumeration, {.schema = schema_of(tokens, i)}, name);
    } else if (tokens.before(i).text != "." && tokens.at(i + 1).text == ".") {
      found = find_table(name);
    } else if (tokens.before(i).text != "." && !is_call(tokens, i)) {
      found = find(schema::RenameKind::column, table_, name);
    }
    if (found == nullptr) return std::nullopt;
    return sql::quote_identifier(found->to);
  }

  std::optional<std::string> literal_text(
      const Tokens& tokens, std::size_t i, const std::string& text) const {
    auto type = cast_of(tokens, i);
    if (!type) return std::nullopt;
    if (*type == schema::Name{.name = "regclass"}) return relation_text(text);
    const auto* const rename =
        find(schema::RenameKind::enumeration, {.schema = type->schema}, type->name);
    if (rename != nullptr) type->name = rename->to;
    const auto* const found = find(schema::RenameKind::enum_value, *type, text);
    if (found == nullptr) return std::nullopt;
    return literal(schema::Value(found->to));
  }

  /// 'app.account_id_seq' in regclass.
  std::optional<std::string> relation_text(const std::string& text) const {
    const Tokens parts(text);
    const std::size_t last = parts.size() - 1;
    if (parts.size() != 1 && parts.size() != 3) return std::nullopt;
    const std::string schema = schema_of(parts, last);
    const std::string name = name_of(parts.at(last));
    for (const auto kind : {schema::RenameKind::sequence, schema::RenameKind::table}) {
      const auto* const found = find(kind, {.schema = schema}, name);
      if (found == nullptr) continue;
      return literal(schema::Value(sql::qualified_name(schema, found->to)));
    }
    return std::nullopt;
  }

  const schema::Rename* find_table(const std::string& name) const {
    const auto* const found = find(schema::RenameKind::table, {.schema = table_.schema}, name);
    return found != nullptr && found->to == table_.name ? found : nullptr;
  }

  const schema::Rename* find(
      schema::RenameKind kind, const schema::Name& parent, const std::string& from) const {
    const auto found = std::ranges::find_if(renames_, [&](const schema::Rename& one) {
      return one.kind == kind && one.parent == parent && one.from == from;
    });
    return found == renames_.end() ? nullptr : &*found;
  }

  const schema::Name& table_;
  const std::vector<schema::Rename>& renames_;
};

using Words = std::vector<std::string>;

/// The tokens as they are compared.
Words folded_words(std::string_view expression) {
  Words words;
  for (const Token& token : tokens_of(expression)) {
    if (is_blank(token)) continue;
    words.push_back(
        is_identifier(token) ? sql::quote_identifier(name_of(token)) : std::string(token.text));
    // Keywords need no quotes; no two words that differ become the same by that.
    if (token.kind == TokenKind::word) words.back() = support::to_lower(token.text);
  }
  return words;
}

bool is_word(const std::string& text) {
  return !text.empty() && (std::isalnum(static_cast<unsigned char>(text.front())) != 0 ||
                           text.front() == '_' || text.front() == '"');
}

bool is_literal(const std::string& text) {
  return text == "null" ||
         (!text.empty() &&
          (text.front() == '\'' || std::isdigit(static_cast<unsigned char>(text.front())) != 0));
}

/// Where the type behind `::` at `i` ends.
std::size_t end_of_type(const Words& words, std::size_t i) {
  constexpr std::array<std::string_view, 6> more{
      "varying", "precision", "without", "with", "time", "zone"};
  const auto at = [&](std::size_t k) { return k < words.size() ? words[k] : std::string{}; };
  i += 2;
  if (at(i) == ".") i += 2;
  while (std::ranges::find(more, at(i)) != more.end())
    ++i;
  if (at(i) == "(") {
    while (i < words.size() && words[i] != ")")
      ++i;
    ++i;
  }
  while (std::ranges::find(more, at(i)) != more.end())
    ++i;
  while (!at(i).empty() && at(i).find_first_not_of("[]") == std::string::npos)
    ++i;
  return std::min(i, words.size());
}

bool drop_cast(Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != "::") continue;
    const bool to_text = words[i + 1] == "text" && (is_word(words[i - 1]) || words[i - 1] == "]");
    if (!is_literal(words[i - 1]) && !to_text) continue;
    words.erase(
        words.begin() + static_cast<std::ptrdiff_t>(i),
        words.begin() + static_cast<std::ptrdiff_t>(end_of_type(words, i)));
    return true;
  }
  return false;
}

/// Parentheses around one token; those behind a word may be a call's.
bool drop_single(Words& words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i] != "(" || words[i + 2] != ")" || words[i + 1] == "(") continue;
    if (i > 0 && is_word(words[i - 1])) continue;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

bool drop_outer(Words& words) {
  if (words.size() < 2 || words.front() != "(") return false;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "(") ++depth;
    if (words[i] != ")" || --depth > 0) continue;
    if (i + 1 < words.size()) return false;
    words.pop_back();
    words.erase(words.begin());
    return true;
  }
  return false;
}

}  // namespace

std::set<std::string> mentioned_names(std::string_view expression) {
  const Tokens tokens(expression);
  std::set<std::string> names;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_name =
        is_identifier(tokens.at(i)) && tokens.before(i).text != "::" && !is_call(tokens, i);
    if (is_name) names.insert(name_of(tokens.at(i)));
  }
  return names;
}

std::string renamed_expression(
    std::string_view expression,
    const schema::Name& table,
    const std::vector<schema::Rename>& renames) {
  const Tokens tokens(expression);
  const Renaming renaming(table, renames);
  std::string result;
  std::size_t written = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (; written < tokens.place(i); ++written)
      result += tokens.all()[written].text;
    result += renaming.replacement(tokens, i).value_or(std::string(tokens.at(i).text));
    ++written;
  }
  for (; written < tokens.all().size(); ++written)
    result += tokens.all()[written].text;
  return result;
}

std::string without_comments(std::string_view expression) {
  std::string result;
  for (const Token& token : tokens_of(expression)) {
    const bool is_comment =
        token.kind == TokenKind::line_comment || token.kind == TokenKind::block_comment;
    result += is_comment ? " " : token.text;
  }
  return std::string(support::trim(result));
}

std::string folded_expression(std::string_view expression) {
  Words words = folded_words(expression);
  while (drop_cast(words) || drop_single(words) || drop_outer(words)) {
  }
  return fmt::format("{}", fmt::join(words, " "));
}

bool is_transaction_time(std::string_view expression) {
  constexpr std::array<std::string_view, 3> names{
      "now ( )", "current_timestamp", "transaction_timestamp ( )"};
  const std::string folded = folded_expression(expression);
  return std::ranges::find(names, folded) != names.end();
}

}  // namespace migrate::dialect::postgresql
