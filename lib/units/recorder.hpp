#pragma once

#include <migrate/abi.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "units/cpp_unit.hpp"
#include "units/executor.hpp"
#include "units/query_rows.hpp"

namespace migrate::units {

/// The tool's side of `Operations`: turns each call into an operation, and hands it to the
/// executor.
class Recorder final : public Operations, public abi::Host {
 public:
  Recorder(CppContext context, Executor& executor);
  virtual ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// The first thing that went wrong, if anything did.
  const std::optional<Error>& failure() const { return failure_; }

  void caught() override;

  void create_table(
      Text name, List<TableItem> items, const TableOptions& options, int line) override;
  void drop_table(Text name, List<TableItem> items, const TableOptions& options, int line) override;
  void drop_table(Text name, const DropOptions& options, int line) override;
  void rename_table(Text name, Text new_name, const SchemaOption& options, int line) override;
  void create_table_comment(
      Text table,
      Text comment,
      Optional<Text> existing,
      const SchemaOption& options,
      int line) override;
  void drop_table_comment(
      Text table, Optional<Text> existing, const SchemaOption& options, int line) override;

  void add_column(
      Text table, const Column& column, const AddColumnOptions& options, int line) override;
  void drop_column(Text table, Text name, const DropOptions& options, int line) override;
  void drop_column(Text table, const Column& column, const DropOptions& options, int line) override;
  void alter_column(Text table, Text name, const AlterColumn& change, int line) override;
  void rename_column(
      Text table, Text name, Text new_name, const SchemaOption& options, int line) override;

  void create_index(
      Text name,
      Text table,
      const IndexColumns& columns,
      const IndexOptions& options,
      int line) override;
  void drop_index(Text name, Text table, const DropIndexOptions& options, int line) override;
  void drop_index(
      const Index& index, Text table, const DropIndexOptions& options, int line) override;
  void rename_index(
      Text name, Text new_name, Text table, const SchemaOption& options, int line) override;

  void create_primary_key(
      Text name,
      Text table,
      const Names& columns,
      const PrimaryKeyOptions& options,
      int line) override;
  void create_unique_constraint(
      Text name, Text table, const Names& columns, const UniqueOptions& options, int line) override;
  void create_foreign_key(
      Text name,
      Text table,
      Text referred_table,
      const Names& columns,
      const Names& referred_columns,
      const ForeignKeyOptions& options,
      int line) override;
  void create_check_constraint(
      Text name, Text table, Text condition, const CheckOptions& options, int line) override;
  void create_exclude_constraint(
      Text name,
      Text table,
      const ExcludeElements& elements,
      const ExcludeOptions& options,
      int line) override;
  void create_constraint(
      const TableItem& constraint, Text table, const SchemaOption& options, int line) override;
  void drop_constraint(Text name, Text table, const DropOptions& options, int line) override;
  void drop_constraint(
      const TableItem& constraint, Text table, const DropOptions& options, int line) override;
  void rename_constraint(
      Text name, Text new_name, Text table, const SchemaOption& options, int line) override;
  void validate_constraint(Text name, Text table, const SchemaOption& options, int line) override;

  void bulk_insert(
      Text table,
      const Names& columns,
      List<List<Value>> rows,
      const SchemaOption& options,
      int line) override;
  void execute(
      Text statement, List<Value> parameters, const ExecuteOptions& options, int line) override;

  void create_schema(Text name, const CreateSchemaOptions& options, int line) override;
  void drop_schema(Text name, const DropSchemaOptions& options, int line) override;
  void create_enum(Text name, List<Text> values, const EnumOptions& options, int line) override;
  void drop_enum(Text name, const DropEnumOptions& options, int line) override;
  void add_enum_value(Text name, Text value, const EnumValueOptions& options, int line) override;
  void rename_enum_value(
      Text name, Text value, Text new_value, const SchemaOption& options, int line) override;
  void create_sequence(Text name, const Sequence& sequence, int line) override;
  void alter_sequence(Text name, const AlterSequence& change, int line) override;
  void drop_sequence(Text name, const DropOptions& options, int line) override;
  void create_domain(Text name, const Type& type, const Domain& domain, int line) override;
  void drop_domain(Text name, const DropOptions& options, int line) override;
  void create_view(Text name, Text query, const View& view, int line) override;
  void drop_view(Text name, Text query, const View& view, int line) override;
  void drop_view(Text name, const DropOptions& options, int line) override;
  void create_materialized_view(
      Text name, Text query, const MaterializedView& view, int line) override;
  void refresh_materialized_view(Text name, const RefreshOptions& options, int line) override;
  void drop_materialized_view(
      Text name, Text query, const MaterializedView& view, int line) override;
  void drop_materialized_view(Text name, const DropOptions& options, int line) override;
  void create_function(Text name, const Function& function, int line) override;
  void drop_function(Text name, const DropFunctionOptions& options, int line) override;
  void create_trigger(Text name, Text table, const Trigger& trigger, int line) override;
  void drop_trigger(Text name, Text table, const DropOptions& options, int line) override;
  void create_extension(Text name, const ExtensionOptions& options, int line) override;
  void drop_extension(Text name, const DropExtensionOptions& options, int line) override;

  Text dialect() const override;
  bool is_offline() const override;
  [[noreturn]] void fail(Text message, int line) override;

 protected:
  Result& run_query(Text statement, List<Value> parameters, int line) override;
  void begin_autocommit(int line) override;
  void end_autocommit(int line) override;
  void begin_batch(Text table, const BatchOptions& options, int line) override;
  void end_batch(int line) override;
  void leave_block() override;

 private:
  /// Runs `action`, and remembers what it throws: the unit may swallow it, but not hide it.
  void guard(int line, const std::function<void()>& action);

  /// Makes the operation with `make` and carries it out, or puts it into the batch that is open.
  template <typename Make>
  void perform(int line, Make make) {
    guard(line, [&] { carry_out(make(), line); });
  }
  void carry_out(const operations::Operation& operation, int line);

  CppContext context_;
  Executor& executor_;
  std::optional<Error> failure_{};
  bool is_failure_of_block_{false};  // and an exception of the unit says more
  bool is_in_autocommit_{false};
  std::optional<operations::BatchAlterTable> batch_{};
  std::vector<std::unique_ptr<QueryRows>> results_{};
};

}  // namespace migrate::units
