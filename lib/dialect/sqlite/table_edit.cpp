#include "dialect/sqlite/table_edit.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using operations::AddColumn;
using operations::AddConstraint;
using operations::AlterColumn;
using operations::CreateIndex;
using operations::DropColumn;
using operations::DropConstraint;
using operations::DropIndex;
using operations::RenameConstraint;
using sql::quote_identifier;
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

/// What stands behind the table in CREATE INDEX.
std::string_view index_tail(std::string_view sql) {
  for (const sql::Token& token : tokens_of(sql)) {
    if (token.kind == sql::TokenKind::open_parenthesis)
      return sql.substr(static_cast<std::size_t>(token.text.data() - sql.data()));
  }
  return {};
}

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

std::vector<Clause>::iterator find_clause(ColumnDefinition& column, ClauseKind kind) {
  return std::ranges::find(column.clauses, kind, &Clause::kind);
}

void erase_clause(ColumnDefinition& column, ClauseKind kind) {
  std::erase_if(column.clauses, [&](const Clause& clause) { return clause.kind == kind; });
}

bool has_clause(ColumnDefinition& column, ClauseKind kind) {
  return find_clause(column, kind) != column.clauses.end();
}

/// Puts the clause in the place of the one of its kind, or behind the others.
void set_clause(ColumnDefinition& column, std::string_view text) {
  Clause clause = parse_clauses(text).front();
  const auto old = find_clause(column, clause.kind);
  if (old == column.clauses.end()) {
    clause.lead = " ";
    column.clauses.push_back(std::move(clause));
  } else {
    clause.lead = old->lead;
    clause.name = old->name;
    clause.name_text = old->name_text;
    *old = std::move(clause);
  }
}

/// Words that are the same but for blanks, comments and case.
bool same_expression(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      tokens_of(a), tokens_of(b), same_word, &sql::Token::text, &sql::Token::text);
}

/// Whether a constraint without a name is the one that was described.
struct IsThis {
  const Clause& clause;
  const std::vector<std::string>& columns;

  bool operator()(const schema::PrimaryKey& /*key*/) const {
    return clause.kind == ClauseKind::primary_key;
  }
  bool operator()(const schema::Unique& unique) const {
    return clause.kind == ClauseKind::unique && same_names(columns, unique.columns);
  }
  bool operator()(const schema::ForeignKey& key) const {
    const bool is_key =
        clause.kind == ClauseKind::foreign_key || clause.kind == ClauseKind::references;
    return is_key && same_names(columns, key.columns) &&
           same_word(clause.referred_table, key.referred_table.name);
  }
  bool operator()(const schema::Check& check) const {
    return clause.kind == ClauseKind::check && same_expression(clause.expression, check.condition);
  }
  bool operator()(const schema::Exclude& /*exclude*/) const { return false; }
};

/// Takes the clauses away for which it holds, and the DEFERRABLE of a reference that goes.
template <typename Predicate>
bool erase_clauses(ColumnDefinition& column, Predicate goes) {
  bool is_reference_gone = false;
  const auto count = std::erase_if(column.clauses, [&](const Clause& clause) {
    if (!goes(clause)) return false;
    is_reference_gone = is_reference_gone || clause.kind == ClauseKind::references;
    return true;
  });
  if (is_reference_gone) erase_clause(column, ClauseKind::deferrable);
  return count > 0;
}

bool is_number_type(std::string_view type) {
  const Affinity affinity = affinity_of(type);
  const std::string lower = support::to_lower(type);
  return affinity == Affinity::integer || affinity == Affinity::real ||
         lower.starts_with("numeric") || lower.starts_with("decimal");
}

Error is_used(const std::string& what, const std::vector<std::string>& users) {
  return {
      ErrorCode::unit_error,
      fmt::format("{} is used by {}", what, fmt::join(users, ", ")),
      "drop what uses it first, and create it again behind the change"};
}

}  // namespace

TableEdit::TableEdit(const Dialect& dialect, db::Connection& connection, const schema::Name& name)
    : dialect_(&dialect),
      connection_(&connection),
      before_(live_table(connection, name)),
      after_(before_.definition),
      indexes_(before_.indexes) {}

