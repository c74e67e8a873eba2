#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/ddl_compiler.hpp"
#include "dialect/sqlite/expression.hpp"
#include "dialect/sqlite/reading.hpp"
#include "dialect/sqlite/table_ddl.hpp"
#include "sql/lexer.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::same_word;
using sql::Token;
using sql::TokenKind;

/// The name as the column of the table spells it; as it is when there is none.
std::string spelled(const schema::Table& table, const std::string& name) {
  const auto column = std::ranges::find_if(
      table.columns, [&](const schema::Column& one) { return same_word(one.name, name); });
  return column == table.columns.end() ? name : column->name;
}

/// BINARY is what there is without a word, too.
std::string collation_of(const std::string& name) {
  return same_word(name, "binary") ? std::string{} : name;
}

class TableReader final {
 public:
  TableReader(const TableDefinition& definition, const std::string& name)
      : definition_(&definition) {
    table_.name.name = name;
    table_.strict = definition.strict;
    table_.without_rowid = definition.without_rowid;
    table_.autoincrement = definition.has_autoincrement();
    for (const Element& element : definition.elements) {
      if (element.column) columns_.insert(support::to_lower(element.column->name));
    }
  }

  schema::Table table() {
    for (const Element& element : definition_->elements) {
      if (element.column) table_.columns.push_back(column(*element.column));
    }
    for (const Element& element : definition_->elements) {
      if (element.column) {
        for (const Clause& clause : element.column->clauses)
          add_constraint(clause, {element.column->name});
      } else {
        add_constraint(element.constraint, element.constraint.columns);
      }
    }
    mark_own_key();
    order_parts(table_);
    return std::move(table_);
  }

 private:
  /// An integer that is a key by itself would be made the rowid if it were made again: it is not to
  /// be taken for one.
  void mark_own_key() {
    const auto names = definition_->primary_key();
    if (names.size() != 1 || table_.without_rowid || definition_->rowid_column()) return;
    for (schema::Column& column : table_.columns) {
      const bool is_key = same_word(column.name, names.front());
      if (is_key && is_integer(column.type) && column.type.kind != TypeKind::integer)
        column.type = {.kind = TypeKind::verbatim, .name = spell(column.type)};
    }
  }

  schema::Column column(const ColumnDefinition& definition) const {
    schema::Column column{
        .name = definition.name,
        .type = read_type(definition.type),
        .nullable = !definition_->is_never_null(definition.name)};
    for (const Clause& clause : definition.clauses)
      read(clause, column);
    // Whatever is put into the rowid, it is a number in the end.
    const auto rowid = definition_->rowid_column();
    if (rowid && same_word(*rowid, column.name)) column.not_null_conflict = OnConflict::unspecified;
    return column;
  }

  /// Where there are several clauses of a kind, the last one counts.
  void read(const Clause& clause, schema::Column& column) const {
    if (clause.kind == ClauseKind::not_null) column.not_null_conflict = clause.on_conflict;
    if (clause.kind == ClauseKind::collate) column.collation = collation_of(clause.collation);
    if (clause.kind == ClauseKind::default_value)
      column.server_default = read_default(clause.expression);
    if (clause.kind == ClauseKind::generated)
      column.computed = schema::Computed{
          .expression = tidy(clause.expression, columns_), .storage = clause.storage};
  }

  void add_constraint(const Clause& clause, std::vector<std::string> columns) {
    for (std::string& column : columns)
      column = spelled(table_, column);
    switch (clause.kind) {
      case ClauseKind::primary_key: add_key(clause, std::move(columns)); return;
      case ClauseKind::unique:
        table_.constraints.emplace_back(schema::Unique{
            .name = clause.name, .columns = std::move(columns), .on_conflict = clause.on_conflict});
        return;
      case ClauseKind::references:
      case ClauseKind::foreign_key: add_foreign_key(clause, std::move(columns)); return;
      case ClauseKind::check:
        table_.constraints.emplace_back(
            schema::Check{.name = clause.name, .condition = tidy(clause.expression, columns_)});
        return;
      case ClauseKind::deferrable: defer_last(clause.deferral); return;
      case ClauseKind::name_only:
      case ClauseKind::not_null:
      case ClauseKind::null:
      case ClauseKind::default_value:
      case ClauseKind::collate:
      case ClauseKind::generated: return;
    }
  }

