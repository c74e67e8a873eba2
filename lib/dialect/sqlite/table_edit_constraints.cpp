#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/clauses.hpp"
#include "dialect/sqlite/expression.hpp"
#include "dialect/sqlite/reading.hpp"
#include "dialect/sqlite/table_edit.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using operations::AddConstraint;
using operations::DropConstraint;
using operations::RenameConstraint;
using sql::quote_identifier;
using sql::same_word;

/// The columns of an index that is a key: unique, and of all rows.
std::vector<std::string> key_of(std::string_view sql) {
  const auto tokens = tokens_of(sql);
  const bool is_unique = tokens.size() > 1 && same_word(tokens[1].text, "unique");
  const bool is_partial = mentions_column(index_tail(sql), "where");
  if (!is_unique || is_partial) return {};
  const auto keys =
      parse_table_definition(fmt::format("CREATE TABLE a (UNIQUE {})", index_tail(sql)));
  return keys.elements.front().constraint.columns;
}

/// Every set of columns that a foreign key can refer to.
std::vector<std::vector<std::string>> keys_of(
    const TableDefinition& table, const std::vector<std::string>& indexes) {
  std::vector<std::vector<std::string>> result;
  const auto add = [&](const Clause& clause, std::vector<std::string> columns) {
    if (clause.kind == ClauseKind::primary_key || clause.kind == ClauseKind::unique)
      result.push_back(std::move(columns));
  };
  for (const Element& element : table.elements) {
    if (!element.column) add(element.constraint, element.constraint.columns);
    if (!element.column) continue;
    for (const Clause& clause : element.column->clauses)
      add(clause, {element.column->name});
  }
  std::ranges::transform(indexes, std::back_inserter(result), key_of);
  return result;
}

std::vector<std::string> texts_of(const std::vector<Object>& indexes) {
  std::vector<std::string> result;
  std::ranges::transform(indexes, std::back_inserter(result), &Object::sql);
  return result;
}

bool has_key(
    const TableDefinition& table,
    const std::vector<std::string>& indexes,
    std::vector<std::string> columns) {
  if (columns.empty()) columns = table.primary_key();
  if (columns.empty()) return false;
  return std::ranges::any_of(keys_of(table, indexes), [&](const std::vector<std::string>& key) {
    return same_names(key, columns);
  });
}

/// How much alike a clause and the description of a constraint must be.
enum class Likeness { exact, roughly };

/// Whether a clause is the constraint that was described.
struct IsThis {
  const Clause& clause;
  const std::vector<std::string>& columns;  // of the clause
  const LowerNames& table_columns;
  Likeness likeness;

  bool operator()(const schema::PrimaryKey& key) const {
    return clause.kind == ClauseKind::primary_key && (is_rough() || is_same_key(key));
  }
  bool operator()(const schema::Unique& unique) const {
    return clause.kind == ClauseKind::unique && same_names(columns, unique.columns) &&
           (is_rough() || is_same_key(unique));
  }
  bool operator()(const schema::ForeignKey& key) const {
    const bool is_key =
        clause.kind == ClauseKind::foreign_key || clause.kind == ClauseKind::references;
    if (!is_key || !same_names(columns, key.columns)) return false;
    if (!same_word(clause.referred_table, key.referred_table.name)) return false;
    return is_rough() || is_same_reference(key);
  }
  bool operator()(const schema::Check& check) const {
    return clause.kind == ClauseKind::check &&
           canonical(clause.expression, table_columns) == canonical(check.condition, table_columns);
  }
  bool operator()(const schema::Exclude& /*exclude*/) const { return false; }

  bool is_rough() const { return likeness == Likeness::roughly; }

  static bool are_same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::ranges::equal(a, b, same_word);
  }
  template <typename Key>
  bool is_same_key(const Key& key) const {
    return are_same(columns, key.columns) && clause.on_conflict == key.on_conflict;
  }
  bool is_same_reference(const schema::ForeignKey& key) const {
    // Without columns it is about the primary key, which the other may name.
    const bool is_same_target = clause.referred_columns.empty() || key.referred_columns.empty() ||
                                are_same(clause.referred_columns, key.referred_columns);
    return are_same(columns, key.columns) && is_same_target && clause.on_delete == key.on_delete &&
           clause.on_update == key.on_update;
  }
};

/// Takes the first clause away for which it holds; false when there is none.
template <typename Predicate>
bool erase_first(TableDefinition& table, Predicate goes) {
  bool is_done = false;
  const auto goes_first = [&](const Clause& clause, const std::vector<std::string>& columns) {
    if (is_done || clause.kind == ClauseKind::name_only || !goes(clause, columns)) return false;
    is_done = true;
    return true;
  };
  for (Element& element : table.elements) {
    if (!element.column) continue;
    erase_clauses(*element.column, [&](const Clause& clause) {
      return goes_first(clause, {element.column->name});
    });
  }
  std::erase_if(table.elements, [&](const Element& element) {
    return !element.column && goes_first(element.constraint, element.constraint.columns);
  });
  return is_done;
}