bool TableEdit::is_unchanged() const {
  return after_ == before_.definition && sources_.empty() && indexes_ == before_.indexes;
}

std::string TableEdit::source_of(const std::string& name) const {
  if (is_new(name)) return {};
  const auto source = sources_.find(support::to_lower(name));
  return source == sources_.end() ? quote_identifier(name) : source->second;
}

bool TableEdit::is_new(std::string_view name) const {
  return contains(new_columns_, name);
}

ColumnDefinition& TableEdit::column(std::string_view name) {
  if (ColumnDefinition* const found = after_.find_column(name)) return *found;
  throw Error(ErrorCode::unit_error, fmt::format("table {} has no column {}", before_.name, name));
}

Typing TableEdit::typing() const {
  return after_.strict ? Typing::strict : Typing::flexible;
}

void TableEdit::apply(const operations::SetTableComment& /*set*/) {}

void TableEdit::apply(const operations::SetTableOptions& set) {
  throw Error(
      ErrorCode::unsupported,
      fmt::format("the options of table {} cannot be changed", describe(set.table)));
}

void TableEdit::apply(const AddColumn& add) {
  if (after_.find_column(add.column.name) != nullptr) {
    if (add.if_not_exists) return;
    throw Error(
        ErrorCode::unit_error,
        fmt::format("table {} has a column {} already", before_.name, add.column.name));
  }
  const bool is_key = std::ranges::any_of(add.constraints, [](const schema::Constraint& one) {
    return std::holds_alternative<schema::PrimaryKey>(one);
  });
  if (is_key && !after_.primary_key().empty())
    throw Error(
        ErrorCode::unit_error, fmt::format("table {} has a primary key already", before_.name));
  schema::Column column = add.column;
  const bool is_rowid =
      is_key && !after_.without_rowid && (is_integer(column.type) || column.identity);
  if (is_rowid) {
    column.type = {.kind = TypeKind::integer};
    column.identity.reset();
  }
  std::string text = column_text(*dialect_, column, typing());
  for (const schema::Constraint& constraint : add.constraints)
    text += " " + inline_constraint_text(constraint, before_.schema);
  after_.add_column(text);
  new_columns_.push_back(column.name);
  for (const schema::Index& index : add.indexes)
    apply(CreateIndex{.table = add.table, .index = index});
}

void TableEdit::apply(const DropColumn& drop) {
  if (after_.find_column(drop.name) == nullptr && drop.if_exists) return;
  const std::string name = column(drop.name).name;
  const auto users = users_of_column(*connection_, before_, name);
  if (!users.empty()) throw is_used(fmt::format("column {}.{}", before_.name, name), users);
  if (after_.without_rowid && contains(after_.primary_key(), name)) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format(
            "column {}.{} is in the primary key of a WITHOUT ROWID table", before_.name, name),
        "such a table cannot be without one: create another table");
  }
  drop_parts_with(name);
  std::erase_if(after_.elements, [&](const Element& element) {
    return element.column && same_word(element.column->name, name);
  });
  std::erase_if(new_columns_, [&](const std::string& one) { return same_word(one, name); });
  sources_.erase(support::to_lower(name));
  const bool has_column = std::ranges::any_of(
      after_.elements, [](const Element& element) { return element.column.has_value(); });
  if (!has_column)
    throw Error(
        ErrorCode::unit_error,
        fmt::format("column {} is the last one of table {}", name, before_.name),
        "a table needs one: drop the table");
}

void TableEdit::drop_parts_with(const std::string& name) {
  const auto involves = [&](const Clause& clause) {
    const bool refers =
        same_word(clause.referred_table, before_.name) && contains(clause.referred_columns, name);
    const bool checks =
        clause.kind == ClauseKind::check && mentions_column(clause.expression, name);
    return refers || checks || contains(clause.columns, name);
  };
  for (Element& element : after_.elements) {
    if (!element.column || same_word(element.column->name, name)) continue;
    const auto generated = find_clause(*element.column, ClauseKind::generated);
    if (generated != element.column->clauses.end() && mentions_column(generated->expression, name))
      throw is_used(
          fmt::format("column {}.{}", before_.name, name),
          {"the generated column " + element.column->name});
    erase_clauses(*element.column, involves);
  }
  std::erase_if(after_.elements, [&](const Element& element) {
    return !element.column && involves(element.constraint);
  });
  std::erase_if(
      indexes_, [&](const Object& index) { return mentions_column(index_tail(index.sql), name); });
  std::erase_if(new_indexes_, [&](const std::string& index) {
    return mentions_column(index_tail(index), name);
  });
}