  void add_key(const Clause& clause, std::vector<std::string> columns) {
    const bool is_nullable = std::ranges::any_of(
        columns, [&](const std::string& one) { return !definition_->is_never_null(one); });
    table_.constraints.emplace_back(schema::PrimaryKey{
        .name = clause.name,
        .columns = std::move(columns),
        .on_conflict = clause.on_conflict,
        .nullable = is_nullable});
  }

  void add_foreign_key(const Clause& clause, std::vector<std::string> columns) {
    last_foreign_key_ = table_.constraints.size();
    table_.constraints.emplace_back(schema::ForeignKey{
        .name = clause.name,
        .columns = std::move(columns),
        .referred_table = {.name = clause.referred_table},
        .referred_columns = clause.referred_columns,
        .on_delete = clause.on_delete,
        .on_update = clause.on_update,
        .deferral = clause.deferral});
  }

  /// A DEFERRABLE by itself is about the last foreign key, of whatever column.
  void defer_last(Deferral deferral) {
    if (last_foreign_key_)
      std::get<schema::ForeignKey>(table_.constraints[*last_foreign_key_]).deferral = deferral;
  }

  const TableDefinition* definition_;
  LowerNames columns_{};
  schema::Table table_{};
  std::optional<std::size_t> last_foreign_key_{};
};

/// Where the parenthesis closes that opens at `open`.
std::size_t closing(const std::vector<Token>& tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::open_parenthesis) ++depth;
    if (tokens[i].kind == TokenKind::close_parenthesis && --depth == 0) return i;
  }
  return tokens.size();
}

/// Whether the tokens are one operand, so that what stands behind them is about the whole.
bool is_operand(const std::vector<Token>& tokens) {
  if (tokens.size() <= 1) return true;
  const bool is_call = tokens[0].kind != TokenKind::open_parenthesis;
  const std::size_t open = is_call ? 1 : 0;
  return tokens[open].kind == TokenKind::open_parenthesis &&
         closing(tokens, open) + 1 == tokens.size();
}

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::word && same_word(token.text, word);
}

/// Reads a CREATE INDEX.
class IndexReader final {
 public:
  IndexReader(std::string_view sql, const std::string& name, const schema::Table& table)
      : sql_(sql), tokens_(tokens_of(sql)), table_(&table) {
    index_.name = name;
    for (const schema::Column& column : table.columns)
      columns_.insert(support::to_lower(column.name));
  }

  schema::Index index() {
    index_.unique = tokens_.size() > 1 && is_word(tokens_[1], "unique");
    const auto open = std::ranges::find(tokens_, TokenKind::open_parenthesis, &Token::kind);
    const auto begin = static_cast<std::size_t>(open - tokens_.begin());
    const std::size_t end = closing(tokens_, begin);
    if (end >= tokens_.size()) throw not_understood();
    std::vector<Token> item;
    int depth = 0;
    for (std::size_t i = begin + 1; i <= end; ++i) {
      if (tokens_[i].kind == TokenKind::open_parenthesis) ++depth;
      if (tokens_[i].kind == TokenKind::close_parenthesis) --depth;
      const bool is_end = i == end || (depth == 0 && tokens_[i].text == ",");
      if (!is_end) item.push_back(tokens_[i]);
      if (!is_end) continue;
      add_item(std::move(item));
      item.clear();
    }
    if (end + 1 < tokens_.size() && is_word(tokens_[end + 1], "where"))
      index_.where = tidy(text_from(end + 2), columns_);
    return std::move(index_);
  }

