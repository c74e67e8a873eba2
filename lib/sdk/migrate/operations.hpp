#pragma once

#include <migrate/keywords.hpp>
#include <migrate/rows.hpp>
#include <migrate/table.hpp>

namespace migrate {

class Batch;

/// What a unit can do to a database. Each call is carried out, in order, on the database that is
/// being migrated, or written into the script with `--sql`. docs/operations.md shows the SQL of
/// each.
///
/// Arguments live for the call only. An empty name of a constraint or an index is filled in by the
/// naming convention. A call that fails throws, and the unit is rolled back, whatever it does with
/// the exception. The last parameter of each, which nobody gives, is the line of the call, for
/// error messages.
class Operations {
 public:
  // Tables

  /// op.create_table("account", {Column{...}, Column{...}, Unique{...}, Index{...}}, {.comment =
  /// "..."});
  virtual void create_table(
      Text name,
      List<TableItem> items,
      const TableOptions& options = {},
      int line = __builtin_LINE()) = 0;
  /// With what create_table was given, a `change` can be taken back.
  virtual void drop_table(
      Text name,
      List<TableItem> items,
      const TableOptions& options,
      int line = __builtin_LINE()) = 0;
  void drop_table(Text name, List<TableItem> items, int line = __builtin_LINE()) {
    drop_table(name, items, TableOptions(), line);
  }
  virtual void drop_table(
      Text name, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void rename_table(
      Text name, Text new_name, const SchemaOption& options = {}, int line = __builtin_LINE()) = 0;
  virtual void create_table_comment(
      Text table,
      Text comment,
      Optional<Text> existing = {},
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void drop_table_comment(
      Text table,
      Optional<Text> existing = {},
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;

  // Columns

  virtual void add_column(
      Text table,
      const Column& column,
      const AddColumnOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void drop_column(
      Text table, Text name, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;
  /// Drops the column of this name; the rest says what it was, so that a `change` can be taken
  /// back.
  virtual void drop_column(
      Text table,
      const Column& column,
      const DropOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void alter_column(
      Text table, Text name, const AlterColumn& change, int line = __builtin_LINE()) = 0;
  virtual void rename_column(
      Text table,
      Text name,
      Text new_name,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;

  // Indexes

  virtual void create_index(
      Text name,
      Text table,
      const IndexColumns& columns,
      const IndexOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void drop_index(
      Text name, Text table, const DropIndexOptions& options = {}, int line = __builtin_LINE()) = 0;
  /// Drops the index of this name; the rest says what it was.
  virtual void drop_index(
      const Index& index,
      Text table,
      const DropIndexOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void rename_index(
      Text name,
      Text new_name,
      Text table,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;

  // Constraints

  virtual void create_primary_key(
      Text name,
      Text table,
      const Names& columns,
      const PrimaryKeyOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void create_unique_constraint(
      Text name,
      Text table,
      const Names& columns,
      const UniqueOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void create_foreign_key(
      Text name,
      Text table,
      Text referred_table,
      const Names& columns,
      const Names& referred_columns,
      const ForeignKeyOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void create_check_constraint(
      Text name,
      Text table,
      Text condition,
      const CheckOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void create_exclude_constraint(
      Text name,
      Text table,
      const ExcludeElements& elements,
      const ExcludeOptions& options = {},
      int line = __builtin_LINE()) = 0;
  /// A constraint of any kind, as it may stand in create_table: op.create_constraint(Unique{...},
  /// "account").
  virtual void create_constraint(
      const TableItem& constraint,
      Text table,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void drop_constraint(
      Text name, Text table, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;
  /// Drops the constraint of this name; the rest says what it was: op.drop_constraint(Unique{...},
  /// "account").
  virtual void drop_constraint(
      const TableItem& constraint,
      Text table,
      const DropOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void rename_constraint(
      Text name,
      Text new_name,
      Text table,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;
  /// Checks the rows that were there when the constraint was made with `not_valid`.
  virtual void validate_constraint(
      Text name, Text table, const SchemaOption& options = {}, int line = __builtin_LINE()) = 0;

  // Rows and SQL

  virtual void bulk_insert(
      Text table,
      const Names& columns,
      List<List<Value>> rows,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;
  /// The same for rows of rows, such as a std::vector<std::vector<Value>>.
  template <typename Rows>
  requires requires(const Rows& rows) { List<Value>(*rows.begin()); }
  void bulk_insert(
      Text table,
      const Names& columns,
      const Rows& rows,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) {
    constexpr std::size_t most = 64;
    List<Value> some[most];
    std::size_t size = 0;
    for (const auto& row : rows) {
      some[size++] = List<Value>(row);
      if (size == most) bulk_insert(table, columns, List<List<Value>>(some, size), options, line);
      size %= most;
    }
    if (size > 0) bulk_insert(table, columns, List<List<Value>>(some, size), options, line);
  }

  /// Runs SQL: one statement, or several with `;` between. `$1`, `$2` ... stand for the parameters,
  /// on every database.
  virtual void execute(
      Text statement,
      List<Value> parameters = {},
      const ExecuteOptions& options = {},
      int line = __builtin_LINE()) = 0;
  /// Runs a query and waits for its rows. A script has no rows: with `--sql` it is an error.
  Rows query(Text statement, List<Value> parameters = {}, int line = __builtin_LINE()) {
    return Rows(run_query(statement, parameters, line));
  }

  /// Commits what the unit has done so far, runs `block` statement by statement outside a
  /// transaction, and begins a new one. A failure behind that point leaves the unit partly applied.
  template <typename Block>
  void autocommit_block(Block&& block, int line = __builtin_LINE()) {
    begin_autocommit(line);
    BlockGuard guard(*this);
    block();
    guard.finish();
    end_autocommit(line);
  }

  /// Several changes of one table at once, so that SQLite rebuilds it only once:
  /// op.batch_alter_table("account", [](Batch& batch) { batch.drop_column("a");
  /// batch.add_column(...); });
  template <typename Block>
  void batch_alter_table(
      Text table, Block&& block, const BatchOptions& options = {}, int line = __builtin_LINE());

  // What else a schema holds. SQLite has views and triggers; enumerations are plain text there.

  virtual void create_schema(
      Text name, const CreateSchemaOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void drop_schema(
      Text name, const DropSchemaOptions& options = {}, int line = __builtin_LINE()) = 0;

  virtual void create_enum(
      Text name,
      List<Text> values,
      const EnumOptions& options = {},
      int line = __builtin_LINE()) = 0;
  virtual void drop_enum(
      Text name, const DropEnumOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void add_enum_value(
      Text name, Text value, const EnumValueOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void rename_enum_value(
      Text name,
      Text value,
      Text new_value,
      const SchemaOption& options = {},
      int line = __builtin_LINE()) = 0;

  virtual void create_sequence(
      Text name, const Sequence& sequence = {}, int line = __builtin_LINE()) = 0;
  virtual void alter_sequence(
      Text name, const AlterSequence& change, int line = __builtin_LINE()) = 0;
  virtual void drop_sequence(
      Text name, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;

  virtual void create_domain(
      Text name, const Type& type, const Domain& domain = {}, int line = __builtin_LINE()) = 0;
  virtual void drop_domain(
      Text name, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;

  virtual void create_view(
      Text name, Text query, const View& view = {}, int line = __builtin_LINE()) = 0;
  /// With what create_view was given, a `change` can be taken back.
  virtual void drop_view(
      Text name, Text query, const View& view = {}, int line = __builtin_LINE()) = 0;
  virtual void drop_view(
      Text name, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void create_materialized_view(
      Text name, Text query, const MaterializedView& view = {}, int line = __builtin_LINE()) = 0;
  virtual void refresh_materialized_view(
      Text name, const RefreshOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void drop_materialized_view(
      Text name, Text query, const MaterializedView& view = {}, int line = __builtin_LINE()) = 0;
  virtual void drop_materialized_view(
      Text name, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;

  virtual void create_function(
      Text name, const Function& function, int line = __builtin_LINE()) = 0;
  virtual void drop_function(
      Text name, const DropFunctionOptions& options = {}, int line = __builtin_LINE()) = 0;

  virtual void create_trigger(
      Text name, Text table, const Trigger& trigger, int line = __builtin_LINE()) = 0;
  virtual void drop_trigger(
      Text name, Text table, const DropOptions& options = {}, int line = __builtin_LINE()) = 0;

  virtual void create_extension(
      Text name, const ExtensionOptions& options = {}, int line = __builtin_LINE()) = 0;
  virtual void drop_extension(
      Text name, const DropExtensionOptions& options = {}, int line = __builtin_LINE()) = 0;

  // The run

  /// "postgresql" or "sqlite".
  virtual Text dialect() const = 0;
  /// Whether the run writes a script (`--sql`).
  virtual bool is_offline() const = 0;
  /// Ends the unit with an error.
  [[noreturn]] virtual void fail(Text message, int line = __builtin_LINE()) = 0;

 protected:
  Operations() = default;
  ~Operations() = default;
  Operations(const Operations&) = default;
  Operations& operator=(const Operations&) = default;

  virtual Result& run_query(Text statement, List<Value> parameters, int line) = 0;
  virtual void begin_autocommit(int line) = 0;
  virtual void end_autocommit(int line) = 0;
  virtual void begin_batch(Text table, const BatchOptions& options, int line) = 0;
  virtual void end_batch(int line) = 0;
  /// An exception has left the block of one of the two.
  virtual void leave_block() = 0;

 private:
  /// Tells when a block is left by an exception: half of it must not count, even if the unit goes
  /// on.
  class BlockGuard {
   public:
    explicit BlockGuard(Operations& op) : op_(&op) {}
    ~BlockGuard() {
      if (op_ != nullptr) op_->leave_block();
    }
    BlockGuard(const BlockGuard&) = delete;
    BlockGuard& operator=(const BlockGuard&) = delete;

    void finish() { op_ = nullptr; }

   private:
    Operations* op_;
  };
};

/// The changes of one table in batch_alter_table; each is the operation of the same name.
class Batch {
 public:
  Batch(Operations& op, Text table, Text schema) : op_(&op), table_(table), schema_(schema) {}

  void add_column(const Column& column, int line = __builtin_LINE()) {
    op_->add_column(table_, column, {.schema = schema_}, line);
  }
  void drop_column(Text name, int line = __builtin_LINE()) {
    op_->drop_column(table_, name, {.schema = schema_}, line);
  }
  void drop_column(const Column& column, int line = __builtin_LINE()) {
    op_->drop_column(table_, column, {.schema = schema_}, line);
  }
  void alter_column(Text name, AlterColumn change, int line = __builtin_LINE()) {
    change.schema = schema_;
    op_->alter_column(table_, name, change, line);
  }
  void rename_column(Text name, Text new_name, int line = __builtin_LINE()) {
    op_->rename_column(table_, name, new_name, {.schema = schema_}, line);
  }
  void create_index(
      Text name,
      const IndexColumns& columns,
      IndexOptions options = {},
      int line = __builtin_LINE()) {
    options.schema = schema_;
    op_->create_index(name, table_, columns, options, line);
  }
  void drop_index(Text name, int line = __builtin_LINE()) {
    op_->drop_index(name, table_, {.schema = schema_}, line);
  }
  void create_primary_key(
      Text name,
      const Names& columns,
      PrimaryKeyOptions options = {},
      int line = __builtin_LINE()) {
    options.schema = schema_;
    op_->create_primary_key(name, table_, columns, options, line);
  }
  void create_unique_constraint(
      Text name, const Names& columns, UniqueOptions options = {}, int line = __builtin_LINE()) {
    options.schema = schema_;
    op_->create_unique_constraint(name, table_, columns, options, line);
  }
  void create_foreign_key(
      Text name,
      Text referred_table,
      const Names& columns,
      const Names& referred_columns,
      ForeignKeyOptions options = {},
      int line = __builtin_LINE()) {
    options.schema = schema_;
    op_->create_foreign_key(name, table_, referred_table, columns, referred_columns, options, line);
  }
  void create_check_constraint(
      Text name, Text condition, CheckOptions options = {}, int line = __builtin_LINE()) {
    options.schema = schema_;
    op_->create_check_constraint(name, table_, condition, options, line);
  }
  void create_exclude_constraint(
      Text name,
      const ExcludeElements& elements,
      ExcludeOptions options = {},
      int line = __builtin_LINE()) {
    options.schema = schema_;
    op_->create_exclude_constraint(name, table_, elements, options, line);
  }
  void create_constraint(const TableItem& constraint, int line = __builtin_LINE()) {
    op_->create_constraint(constraint, table_, {.schema = schema_}, line);
  }
  void drop_constraint(Text name, int line = __builtin_LINE()) {
    op_->drop_constraint(name, table_, {.schema = schema_}, line);
  }
  void drop_constraint(const TableItem& constraint, int line = __builtin_LINE()) {
    op_->drop_constraint(constraint, table_, {.schema = schema_}, line);
  }
  void create_table_comment(
      Text comment, Optional<Text> existing = {}, int line = __builtin_LINE()) {
    op_->create_table_comment(table_, comment, existing, {.schema = schema_}, line);
  }

 private:
  Operations* op_;
  Text table_;
  Text schema_;
};

template <typename Block>
void Operations::batch_alter_table(
    Text table, Block&& block, const BatchOptions& options, int line) {
  begin_batch(table, options, line);
  BlockGuard guard(*this);
  Batch batch(*this, table, options.schema);
  block(batch);
  guard.finish();
  end_batch(line);
}

}  // namespace migrate