/// A name tells it from all others; a constraint without one is found by what it is.
bool drop_clause(TableDefinition& table, const DropConstraint& drop) {
  const bool is_named = erase_first(table, [&](const Clause& clause, const auto& /*columns*/) {
    return !drop.name.empty() && same_word(clause.name, drop.name);
  });
  if (is_named || !drop.existing) return is_named;
  LowerNames names;
  for (const Element& element : table.elements) {
    if (element.column) names.insert(support::to_lower(element.column->name));
  }
  const auto erase_like = [&](Likeness likeness) {
    return erase_first(table, [&](const Clause& clause, const auto& columns) {
      return clause.name.empty() &&
             std::visit(IsThis{clause, columns, names, likeness}, *drop.existing);
    });
  };
  return erase_like(Likeness::exact) || erase_like(Likeness::roughly);
}

}  // namespace

void TableEdit::apply(const AddConstraint& add) {
  const std::string text = constraint_text(add.constraint, before_.schema);
  const auto* const key = std::get_if<schema::PrimaryKey>(&add.constraint);
  if (key != nullptr) {
    add_primary_key(*key);
    ColumnDefinition& column = this->column(key->columns.front());
    const bool is_descending = is_nullable_integer_key(*key, read_type(column.type)) &&
                               !after_.without_rowid && !after_.strict;
    if (is_descending) {
      set_clause(column, descending_key_text(*key));
      return;
    }
  }
  after_.add_constraint(text);
}

void TableEdit::add_primary_key(const schema::PrimaryKey& key) {
  if (!after_.primary_key().empty())
    throw Error(
        ErrorCode::unit_error,
        fmt::format("table {} has a primary key already", before_.name),
        "drop it first: op.drop_constraint(...)");
  for (const std::string& name : key.columns) {
    ColumnDefinition& column = this->column(name);
    if (key.nullable) continue;
    if (becomes_rowid(key, column)) column.type = "integer";
    const bool is_rowid = key.columns.size() == 1 && !after_.without_rowid &&
                          same_word(unquoted(column.type), "integer");
    require_values(column);
    if (is_rowid || has_clause(column, ClauseKind::not_null)) continue;
    erase_clause(column, ClauseKind::null);
    set_clause(column, "NOT NULL");
  }
}

/// Whether a column whose type nobody has spoken of is to be the rowid under another name, as the
/// key of a new table would be.
bool TableEdit::becomes_rowid(const schema::PrimaryKey& key, const ColumnDefinition& column) const {
  const bool is_alone = key.columns.size() == 1 && !after_.without_rowid;
  const bool was_key = same_names(before_.definition.primary_key(), {column.name});
  const bool is_said = types_.contains(support::to_lower(column.name));
  return is_alone && !was_key && !is_said && is_integer(read_type(column.type));
}

void TableEdit::apply(const DropConstraint& drop) {
  if (drop_clause(after_, drop)) return;
  TableDefinition before = before_.definition;
  const bool is_gone = drop_clause(before, drop);  // with a column
  if (is_gone || drop.if_exists) return;
  throw Error(
      ErrorCode::unit_error,
      fmt::format(
          "table {} has no {}",
          before_.name,
          drop.name.empty() && drop.existing
              ? fmt::format("such {}", schema::kind_name(*drop.existing))
              : "constraint " + drop.name),
      "one that was made without a name is found by what it is: "
      "op.drop_constraint(Unique{.columns = {...}}, ...)");
}

void TableEdit::apply(const RenameConstraint& rename) {
  const auto try_rename = [&](Clause& clause) {
    if (clause.kind == ClauseKind::name_only || !same_word(clause.name, rename.name)) return false;
    clause.name = rename.new_name;
    clause.name_text = fmt::format("CONSTRAINT {} ", quote_identifier(rename.new_name));
    return true;
  };
  for (Element& element : after_.elements) {
    if (!element.column && try_rename(element.constraint)) return;
    if (element.column && std::ranges::any_of(element.column->clauses, try_rename)) return;
  }
  throw Error(
      ErrorCode::unit_error,
      fmt::format("table {} has no constraint {}", before_.name, rename.name));
}

void TableEdit::check_referrers() const {
  auto indexes = texts_of(indexes_);
  std::ranges::copy(new_indexes_, std::back_inserter(indexes));
  for (const Referrer& one : referrers(*connection_, before_.schema, before_.name)) {
    const bool was_sound =
        has_key(before_.definition, texts_of(before_.indexes), one.referred_columns);
    if (!was_sound || has_key(after_, indexes, one.referred_columns)) continue;
    const auto columns =
        one.referred_columns.empty() ? before_.definition.primary_key() : one.referred_columns;
    throw is_used(
        fmt::format("the key {} of table {}", ansi::in_parentheses(columns), before_.name),
        {"the foreign key of " + one.table});
  }
}

}  // namespace migrate::dialect::sqlite
