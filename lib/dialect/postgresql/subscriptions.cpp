#include "dialect/postgresql/subscriptions.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/pattern.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::same_word;
using sql::Token;
using sql::TokenKind;

/// What connects, or asks for a connection.
constexpr std::array<std::string_view, 4> connecting{
    "connect", "enabled", "create_slot", "copy_data"};

bool is_any(std::string_view statement, std::initializer_list<std::string_view> patterns) {
  return std::ranges::any_of(patterns, [&](std::string_view pattern) {
    return sql::matches(statement, pattern, syntax());
  });
}

/// All but spaces and comments.
std::vector<Token> tokens_of(std::string_view statement) {
  std::vector<Token> tokens;
  sql::Lexer lexer(statement, syntax());
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    const bool says_nothing = token.kind == TokenKind::space ||
                              token.kind == TokenKind::line_comment ||
                              token.kind == TokenKind::block_comment;
    if (!says_nothing) tokens.push_back(token);
  }
  return tokens;
}

/// What a plain literal says; nothing for one with escapes, or between dollars.
std::optional<std::string> plain_text(std::string_view literal) {
  if (literal.size() < 2 || literal.front() != '\'') return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    text += literal[i];
    if (literal[i] == '\'') ++i;
  }
  return text;
}

bool holds_secret(const std::string& connection) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{
      PQconninfoParse(connection.c_str(), nullptr), &PQconninfoFree};
  if (!options) return false;
  for (const PQconninfoOption* one = options.get(); one->keyword != nullptr; ++one) {
    if (one->val != nullptr && one->dispchar[0] == '*') return true;
  }
  return false;
}

/// The first of these words behind CREATE SUBSCRIPTION and the name, which may be such a word.
std::vector<Token>::const_iterator find_word(
    const std::vector<Token>& tokens, std::string_view word) {
  constexpr std::ptrdiff_t head = 3;
  if (std::ssize(tokens) < head) return tokens.end();
  return std::find_if(tokens.begin() + head, tokens.end(), [&](const Token& one) {
    return same_word(one.text, word);
  });
}

/// Whether the server may take it for a statement. What is added to one that it may not can stand
/// in a quote that has no end.
bool is_whole(const std::vector<Token>& tokens) {
  return find_word(tokens, "PUBLICATION") != tokens.end() &&
         std::ranges::none_of(tokens, [](const Token& one) {
           return one.kind == TokenKind::unterminated || one.kind == TokenKind::psql_command;
         });
}

void check_connection(const std::vector<Token>& tokens) {
  const auto word = find_word(tokens, "CONNECTION");
  if (word == tokens.end() || std::next(word) == tokens.end()) return;
  const auto text = plain_text(std::next(word)->text);
  if (!text) {
    throw Error(
        ErrorCode::invalid_config,
        "the connection of a subscription is written as a plain literal in a model",
        "CONNECTION 'host=... dbname=...'");
  }
  if (!holds_secret(*text)) return;
  throw Error(
      ErrorCode::invalid_config,
      "the connection of a subscription holds a password, which would be written into units",
      "let the subscriber's server read it: CONNECTION '... passfile=/path/to/file'");
}

/// Where the list of options begins, behind its parenthesis: the first WITH after the publications.
std::vector<Token>::const_iterator find_options(const std::vector<Token>& tokens) {
  const auto place =
      std::find_if(find_word(tokens, "PUBLICATION"), tokens.end(), [](const Token& one) {
        return same_word(one.text, "WITH");
      });
  return std::find_if(place, tokens.end(), [](const Token& one) {
    return one.kind == TokenKind::open_parenthesis;
  });
}

bool is_connecting(std::string_view option) {
  return std::ranges::any_of(connecting, [&](std::string_view one) {
    return same_word(one, option) || option == fmt::format("\"{}\"", one);
  });
}

/// The options but for those that connect.
std::vector<std::string> kept_options(
    std::vector<Token>::const_iterator token, std::vector<Token>::const_iterator end) {
  std::vector<std::string> options;
  bool is_new = true;
  bool is_kept = true;
  for (; token != end && token->kind != TokenKind::close_parenthesis; ++token) {
    if (token->text == ",") {
      is_new = true;
      continue;
    }
    if (is_new) is_kept = !is_connecting(token->text);
    if (is_kept && is_new) options.emplace_back();
    if (is_kept) options.back() += fmt::format("{}{}", is_new ? "" : " ", token->text);
    is_new = false;
  }
  return options;
}

std::string without_connecting(std::string_view statement, const std::vector<Token>& tokens) {
  const auto open = find_options(tokens);
  std::vector<std::string> options{"connect = false"};
  const auto up_to = [&](const Token& token) {
    return statement.substr(0, static_cast<std::size_t>(token.text.data() - statement.data()));
  };
  if (open == tokens.end()) {
    // A comment behind it would swallow what is added.
    return fmt::format("{}{} WITH ({})", up_to(tokens.back()), tokens.back().text, options.front());
  }
  for (std::string& one : kept_options(std::next(open), tokens.end()))
    options.push_back(std::move(one));
  return fmt::format("{}({})", up_to(*open), fmt::join(options, ", "));
}

}  // namespace

std::string scratch_statement(std::string_view statement) {
  if (is_any(statement, {"CREATE SUBSCRIPTION"})) {
    const std::vector<Token> tokens = tokens_of(statement);
    // The server says what is missing.
    if (!is_whole(tokens)) return std::string(statement);
    check_connection(tokens);
    return without_connecting(statement, tokens);
  }
  constexpr std::string_view if_exists = "DROP SUBSCRIPTION IF EXISTS";
  if (is_any(statement, {"ALTER SUBSCRIPTION ... ENABLE|DISABLE .", if_exists})) return {};
  const bool is_change = is_any(statement, {"ALTER|DROP SUBSCRIPTION"}) &&
                         !is_any(statement, {"ALTER SUBSCRIPTION ... OWNER|RENAME TO"});
  if (!is_change) return std::string(statement);
  throw Error(
      ErrorCode::invalid_config,
      fmt::format(
          "{} has no place in a model",
          sql::shared_words(statement, "ALTER|DROP SUBSCRIPTION", syntax())),
      "say all of it in CREATE SUBSCRIPTION");
}

void drop_subscriptions(db::Connection& connection) {
  const std::string query = fmt::format(
      "SELECT pg_catalog.format(u.statement, s.subname) FROM pg_catalog.pg_subscription s, "
      "pg_catalog.unnest(ARRAY['ALTER SUBSCRIPTION %I DISABLE', 'ALTER SUBSCRIPTION %I SET "
      "(slot_name = NONE)', 'DROP SUBSCRIPTION %I']) WITH ORDINALITY AS u (statement, place) WHERE "
      "{} ORDER BY s.oid, u.place",
      is_own_subscription);
  for (const db::Row& row : connection.query(query))
    connection.execute(row.front().value_or(""));
}

}  // namespace migrate::dialect::postgresql
