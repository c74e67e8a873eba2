#include "dialect/postgresql/ddl_compiler.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/column_ddl.hpp"
#include "dialect/postgresql/later_constraints.hpp"
#include "dialect/postgresql/object_ddl.hpp"
#include "schema/parents.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using ansi::quoted;
using operations::AddColumn;
using operations::AddConstraint;
using operations::AlterColumn;
using operations::BatchAlterTable;
using operations::BulkInsert;
using operations::CreateIndex;
using operations::CreateTable;
using operations::DropColumn;
using operations::DropConstraint;
using operations::DropIndex;
using operations::DropTable;
using operations::ExecuteSql;
using operations::RenameColumn;
using operations::RenameConstraint;
using operations::RenameIndex;
using operations::RenameTable;
using operations::SetTableComment;
using operations::ValidateConstraint;
using sql::quote_identifier;

using Statements = std::vector<std::string>;
using Settings = std::vector<schema::Setting>;

std::string_view if_exists(bool yes) {
  return yes ? "IF EXISTS " : "";
}

std::string_view if_not_exists(bool yes) {
  return yes ? "IF NOT EXISTS " : "";
}

std::string_view cascade(bool yes) {
  return yes ? " CASCADE" : "";
}

std::string_view on_commit_text(OnCommit on_commit) {
  switch (on_commit) {
    case OnCommit::unspecified: return "";
    case OnCommit::preserve_rows: return " ON COMMIT PRESERVE ROWS";
    case OnCommit::delete_rows: return " ON COMMIT DELETE ROWS";
    case OnCommit::drop: return " ON COMMIT DROP";
  }
  return {};
}

Statements parents(const schema::Table& table) {
  Statements names;
  for (const schema::Name& parent : schema::parents_of(table))
    names.push_back(quoted(parent));
  return names;
}

std::string partition_text(const schema::Table& table) {
  if (table.partition_of.empty()) return {};
  return " PARTITION OF " + quoted(schema::parents_of(table).back());
}

/// What stands behind the parenthesis of CREATE TABLE.
std::string table_options(const schema::Table& table) {
  std::string text;
  if (!table.partition_bound.empty()) text += " " + table.partition_bound;
  if (!table.inherits.empty())
    text += fmt::format(" INHERITS ({})", fmt::join(parents(table), ", "));
  if (!table.partition_by.empty()) text += " PARTITION BY " + table.partition_by;
  if (!table.access_method.empty()) text += " USING " + quote_identifier(table.access_method);
  text += ansi::with_text(table.with);
  text += on_commit_text(table.on_commit);
  if (!table.tablespace.empty()) text += " TABLESPACE " + quote_identifier(table.tablespace);
  return text;
}

/// What SQLite alone has is refused.
std::string constraint_text(const schema::Constraint& constraint) {
  const OnConflict on_conflict = std::visit(
      [](const auto& one) {
        if constexpr (requires { one.on_conflict; }) return one.on_conflict;
        return OnConflict::unspecified;
      },
      constraint);
  if (on_conflict == OnConflict::unspecified) return ansi::constraint_text(constraint);
  throw Error(
      ErrorCode::unsupported,
      fmt::format(
          "PostgreSQL has no ON CONFLICT for the {} {}",
          schema::kind_name(constraint),
          schema::name(constraint)),
      "say it on SQLite only");
}

std::string add_constraint_text(const AddConstraint& add) {
  return fmt::format("ALTER TABLE {} ADD {}", quoted(add.table), constraint_text(add.constraint));
}

using Places = std::vector<std::size_t>;

/// `later`: the constraints that it gets afterwards.
std::string create_table_text(
    const Dialect& dialect, const CreateTable& create, const Places& later) {
  const schema::Table& table = create.table;
  Statements lines;
  for (const schema::Column& column : table.columns)
    lines.push_back(column_text(dialect, column));
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    if (std::ranges::find(later, i) == later.end())
      lines.push_back(constraint_text(table.constraints[i]));
  }
  return fmt::format(
      "CREATE {}{}TABLE {}{}{}{}{}",
      table.temporary ? "TEMPORARY " : "",
      table.unlogged ? "UNLOGGED " : "",
      if_not_exists(create.if_not_exists),
      quoted(table.name),
      partition_text(table),
      // A partition may have nothing of its own.
      lines.empty() && !table.partition_of.empty()
          ? std::string{}
          : fmt::format(" (\n  {}\n)", fmt::join(lines, ",\n  ")),
      table_options(table));
}

std::string create_index_text(const CreateIndex& create) {
  return fmt::format(
      "CREATE {}INDEX {}{}{}{}ON {}{}",
      create.index.unique ? "UNIQUE " : "",
      create.concurrently ? "CONCURRENTLY " : "",
      if_not_exists(create.if_not_exists),
      create.index.name.empty() ? "" : quote_identifier(create.index.name),
      create.index.name.empty() ? "" : " ",
      quoted(create.table),
      ansi::index_text(create.index));
}