void TableEdit::apply(const AlterColumn& alter) {
  ColumnDefinition& column = this->column(alter.name);
  const operations::ColumnAspects& change = alter.change;
  if (change.type) set_type(column, alter);
  if (!change.type && !alter.using_expression.empty())
    sources_[support::to_lower(column.name)] = alter.using_expression;
  if (change.collation && change.collation->empty()) erase_clause(column, ClauseKind::collate);
  if (change.collation && !change.collation->empty())
    set_clause(column, "COLLATE " + quote_identifier(*change.collation));
  if (change.nullable) set_nullable(column, *change.nullable);
  if (change.server_default) set_default(column, *change.server_default);
  if (change.identity) set_identity(column, *change.identity);
  if (alter.drop_computed) erase_clause(column, ClauseKind::generated);
  if (change.computed) set_clause(column, computed_text(*change.computed));
}

void TableEdit::set_default(ColumnDefinition& column, const schema::Value& value) {
  const std::string text = default_text(value);
  if (text.empty())
    erase_clause(column, ClauseKind::default_value);
  else
    set_clause(column, "DEFAULT " + text);
}

void TableEdit::set_identity(ColumnDefinition& column, const schema::Identity& identity) {
  if (same_word(after_.rowid_column().value_or(""), column.name)) return;
  const bool is_key = same_names(after_.primary_key(), {column.name}) && !after_.without_rowid;
  const schema::Column numbered{.name = column.name, .identity = identity};
  if (!is_key) column_text(*dialect_, numbered, typing());  // says why not
  require_values(column);
  column.type = "integer";
}

void TableEdit::set_type(ColumnDefinition& column, const AlterColumn& alter) {
  const bool is_rowid = same_word(after_.rowid_column().value_or(""), column.name);
  const bool is_key = same_names(after_.primary_key(), {column.name}) && !after_.without_rowid;
  const std::string old = column.type;
  if (is_key && is_integer(*alter.change.type)) {
    if (!is_rowid) require_values(column);  // the rowid would number rows without one
    if (!is_rowid) column.type = "integer";
  } else {
    column.type = type_text(*alter.change.type, typing());
  }
  if (column.type_lead.empty()) column.type_lead = " ";
  if (after_.has_autoincrement() && is_rowid && !after_.rowid_column()) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format(
            "column {}.{} has AUTOINCREMENT, which needs an integer", before_.name, column.name),
        "drop its primary key first");
  }
  if (!alter.using_expression.empty()) {
    sources_[support::to_lower(column.name)] = alter.using_expression;
    return;
  }
  const bool can_fail = !is_number_type(old) && is_number_type(column.type);
  if (!can_fail || is_new(column.name) || has_clause(column, ClauseKind::generated)) return;
  checks_of_copy_.push_back(
      {.sql = fmt::format(
           "SELECT 1 FROM {{table}} WHERE typeof({}) IN ('text', 'blob') LIMIT 1",
           quote_identifier(column.name)),
       .refusal = fmt::format(
           "column {}.{} has values that are no numbers: say what becomes of them with "
           "`using_expression`",
           before_.name,
           column.name)});
}

void TableEdit::set_nullable(ColumnDefinition& column, bool nullable) {
  erase_clause(column, ClauseKind::null);
  if (nullable) {
    erase_clause(column, ClauseKind::not_null);
    return;
  }
  if (has_clause(column, ClauseKind::not_null)) return;
  set_clause(column, "NOT NULL");
  require_values(column);
}

