#include "dialect/sqlite/alter_table.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/object_ddl.hpp"
#include "dialect/sqlite/rebuild.hpp"
#include "dialect/sqlite/table_edit.hpp"
#include "operations/describe.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::sqlite {
namespace {

using ansi::quoted;
using operations::AddColumn;
using operations::AddConstraint;
using operations::AlterColumn;
using operations::BatchAlterTable;
using operations::CreateIndex;
using operations::DropColumn;
using operations::DropConstraint;
using operations::DropIndex;
using operations::RenameColumn;
using operations::SetTableComment;
using operations::SetTableOptions;
using operations::TableChange;
using sql::quote_identifier;

using Statements = std::vector<CompiledStatement>;

std::string rename_text(const RenameColumn& rename) {
  return fmt::format(
      "ALTER TABLE {} RENAME COLUMN {} TO {}",
      quoted(rename.table),
      quote_identifier(rename.name),
      quote_identifier(rename.new_name));
}

/// Changes that go into one rebuild, and the columns that are renamed when it is done.
struct Segment {
  std::vector<TableChange> changes{};
  std::vector<RenameColumn> renames{};
};

/// SQL with the names of all columns that a change names.
struct WordsOf {
  std::string constraints(const std::vector<schema::Constraint>& all) const {
    std::string text;
    for (const schema::Constraint& one : all)
      text += " " + ansi::constraint_text(one);
    return text;
  }
  std::string operator()(const SetTableComment& /*set*/) const { return {}; }
  std::string operator()(const SetTableOptions& /*set*/) const { return {}; }
  std::string operator()(const AddColumn& add) const {
    std::string text = quote_identifier(add.column.name) + constraints(add.constraints);
    if (add.column.computed) text += " " + add.column.computed->expression;
    return text;
  }
  std::string operator()(const DropColumn& drop) const { return quote_identifier(drop.name); }
  std::string operator()(const AlterColumn& alter) const {
    std::string text = quote_identifier(alter.name) + " " + alter.using_expression;
    if (alter.change.computed) text += " " + alter.change.computed->expression;
    return text;
  }
  std::string operator()(const RenameColumn& rename) const {
    return ansi::joined({rename.name, rename.new_name});
  }
  std::string operator()(const CreateIndex& create) const { return ansi::index_text(create.index); }
  std::string operator()(const DropIndex& /*drop*/) const { return {}; }
  std::string operator()(const AddConstraint& add) const { return constraints({add.constraint}); }
  std::string operator()(const DropConstraint& drop) const {
    return drop.existing ? constraints({*drop.existing}) : std::string{};
  }
};

bool has_more_than_a_name(const AlterColumn& alter) {
  AlterColumn rest = alter;
  rest.new_name.clear();
  rest.existing = {};
  rest.existing_using.clear();
  return rest != AlterColumn{.table = alter.table, .name = alter.name};
}

/// The changes in runs that can share a rebuild: a rename ends one only when a later change names
/// the column, by its old name or its new one.
class Segments final {
 public:
  void add(const TableChange& change) { std::visit(*this, change); }

  const std::vector<Segment>& all() const { return segments_; }

  template <typename Change>
  void operator()(const Change& change) {
    begin_for(change).changes.emplace_back(change);
  }
  void operator()(const RenameColumn& rename) { begin_for(rename).renames.push_back(rename); }
  void operator()(const AlterColumn& alter) {
    const bool is_rename = !alter.new_name.empty() && alter.new_name != alter.name;
    Segment& segment = begin_for(alter);
    if (has_more_than_a_name(alter)) {
      AlterColumn rest = alter;
      rest.new_name.clear();
      segment.changes.emplace_back(std::move(rest));
    }
    if (is_rename) {
      (*this)(RenameColumn{.table = alter.table, .name = alter.name, .new_name = alter.new_name});
    }
  }

 private:
  Segment& begin_for(const TableChange& change) {
    const std::string words = std::visit(WordsOf{}, change);
    const bool is_renamed =
        std::ranges::any_of(segments_.back().renames, [&](const RenameColumn& one) {
          return mentions(words, one.name) || mentions(words, one.new_name);
        });
    if (is_renamed) segments_.emplace_back();
    return segments_.back();
  }

