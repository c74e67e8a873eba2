#include "dialect/sqlite/table_definition.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/syntax.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

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

/// The comments in the text, with a blank in front of each.
std::string comments_of(std::string_view text) {
  std::string result;
  bool is_line_open = false;
  sql::Lexer lexer(text, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    const bool is_line = token.kind == sql::TokenKind::line_comment;
    if (!is_line && token.kind != sql::TokenKind::block_comment) continue;
    result.append(is_line_open ? "\n" : " ").append(token.text);
    is_line_open = is_line;
  }
  return result;
}

/// Writes AUTOINCREMENT into the clause of a primary key, or cuts it out. It stands behind a
/// column's clause, or behind the column in the parentheses of a table's.
void turn_autoincrement(Clause& clause, bool on) {
  if (clause.autoincrement == on) return;
  clause.autoincrement = on;
  constexpr std::string_view word = " AUTOINCREMENT";
  const auto tokens = tokens_of(clause.text);
  const auto offset = [&](const sql::Token& token) {
    return static_cast<std::size_t>(token.text.data() - clause.text.data());
  };
  if (on) {
    const auto close =
        std::ranges::find(tokens, sql::TokenKind::close_parenthesis, &sql::Token::kind);
    clause.text.insert(close == tokens.end() ? clause.text.size() : offset(*close), word);
    return;
  }
  const auto found = std::ranges::find_if(
      tokens, [](const sql::Token& token) { return sql::same_word(token.text, "autoincrement"); });
  if (found == tokens.end() || found == tokens.begin()) return;
  const sql::Token& before = *(found - 1);
  const std::size_t begin = offset(before) + before.text.size();
  clause.text.erase(begin, offset(*found) + found->text.size() - begin);
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

bool TableDefinition::is_never_null(std::string_view column) const {
  const ColumnDefinition* const definition = find_column(column);
  if (definition == nullptr) return false;
  const bool is_said = std::ranges::any_of(definition->clauses, [](const Clause& clause) {
    return clause.kind == ClauseKind::not_null;
  });
  if (is_said) return true;
  const auto is_it = [&](const std::string& one) { return sql::same_word(one, column); };
  if (without_rowid || strict) return std::ranges::any_of(primary_key(), is_it);
  return is_it(rowid_column().value_or(""));
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
  TableDefinition other = parse_table_definition(fmt::format("CREATE TABLE a ({})", text));
  auto place = std::ranges::find_if(elements, [](const Element& one) { return !one.column; });
  const bool is_first = place == elements.begin();
  Element element = std::move(other.elements.front());
  element.lead = is_first ? std::string{} : lead_like((place - 1)->lead);
  element.comma = true;
  if (!is_first) (place - 1)->comma = true;
  elements.insert(place, std::move(element));
}

void TableDefinition::add_constraint(std::string_view text) {
  TableDefinition other = parse_table_definition(fmt::format("CREATE TABLE a ({})", text));
  Element element = std::move(other.elements.front());
  element.lead = elements.empty() ? std::string{} : lead_like(elements.back().lead);
  if (!elements.empty()) elements.back().comma = true;
  elements.push_back(std::move(element));
}

void TableDefinition::set_options(bool is_strict, bool is_without_rowid) {
  if (strict == is_strict && without_rowid == is_without_rowid) return;
  strict = is_strict;
  without_rowid = is_without_rowid;
  const std::string comments = comments_of(options);
  options = ")";
  if (without_rowid) options += " WITHOUT ROWID";
  if (strict) options += without_rowid ? ", STRICT" : " STRICT";
  options += comments;
}

void TableDefinition::set_autoincrement(bool on) {
  for (Element& element : elements) {
    if (!element.column && element.constraint.kind == ClauseKind::primary_key)
      turn_autoincrement(element.constraint, on);
    if (!element.column) continue;
    for (Clause& clause : element.column->clauses) {
      if (clause.kind == ClauseKind::primary_key) turn_autoincrement(clause, on);
    }
  }
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

}  // namespace migrate::dialect::sqlite
