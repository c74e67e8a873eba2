#include "dialect/sqlite/clauses.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/sqlite/catalog.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {

using sql::same_word;

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](const std::string& one) { return same_word(one, name); });
}

bool same_names(std::vector<std::string> a, std::vector<std::string> b) {
  const auto prepare = [](std::vector<std::string>& names) {
    for (std::string& name : names)
      name = support::to_lower(name);
    std::ranges::sort(names);
  };
  prepare(a);
  prepare(b);
  return a == b;
}

const Clause* find_clause(const ColumnDefinition& column, ClauseKind kind) {
  const auto found = std::ranges::find(column.clauses, kind, &Clause::kind);
  return found == column.clauses.end() ? nullptr : &*found;
}

bool has_clause(const ColumnDefinition& column, ClauseKind kind) {
  return find_clause(column, kind) != nullptr;
}

void erase_clause(ColumnDefinition& column, ClauseKind kind) {
  std::erase_if(column.clauses, [&](const Clause& clause) { return clause.kind == kind; });
}

void set_clause(ColumnDefinition& column, std::string_view text) {
  Clause clause = parse_clauses(text).front();
  const auto old = std::ranges::find(column.clauses, clause.kind, &Clause::kind);
  if (old == column.clauses.end()) {
    clause.lead = " ";
    column.clauses.push_back(std::move(clause));
  } else {
    clause.lead = old->lead;
    clause.name = old->name;
    clause.name_text = old->name_text;
    *old = clause;
    // Of several of a kind, the last one would count.
    const auto rest = std::remove_if(
        old + 1, column.clauses.end(), [&](const Clause& one) { return one.kind == clause.kind; });
    column.clauses.erase(rest, column.clauses.end());
  }
}

void erase_clauses(ColumnDefinition& column, const std::function<bool(const Clause&)>& goes) {
  bool is_reference_gone = false;
  std::erase_if(column.clauses, [&](const Clause& clause) {
    if (!goes(clause)) return false;
    is_reference_gone = is_reference_gone || clause.kind == ClauseKind::references;
    return true;
  });
  if (is_reference_gone) erase_clause(column, ClauseKind::deferrable);
}

std::string_view index_tail(std::string_view sql) {
  for (const sql::Token& token : tokens_of(sql)) {
    if (token.kind == sql::TokenKind::open_parenthesis)
      return sql.substr(static_cast<std::size_t>(token.text.data() - sql.data()));
  }
  return {};
}

Error is_used(const std::string& what, const std::vector<std::string>& users) {
  return {
      ErrorCode::unit_error,
      fmt::format("{} is used by {}", what, fmt::join(users, ", ")),
      "drop what uses it first, and create it again behind the change"};
}

}  // namespace migrate::dialect::sqlite
