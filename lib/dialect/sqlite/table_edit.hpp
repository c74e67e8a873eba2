#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.hpp"
#include "dialect/sqlite/live_table.hpp"
#include "dialect/sqlite/table_ddl.hpp"
#include "dialect/sqlite/table_definition.hpp"
#include "operations/operation.hpp"

namespace migrate::dialect::sqlite {

/// A table as it is, and as it is to be: changes are made to its text, one after the other, and
/// rebuild_statements() carries all of them out at once.
class TableEdit final {
 public:
  TableEdit(const Dialect& dialect, db::Connection& connection, const schema::Name& name);

  // Each makes one change. Errors: unit_error for a column, a constraint or an index that is not
  // there (or is there already), and for what others still use; unsupported.

  void apply(const operations::SetTableComment& set);
  /// What PostgreSQL alone has is refused. Rows that a STRICT table does not take stop the rebuild.
  void apply(const operations::SetTableOptions& set);
  void apply(const operations::AddColumn& add);
  /// As on PostgreSQL, the indexes and constraints of this table that involve the column go with
  /// it. What else uses it must be dropped before. A cascade does not change that: SQLite has none.
  void apply(const operations::DropColumn& drop);
  /// A new type changes values as far as its affinity does, which loses nothing; values of a type
  /// of numbers that are none are refused, unless `using_expression` says what becomes of them.
  /// `new_name` is left alone: a rename is a statement of its own.
  void apply(const operations::AlterColumn& alter);
  void apply(const operations::CreateIndex& create);
  void apply(const operations::DropIndex& drop);
  /// Rows are checked at once, with `not_valid` too.
  void apply(const operations::AddConstraint& add);
  void apply(const operations::DropConstraint& drop);
  void apply(const operations::RenameConstraint& rename);

  /// To be called when all changes are made: what depends on several of them. A column that was not
  /// null stays so unless a change says otherwise, whatever it was that kept NULL away; an integer
  /// that is the primary key by itself is the rowid. Errors: unit_error for a WITHOUT ROWID table
  /// without a key, and for AUTOINCREMENT without the rowid.
  void finish();

  const LiveTable& before() const { return before_; }
  const TableDefinition& after() const { return after_; }

  /// Whether there is nothing that a rebuild would change.
  bool is_unchanged() const;

  /// Where a column's values come from; nothing for a new one.
  std::string source_of(const std::string& name) const;

  /// Whether the column was added by one of the changes.
  bool is_new(std::string_view name) const;

  const std::vector<Object>& kept_indexes() const { return indexes_; }
  const std::vector<std::string>& new_indexes() const { return new_indexes_; }

  /// SELECTs that must return no row, before anything is changed, and once the rows are copied:
  /// `{table}` stands for the new table.
  const std::vector<CompiledStatement>& checks_before() const { return checks_before_; }
  const std::vector<CompiledStatement>& checks_of_copy() const { return checks_of_copy_; }

  /// Error{unit_error} unless every foreign key of another table still has a key to refer to.
  void check_referrers() const;

 private:
  ColumnDefinition& column(std::string_view name);
  Typing typing() const;
  void set_type(ColumnDefinition& column, const operations::AlterColumn& alter);
  void set_default(ColumnDefinition& column, const schema::Value& value);
  void set_identity(ColumnDefinition& column, const schema::Identity& identity);
  void spell_type(ColumnDefinition& column);
  void set_nullable(ColumnDefinition& column, bool nullable);
  void set_conflict(ColumnDefinition& column) const;
  void require_values(const ColumnDefinition& column);
  void drop_parts_with(const std::string& name);
  void add_primary_key(const schema::PrimaryKey& key);
  bool becomes_rowid(const schema::PrimaryKey& key, const ColumnDefinition& column) const;
  void require_unused() const;
  void finish_autoincrement();
  void keep_nullability(ColumnDefinition& column);

  const Dialect* dialect_;
  db::Connection* connection_;
  LiveTable before_;
  TableDefinition after_;
  std::vector<Object> indexes_;
  std::vector<std::string> new_indexes_{};
  std::vector<std::string> new_columns_{};
  std::vector<std::string> dropped_{};  // columns
  // By the name of the column, in lower case:
  std::map<std::string, std::string> sources_{};
  std::map<std::string, schema::Type> types_{};    // that changes have named
  std::map<std::string, OnConflict> conflicts_{};  // of NOT NULL
  std::set<std::string> nullable_said_{};          // whether it is null
  std::set<std::string> required_{};               // values are checked for
  std::optional<bool> autoincrement_{};
  std::vector<CompiledStatement> checks_before_{};
  std::vector<CompiledStatement> checks_of_copy_{};
};

}  // namespace migrate::dialect::sqlite