Error no_name_for_comment(std::string_view kind, const schema::Name& table) {
  return {
      ErrorCode::unit_error,
      fmt::format("a comment for a {} of {} without a name", kind, describe(table)),
      "give it a name: the database would choose one that nobody knows yet"};
}

/// The comment of a constraint, if it has one.
Statements constraint_comment(const schema::Name& table, const schema::Constraint& constraint) {
  const std::string& comment =
      std::visit([](const auto& one) -> const std::string& { return one.comment; }, constraint);
  if (comment.empty()) return {};
  const std::string& name = schema::name(constraint);
  if (name.empty()) throw no_name_for_comment(schema::kind_name(constraint), table);
  return {fmt::format(
      "COMMENT ON CONSTRAINT {} ON {} IS {}",
      quote_identifier(name),
      quoted(table),
      comment_text(comment))};
}

Statements create_index(const CreateIndex& create) {
  Statements statements{create_index_text(create)};
  const schema::Index& index = create.index;
  if (index.comment.empty()) return statements;
  if (index.name.empty()) throw no_name_for_comment("index", create.table);
  statements.push_back(fmt::format(
      "COMMENT ON INDEX {} IS {}",
      sql::qualified_name(create.table.schema, index.name),
      comment_text(index.comment)));
  return statements;
}

/// The settings of one list that the other has not, or not so.
std::vector<schema::Setting> missing_settings(
    const std::vector<schema::Setting>& settings, const std::vector<schema::Setting>& others) {
  std::vector<schema::Setting> result;
  std::ranges::copy_if(settings, std::back_inserter(result), [&](const schema::Setting& one) {
    return std::ranges::find(others, one) == others.end();
  });
  return result;
}

/// "RESET (a)", "SET (b = 1)".
Statements setting_actions(
    const std::vector<schema::Setting>& before, const std::vector<schema::Setting>& after) {
  Statements gone;
  for (const schema::Setting& one : before) {
    const bool stays = std::ranges::any_of(
        after, [&](const schema::Setting& other) { return other.name == one.name; });
    if (!stays) gone.push_back(one.name);
  }
  Statements actions;
  if (!gone.empty()) actions.push_back(fmt::format("RESET ({})", fmt::join(gone, ", ")));
  const std::string with = ansi::with_text(missing_settings(after, before));
  constexpr std::string_view words = " WITH ";
  if (!with.empty()) actions.push_back("SET " + with.substr(words.size()));
  return actions;
}

Statements set_table_options(const operations::SetTableOptions& set) {
  Statements actions;
  if (set.change.with)
    actions = setting_actions(set.existing.with.value_or(Settings{}), *set.change.with);
  if (set.change.unlogged)
    actions.emplace_back(*set.change.unlogged ? "SET UNLOGGED" : "SET LOGGED");
  if (set.change.tablespace) {
    const std::string& name = *set.change.tablespace;
    actions.push_back("SET TABLESPACE " + (name.empty() ? "pg_default" : quote_identifier(name)));
  }
  for (std::string& action : actions)
    action.insert(0, fmt::format("ALTER TABLE {} ", quoted(set.table)));
  return actions;
}

void append(Statements& statements, Statements&& more) {
  std::ranges::move(more, std::back_inserter(statements));
}

Statements create_table(const Dialect& dialect, const CreateTable& create) {
  const schema::Table& table = create.table;
  const Places later = create.if_not_exists ? Places{} : later_constraints(table);
  Statements statements{create_table_text(dialect, create, later)};
  for (const schema::Index& index : table.indexes) {
    append(
        statements,
        create_index({.table = table.name, .index = index, .if_not_exists = create.if_not_exists}));
  }
  for (const std::size_t i : later) {
    statements.push_back(
        add_constraint_text({.table = table.name, .constraint = table.constraints[i]}));
  }
  if (!table.comment.empty()) {
    statements.push_back(
        fmt::format("COMMENT ON TABLE {} IS {}", quoted(table.name), comment_text(table.comment)));
  }
  for (const schema::Column& column : table.columns) {
    if (!column.comment.empty())
      statements.push_back(column_comment(table.name, column.name, column.comment));
  }
  for (const schema::Constraint& constraint : table.constraints)
    append(statements, constraint_comment(table.name, constraint));
  return statements;
}