  std::vector<Segment> segments_{Segment{}};
};

/// Whether ADD COLUMN takes it when the table has rows (ALTER TABLE, section 4).
bool can_add(const AddColumn& add) {
  const schema::Column& column = add.column;
  const bool has_default = column.server_default && !default_text(*column.server_default).empty();
  const bool is_stored = column.computed && column.computed->storage == Storage::stored;
  if (column.identity || is_stored) return false;
  if (has_default && !is_constant(*column.server_default)) return false;
  if (!column.nullable && !has_default && !column.computed) return false;
  return std::ranges::all_of(add.constraints, [&](const schema::Constraint& one) {
    if (std::holds_alternative<schema::ForeignKey>(one)) return !has_default;
    return std::holds_alternative<schema::Check>(one);
  });
}

/// Whether nothing but the column itself goes, and nothing that DROP COLUMN refuses.
bool can_drop(const TableEdit& edit, const DropColumn& drop) {
  const TableDefinition& before = edit.before().definition;
  const ColumnDefinition* const column = before.find_column(drop.name);
  if (column == nullptr || edit.kept_indexes() != edit.before().indexes) return false;
  const bool is_bound = std::ranges::any_of(column->clauses, [](const Clause& clause) {
    return clause.kind == ClauseKind::primary_key || clause.kind == ClauseKind::unique ||
           clause.kind == ClauseKind::references;
  });
  TableDefinition rest = before;
  std::erase_if(rest.elements, [&](const Element& element) {
    return element.column && sql::same_word(element.column->name, drop.name);
  });
  return !is_bound && rest == edit.after();
}

/// The statements that SQLite has for a change; nothing when there is none.
struct Native {
  const Dialect& dialect;
  db::Connection& connection;
  const TableEdit& edit;
  bool is_alone;

  using Result = std::optional<std::vector<std::string>>;

  Result operator()(const SetTableComment& /*set*/) const { return std::vector<std::string>{}; }
  Result operator()(const AddColumn& add) const {
    if (!edit.is_new(add.column.name)) return std::vector<std::string>{};
    if (!can_add(add)) return std::nullopt;
    const Typing typing = edit.after().strict ? Typing::strict : Typing::flexible;
    std::string text = column_text(dialect, add.column, typing);
    for (const schema::Constraint& constraint : add.constraints)
      text += " " + inline_constraint_text(constraint, edit.before().schema);
    std::vector<std::string> result{
        fmt::format("ALTER TABLE {} ADD COLUMN {}", quoted(add.table), text)};
    for (const schema::Index& index : add.indexes)
      result.push_back(create_index_statement({.table = add.table, .index = index}));
    return result;
  }
  Result operator()(const DropColumn& drop) const {
    const bool is_there = edit.before().definition.find_column(drop.name) != nullptr;
    if (!is_there) return std::vector<std::string>{};
    if (!is_alone || !can_drop(edit, drop)) return std::nullopt;
    if (has_broken_view(connection, edit.before().schema)) return std::nullopt;
    return std::vector<std::string>{fmt::format(
        "ALTER TABLE {} DROP COLUMN {}", quoted(drop.table), quote_identifier(drop.name))};
  }
  Result operator()(const CreateIndex& create) const {
    return std::vector<std::string>{create_index_statement(create)};
  }
  Result operator()(const DropIndex& drop) const {
    return std::vector<std::string>{fmt::format(
        "DROP INDEX {}{}",
        drop.if_exists ? "IF EXISTS " : "",
        sql::qualified_name(drop.table.schema, drop.name))};
  }
  Result operator()(const AlterColumn& alter) const {
    AlterColumn rest = alter;
    rest.change.comment.reset();
    if (!has_more_than_a_name(rest)) return std::vector<std::string>{};
    return unless_changed();
  }
  Result operator()(const RenameColumn& rename) const {
    return std::vector<std::string>{rename_text(rename)};
  }
  Result operator()(const SetTableOptions& /*set*/) const { return unless_changed(); }
  Result operator()(const AddConstraint& /*add*/) const { return std::nullopt; }
  Result operator()(const DropConstraint& /*drop*/) const { return unless_changed(); }

  Result unless_changed() const {
    if (!edit.is_unchanged()) return std::nullopt;
    return std::vector<std::string>{};
  }
};

struct Apply {
  TableEdit& edit;