void TableEdit::require_values(const ColumnDefinition& column) {
  if (is_new(column.name) || sources_.contains(support::to_lower(column.name))) return;
  checks_before_.push_back(
      {.sql = fmt::format(
           "SELECT 1 FROM {} WHERE {} IS NULL LIMIT 1",
           sql::qualified_name(before_.schema_prefix, before_.name),
           quote_identifier(column.name)),
       .refusal = fmt::format("column {}.{} has rows without a value", before_.name, column.name)});
}

void TableEdit::apply(const CreateIndex& create) {
  const bool is_there =
      find_object(*connection_, "index", {.schema = before_.schema, .name = create.index.name})
          .has_value();
  if (is_there && create.if_not_exists) return;
  CreateIndex placed = create;
  placed.table.schema = before_.schema_prefix;
  new_indexes_.push_back(create_index_statement(placed));
}

void TableEdit::apply(const DropIndex& drop) {
  const auto old = std::erase_if(
      indexes_, [&](const Object& index) { return same_word(index.name, drop.name); });
  const auto added = std::erase_if(new_indexes_, [&](const std::string& sql) {
    const auto tokens = tokens_of(sql);
    return std::ranges::any_of(tokens, [&](const sql::Token& token) {
      return same_word(unquoted(token.text), drop.name) &&
             token.text.data() < index_tail(sql).data();
    });
  });
  if (old + added > 0 || drop.if_exists) return;
  throw Error(
      ErrorCode::unit_error, fmt::format("table {} has no index {}", before_.name, drop.name));
}

void TableEdit::apply(const AddConstraint& add) {
  const std::string text = constraint_text(add.constraint, before_.schema);
  if (const auto* const key = std::get_if<schema::PrimaryKey>(&add.constraint))
    add_primary_key(*key);
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
    const bool is_rowid = key.columns.size() == 1 &&
                          affinity_of(column.type) == Affinity::integer && !after_.without_rowid;
    require_values(column);
    if (is_rowid && !same_word(unquoted(column.type), "integer")) column.type = "integer";
    if (!is_rowid && !has_clause(column, ClauseKind::not_null)) {
      erase_clause(column, ClauseKind::null);
      set_clause(column, "NOT NULL");
    }
  }
}

void TableEdit::apply(const DropConstraint& drop) {
  const auto key = after_.primary_key();
  const auto rowid = after_.rowid_column();
  // A name tells it from all others; a constraint without one is found by what it is.
  if (!drop_clause(drop.name, drop) && !drop_clause({}, drop)) {
    if (drop.if_exists) return;
    throw Error(
        ErrorCode::unit_error,
        fmt::format("table {} has no constraint {}", before_.name, drop.name),
        "one that was made without a name is found by what it is: "
        "op.drop_constraint(Unique{.columns = {...}}, ...)");
  }
  if (key.empty() || !after_.primary_key().empty()) return;
  if (after_.without_rowid)
    throw Error(
        ErrorCode::unit_error,
        fmt::format("table {} is WITHOUT ROWID, and such a table has a primary key", before_.name),
        "change it together with the new key: op.batch_alter_table(...)");
  // The rowid is never null, and an ordinary column is to go on like that.
  if (rowid && !has_clause(column(*rowid), ClauseKind::not_null))
    set_clause(column(*rowid), "NOT NULL");
}

bool TableEdit::drop_clause(std::string_view name, const DropConstraint& drop) {
  bool is_done = false;
  const auto goes = [&](const Clause& clause, const std::vector<std::string>& columns) {
    const bool is_named = !name.empty() && same_word(clause.name, name);
    const bool is_it = clause.kind != ClauseKind::name_only && !is_done &&
                       (is_named || (name.empty() && clause.name.empty() && drop.existing &&
                                     std::visit(IsThis{clause, columns}, *drop.existing)));
    is_done = is_done || is_it;
    return is_it;
  };
  for (Element& element : after_.elements) {
    if (!element.column) continue;
    erase_clauses(*element.column, [&](const Clause& clause) {
      return goes(clause, {element.column->name});
    });
  }
  std::erase_if(after_.elements, [&](const Element& element) {
    return !element.column && goes(element.constraint, element.constraint.columns);
  });
  return is_done;
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