Statements add_column(const Dialect& dialect, const AddColumn& add) {
  Statements actions{fmt::format(
      "ADD COLUMN {}{}", if_not_exists(add.if_not_exists), column_text(dialect, add.column))};
  for (const schema::Constraint& constraint : add.constraints) {
    // What stands inside the column is passed over with it when it is there.
    if (add.if_not_exists) {
      actions.front() += " " + ansi::column_constraint_text(constraint);
    } else {
      actions.push_back("ADD " + constraint_text(constraint));
    }
  }
  Statements statements{
      fmt::format("ALTER TABLE {} {}", quoted(add.table), fmt::join(actions, ", "))};
  for (const schema::Index& index : add.indexes) {
    append(
        statements,
        create_index({.table = add.table, .index = index, .if_not_exists = add.if_not_exists}));
  }
  if (!add.column.comment.empty())
    statements.push_back(column_comment(add.table, add.column.name, add.column.comment));
  for (const schema::Constraint& constraint : add.constraints)
    append(statements, constraint_comment(add.table, constraint));
  return statements;
}

/// The operations of tables and rows; those of other objects are in object_ddl.
struct Compile {
  const Dialect& dialect;

  Statements operator()(const CreateTable& create) const { return create_table(dialect, create); }
  Statements operator()(const DropTable& drop) const {
    return {drop_text("TABLE", quoted(drop.name), drop.if_exists, drop.cascade)};
  }
  Statements operator()(const RenameTable& rename) const {
    return {fmt::format(
        "ALTER TABLE {} RENAME TO {}", quoted(rename.name), quote_identifier(rename.new_name))};
  }
  Statements operator()(const SetTableComment& set) const {
    return {fmt::format("COMMENT ON TABLE {} IS {}", quoted(set.table), comment_text(set.comment))};
  }
  Statements operator()(const operations::SetTableOptions& set) const {
    return set_table_options(set);
  }
  Statements operator()(const AddColumn& add) const { return add_column(dialect, add); }
  Statements operator()(const DropColumn& drop) const {
    return {fmt::format(
        "ALTER TABLE {} DROP COLUMN {}{}{}",
        quoted(drop.table),
        if_exists(drop.if_exists),
        quote_identifier(drop.name),
        cascade(drop.cascade))};
  }
  Statements operator()(const AlterColumn& alter) const { return alter_column(alter); }
  Statements operator()(const RenameColumn& rename) const {
    return alter_column({.table = rename.table, .name = rename.name, .new_name = rename.new_name});
  }
  Statements operator()(const CreateIndex& create) const { return create_index(create); }
  Statements operator()(const DropIndex& drop) const {
    return {drop_text(
        drop.concurrently ? "INDEX CONCURRENTLY" : "INDEX",
        sql::qualified_name(drop.table.schema, drop.name),
        drop.if_exists,
        drop.cascade)};
  }
  Statements operator()(const RenameIndex& rename) const {
    return {fmt::format(
        "ALTER INDEX {} RENAME TO {}",
        sql::qualified_name(rename.table.schema, rename.name),
        quote_identifier(rename.new_name))};
  }
  Statements operator()(const AddConstraint& add) const {
    Statements statements{add_constraint_text(add)};
    append(statements, constraint_comment(add.table, add.constraint));
    return statements;
  }
  Statements operator()(const DropConstraint& drop) const {
    if (drop.name.empty()) {
      throw Error(
          ErrorCode::unit_error,
          fmt::format("a constraint of {} without a name cannot be dropped", describe(drop.table)),
          "name it: the catalog of the server says what it is called");
    }
    return {fmt::format(
        "ALTER TABLE {} DROP CONSTRAINT {}{}{}",
        quoted(drop.table),
        if_exists(drop.if_exists),
        quote_identifier(drop.name),
        cascade(drop.cascade))};
  }
  Statements operator()(const RenameConstraint& rename) const {
    return {fmt::format(
        "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
        quoted(rename.table),
        quote_identifier(rename.name),
        quote_identifier(rename.new_name))};
  }
  Statements operator()(const ValidateConstraint& validate) const {
    return {fmt::format(
        "ALTER TABLE {} VALIDATE CONSTRAINT {}",
        quoted(validate.table),
        quote_identifier(validate.name))};
  }
  Statements operator()(const BulkInsert& insert) const {
    return ansi::insert_statements(dialect, insert.table, insert.columns, insert.rows);
  }
  Statements operator()(const ExecuteSql& execute) const {
    return ansi::execute_statements(dialect, execute);
  }
  Statements operator()(const BatchAlterTable& batch) const {
    Statements statements;
    for (const operations::TableChange& change : batch.changes)
      append(statements, std::visit(*this, change));
    return statements;
  }
  template <typename ObjectOperation>
  Statements operator()(const ObjectOperation& operation) const {
    return object_statements(operation);
  }
};

}  // namespace

std::vector<CompiledStatement> compile(
    const Dialect& dialect, const operations::Operation& operation) {
  std::vector<CompiledStatement> result;
  for (std::string& sql : std::visit(Compile{dialect}, operation))
    result.push_back({.sql = std::move(sql)});
  return result;
}

}  // namespace migrate::dialect::postgresql