  template <typename Change>
  void operator()(const Change& change) const {
    edit.apply(change);
  }
  void operator()(const RenameColumn& /*rename*/) const {}  // a statement of its own
};

/// The statements that SQLite has for all of them; nothing when one has none.
std::optional<Statements> native_statements(
    const Dialect& dialect,
    db::Connection& connection,
    const TableEdit& edit,
    const std::vector<TableChange>& changes) {
  const bool is_alone = changes.size() == 1;
  Statements result;
  for (const TableChange& change : changes) {
    auto texts = std::visit(Native{dialect, connection, edit, is_alone}, change);
    if (!texts) return std::nullopt;
    for (std::string& sql : *texts)
      result.push_back({.sql = std::move(sql)});
  }
  return result;
}

Error needs_rebuild(const BatchAlterTable& batch) {
  return {
      ErrorCode::unsupported,
      fmt::format(
          "SQLite must rebuild the table, and `recreate` is never: {}",
          operations::describe(batch)),
      "leave `.recreate` out, or change the table in another way"};
}

/// Compiles the segments one after the other. All but the first see what those before will have
/// done, in a database in memory.
class Batch final {
 public:
  Batch(const Dialect& dialect, const BatchAlterTable& batch, db::Connection& connection)
      : dialect_(&dialect), batch_(&batch), rows_(&connection), schema_(&connection) {}

  Statements statements() {
    // What a column becomes depends on what the table is.
    auto changes = batch_->changes;
    std::stable_partition(changes.begin(), changes.end(), [](const TableChange& change) {
      return std::holds_alternative<SetTableOptions>(change);
    });
    Segments segments;
    for (const TableChange& change : changes)
      segments.add(change);
    Statements result;
    for (const Segment& segment : segments.all()) {
      const bool is_last = &segment == &segments.all().back();
      Statements statements = compile(segment);
      if (!is_last) run_in_shadow(statements);
      std::ranges::move(statements, std::back_inserter(result));
    }
    return result;
  }

 private:
  Statements compile(const Segment& segment) {
    Statements result;
    const bool is_forced = batch_->recreate == Recreate::always && !is_rebuilt_;
    if (!segment.changes.empty() || is_forced) result = compile(segment.changes, is_forced);
    for (const RenameColumn& rename : segment.renames)
      result.push_back({.sql = rename_text(rename)});
    return result;
  }

  Statements compile(const std::vector<TableChange>& changes, bool is_forced) {
    TableEdit edit(*dialect_, *schema_, batch_->table);
    for (const TableChange& change : changes)
      std::visit(Apply{edit}, change);
    edit.finish();
    if (!is_forced) {
      if (auto statements = native_statements(*dialect_, *schema_, edit, changes))
        return *std::move(statements);
    }
    if (batch_->recreate == Recreate::never) throw needs_rebuild(*batch_);
    is_rebuilt_ = true;
    return rebuild_statements(edit, *schema_, *rows_);
  }

  void run_in_shadow(const Statements& statements) {
    if (!shadow_) shadow_ = shadow_of(*schema_);
    schema_ = shadow_.get();
    for (const CompiledStatement& statement : statements) {
      if (statement.refusal.empty()) shadow_->execute(statement.sql);
    }
  }

  const Dialect* dialect_;
  const BatchAlterTable* batch_;
  db::Connection* rows_;
  db::Connection* schema_;
  std::unique_ptr<db::Connection> shadow_{};
  bool is_rebuilt_{false};
};

}  // namespace

std::vector<CompiledStatement> alter_statements(
    const Dialect& dialect, const operations::BatchAlterTable& batch, db::Connection& connection) {
  return Batch(dialect, batch, connection).statements();
}

std::vector<CompiledStatement> alter_statements(
    const Dialect& dialect,
    const operations::RenameConstraint& rename,
    db::Connection& connection) {
  TableEdit edit(dialect, connection, rename.table);
  edit.apply(rename);
  edit.finish();
  return rebuild_statements(edit, connection, connection);
}

std::vector<CompiledStatement> alter_statements(
    const operations::RenameIndex& rename, db::Connection& connection) {
  const schema::Name name{.schema = rename.table.schema, .name = rename.name};
  const auto index = find_object(connection, "index", name);
  if (!index) {
    throw Error(ErrorCode::unit_error, fmt::format("there is no index {}", describe(name)));
  }
  if (index->sql.empty()) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("the index {} belongs to a constraint of table {}", name.name, index->table),
        "it has no name of its own: rename the constraint");
  }
  const auto tokens = tokens_of(index->sql);
  const auto kind = std::ranges::find_if(
      tokens, [](const sql::Token& token) { return sql::same_word(token.text, "index"); });
  const std::string_view old = (kind + 1)->text;
  const auto at = static_cast<std::size_t>(old.data() - index->sql.data());
  std::string sql = index->sql;
  sql.replace(at, old.size(), quote_identifier(rename.new_name));
  const std::string prefix = index->schema == "main" ? "" : index->schema;
  return {
      {.sql = "DROP INDEX " + sql::qualified_name(prefix, index->name)},
      {.sql = repeat_statement(sql, prefix)}};
}

}  // namespace migrate::dialect::sqlite