 private:
  Error not_understood() const {
    return {
        ErrorCode::unsupported,
        fmt::format(
            "cannot read how index {} was made: {}",
            index_.name,
            support::shorten(support::printable(sql_), 60))};
  }

  std::string_view text_from(std::size_t token) const {
    if (token >= tokens_.size()) throw not_understood();
    return sql_.substr(static_cast<std::size_t>(tokens_[token].text.data() - sql_.data()));
  }

  static std::string_view text_of(const std::vector<Token>& tokens) {
    const char* const begin = tokens.front().text.data();
    const char* const end = tokens.back().text.data() + tokens.back().text.size();
    return {begin, static_cast<std::size_t>(end - begin)};
  }

  void add_item(std::vector<Token> tokens) {
    schema::IndexColumn column;
    const auto take_last = [&](std::string_view word) {
      if (tokens.size() < 2 || !is_word(tokens.back(), word)) return false;
      tokens.pop_back();
      return true;
    };
    if (take_last("desc"))
      column.order = Order::descending;
    else
      take_last("asc");
    while (strip_parentheses(tokens) || strip_collation(tokens, column.collation)) {
    }
    if (tokens.empty()) throw not_understood();
    name_or_expression(tokens, column);
    index_.columns.push_back(std::move(column));
  }

  static bool strip_parentheses(std::vector<Token>& tokens) {
    const bool is_enclosed = tokens.size() > 2 &&
                             tokens.front().kind == TokenKind::open_parenthesis &&
                             closing(tokens, 0) + 1 == tokens.size();
    if (!is_enclosed) return false;
    tokens.pop_back();
    tokens.erase(tokens.begin());
    return true;
  }

  /// The outermost COLLATE counts.
  static bool strip_collation(std::vector<Token>& tokens, std::string& collation) {
    if (tokens.size() < 3 || !is_word(tokens[tokens.size() - 2], "collate")) return false;
    const std::vector<Token> rest(tokens.begin(), tokens.end() - 2);
    if (!is_operand(rest) && !is_collated(rest)) return false;
    if (collation.empty()) collation = unquoted(tokens.back().text);
    tokens = rest;
    return true;
  }

  static bool is_collated(const std::vector<Token>& tokens) {
    return tokens.size() > 2 && is_word(tokens[tokens.size() - 2], "collate") &&
           is_operand({tokens.begin(), tokens.end() - 2});
  }

  void name_or_expression(const std::vector<Token>& tokens, schema::IndexColumn& column) const {
    const bool is_name = tokens.size() == 1 && tokens.front().kind != TokenKind::number &&
                         columns_.contains(support::to_lower(unquoted(tokens.front().text)));
    if (is_name)
      column.name = spelled(*table_, unquoted(tokens.front().text));
    else
      column.expression = tidy(text_of(tokens), columns_);
  }

  std::string_view sql_;
  std::vector<Token> tokens_;
  const schema::Table* table_;
  LowerNames columns_{};
  schema::Index index_{};
};

bool is_before(const schema::Constraint& a, const schema::Constraint& b) {
  if (a.index() != b.index()) return a.index() < b.index();
  if (schema::name(a) != schema::name(b)) return schema::name(a) < schema::name(b);
  return ansi::constraint_text(a) < ansi::constraint_text(b);
}

}  // namespace

schema::Table read_table(const TableDefinition& definition, const std::string& name) {
  return TableReader(definition, name).table();
}

schema::Index read_index(
    std::string_view sql, const std::string& name, const schema::Table& table) {
  return IndexReader(sql, name, table).index();
}

void order_parts(schema::Table& table) {
  std::ranges::stable_sort(table.constraints, is_before);
  const auto is_repeated = [](const auto& a, const auto& b) {
    return schema::name(a).empty() && a == b;
  };
  const auto rest = std::unique(table.constraints.begin(), table.constraints.end(), is_repeated);
  table.constraints.erase(rest, table.constraints.end());
  std::ranges::sort(table.indexes, {}, &schema::Index::name);
}

}  // namespace migrate::dialect::sqlite
