#include "dialect/sqlite/ddl_compiler.hpp"

#include <utility>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/alter_table.hpp"
#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/object_ddl.hpp"
#include "dialect/sqlite/rebuild.hpp"
#include "dialect/sqlite/table_ddl.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::sqlite {
namespace {

using ansi::quoted;
using operations::AddColumn;
using operations::AddConstraint;
using operations::AlterColumn;
using operations::BatchAlterTable;
using operations::BulkInsert;
using operations::CreateIndex;
using operations::CreateTable;
using operations::CreateTrigger;
using operations::CreateView;
using operations::DropColumn;
using operations::DropConstraint;
using operations::DropIndex;
using operations::DropTable;
using operations::DropTrigger;
using operations::DropView;
using operations::ExecuteSql;
using operations::RenameColumn;
using operations::RenameConstraint;
using operations::RenameIndex;
using operations::RenameTable;
using operations::SetTableComment;
using operations::TableChange;
using operations::ValidateConstraint;
using sql::quote_identifier;

using Statements = std::vector<CompiledStatement>;

Statements plain(std::vector<std::string> texts) {
  Statements result;
  for (std::string& sql : texts)
    result.push_back({.sql = std::move(sql)});
  return result;
}

class Compile final {
 public:
  Compile(const Dialect& dialect, db::Connection& connection)
      : dialect_(&dialect), connection_(&connection) {}

  /// A change of a table that a batch can hold is a batch of one.
  Statements alter(const schema::Name& table, TableChange change) const {
    return (*this)(BatchAlterTable{.table = table, .changes = {std::move(change)}});
  }

  Statements operator()(const CreateTable& create) const {
    return plain(create_table_statements(*dialect_, create));
  }
  Statements operator()(const DropTable& drop) const {
    if (drop.cascade) refuse_cascade(*connection_, "table", drop.name);
    require_no_orphans(drop);
    return plain(
        {fmt::format("DROP TABLE {}{}", drop.if_exists ? "IF EXISTS " : "", quoted(drop.name))});
  }
  Statements operator()(const RenameTable& rename) const {
    return plain({fmt::format(
        "ALTER TABLE {} RENAME TO {}", quoted(rename.name), quote_identifier(rename.new_name))});
  }
  Statements operator()(const SetTableComment& /*set*/) const { return {}; }
  Statements operator()(const operations::SetTableOptions& set) const {
    return alter(set.table, set);
  }
  Statements operator()(const AddColumn& add) const { return alter(add.table, add); }
  Statements operator()(const DropColumn& drop) const { return alter(drop.table, drop); }
  Statements operator()(const AlterColumn& change) const { return alter(change.table, change); }
  Statements operator()(const RenameColumn& rename) const { return alter(rename.table, rename); }
  Statements operator()(const CreateIndex& create) const {
    return plain({create_index_statement(create)});
  }
  Statements operator()(const DropIndex& drop) const {
    return plain({fmt::format(
        "DROP INDEX {}{}",
        drop.if_exists ? "IF EXISTS " : "",
        sql::qualified_name(drop.table.schema, drop.name))});
  }
  Statements operator()(const RenameIndex& rename) const {
    return alter_statements(rename, *connection_);
  }
  Statements operator()(const AddConstraint& add) const { return alter(add.table, add); }
  Statements operator()(const DropConstraint& drop) const { return alter(drop.table, drop); }
  Statements operator()(const RenameConstraint& rename) const {
    return alter_statements(*dialect_, rename, *connection_);
  }
  Statements operator()(const ValidateConstraint& /*validate*/) const { return {}; }
  Statements operator()(const BulkInsert& insert) const {
    return plain(ansi::insert_statements(*dialect_, insert.table, insert.columns, insert.rows));
  }
  Statements operator()(const ExecuteSql& execute) const {
    return plain(ansi::execute_statements(*dialect_, execute));
  }
  Statements operator()(const BatchAlterTable& batch) const {
    return alter_statements(*dialect_, batch, *connection_);
  }
  Statements operator()(const CreateView& create) const {
    return plain(object_statements(create, *connection_));
  }
  Statements operator()(const DropView& drop) const {
    return plain(object_statements(drop, *connection_));
  }
  Statements operator()(const CreateTrigger& create) const {
    return plain(object_statements(create, *connection_));
  }
  Statements operator()(const DropTrigger& drop) const {
    return plain(object_statements(drop, *connection_));
  }
  template <typename ObjectOperation>
  Statements operator()(const ObjectOperation& operation) const {
    return plain(object_statements(operation));
  }

 private:
  /// Where foreign keys are enforced, DROP TABLE begins by deleting every row, and what refers to
  /// them goes with them.
  void require_no_orphans(const DropTable& drop) const {
    const auto table = find_object(*connection_, "table", drop.name);
    if (!table || referrers(*connection_, table->schema, table->name).empty()) return;
    require_no_enforcement(
        *connection_, fmt::format("table {} cannot be dropped", describe(drop.name)));
  }

  const Dialect* dialect_;
  db::Connection* connection_;
};

}  // namespace

std::vector<CompiledStatement> compile(
    const Dialect& dialect, const operations::Operation& operation, db::Connection& connection) {
  return std::visit(Compile(dialect, connection), operation);
}

}  // namespace migrate::dialect::sqlite
