#include "units/recorder.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "operations/describe.hpp"
#include "support/error.hpp"
#include "support/source.hpp"
#include "units/query_rows.hpp"
#include "units/sdk_values.hpp"

namespace migrate::units {
namespace {

schema::Name own_name(Text schema, Text name) {
  return {.schema = own(schema), .name = own(name)};
}

/// The error with the place of the call, unless it knows a better one.
Error placed(const Error& error, const CppContext& context, int line) {
  if (error.place() || context.source == nullptr) return error;
  return error.with_place(support::line_at(*context.source, static_cast<std::size_t>(line)));
}

/// The column of an `existing`, as what adds it again.
operations::AddColumn own_add_column(
    schema::Name table, const Column& column, const schema::NamingConvention& naming) {
  if (column.primary_key) {
    throw Error(
        ErrorCode::unit_error,
        fmt::format("the column {} cannot be added as a primary key", own(column.name)),
        "add the column, then call op.create_primary_key");
  }
  ColumnParts parts = parts_of(column, table.name, naming);
  return {
      .table = std::move(table),
      .column = own(column),
      .constraints = std::move(parts.constraints),
      .indexes = std::move(parts.indexes),
  };
}

operations::AlterColumn own_alter_column(Text table, Text name, const AlterColumn& change) {
  return {
      .table = own_name(change.schema, table),
      .name = own(name),
      .new_name = own(change.new_name),
      .change =
          {
              .type = own(change.type),
              .nullable = own(change.nullable),
              .server_default = own_if_any(change.server_default),
              .comment = own(change.comment),
              .identity = own(change.identity),
              .computed = own(change.computed),
          },
      .existing =
          {
              .type = own(change.existing_type),
              .nullable = own(change.existing_nullable),
              .server_default = own_if_any(change.existing_server_default),
              .comment = own(change.existing_comment),
              .identity = own(change.existing_identity),
              .computed = own(change.existing_computed),
          },
      .using_expression = own(change.using_expression),
      .existing_using = own(change.existing_using),
      .collation = own(change.collation),
      .drop_identity = change.drop_identity,
      .drop_computed = change.drop_computed,
  };
}

/// The operation as a part of a batch on `table`. Errors: unit_error for one that cannot be a part
/// of it.
operations::TableChange part_of_batch(
    const operations::Operation& operation, const schema::Name& table) {
  return std::visit(
      [&](const auto& one) -> operations::TableChange {
        if constexpr (std::is_constructible_v<operations::TableChange, decltype(one)>) {
          if (one.table == table) return one;
        }
        throw Error(
            ErrorCode::unit_error,
            fmt::format(
                "`{}` cannot be a part of batch_alter_table(\"{}\")",
                operations::describe(operation),
                describe(table)),
            "call it behind the batch");
      },
      operation);
}

}  // namespace

Recorder::Recorder(const CppContext& context, Executor& executor)
    : context_(context), executor_(executor) {}

Recorder::~Recorder() = default;

void Recorder::guard(int line, const std::function<void()>& action) {
  if (failure_) throw Error(*failure_);
  try {
    action();
  } catch (const Error& error) {
    failure_ = placed(error, context_, line);
    throw Error(*failure_);
  }
}

void Recorder::caught() {
  if (failure_) return;
  const auto set = [this](std::string_view what) {
    failure_ = Error(
        ErrorCode::unit_error,
        fmt::format("the unit threw an exception: {}", what),
        "mend the unit; what it had done is taken back");
    if (context_.source != nullptr)
      failure_ = failure_->with_place({.file = context_.source->path});
  };
  try {
    throw;
  } catch (const Error& error) {
    failure_ = error;
  } catch (const std::exception& error) {
    set(error.what());
  } catch (const char* text) {
    set(text == nullptr ? "" : text);
  } catch (const std::string& text) {
    set(text);
  } catch (...) {
    set("one that is no std::exception");
  }
}

template <typename Make>
void Recorder::perform(int line, Make make) {
  guard(line, [&] { carry_out(make(), line); });
}

void Recorder::carry_out(operations::Operation operation, int line) {
  if (batch_) {
    batch_->changes.push_back(part_of_batch(operation, batch_->table));
  } else {
    executor_.execute(operation, line);
  }
}

void Recorder::create_table(
    Text name, List<TableItem> items, const TableOptions& options, int line) {
  perform(line, [&] {
    return operations::CreateTable{
        .table = own_table(own_name(options.schema, name), items, options, context_.naming),
        .if_not_exists = options.if_not_exists};
  });
}

void Recorder::drop_table(Text name, List<TableItem> items, const DropOptions& options, int line) {
  perform(line, [&] {
    operations::DropTable drop{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
    if (!items.empty()) drop.existing = own_table(drop.name, items, {}, context_.naming);
    return drop;
  });
}

void Recorder::rename_table(Text name, Text new_name, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::RenameTable{
        .name = own_name(options.schema, name), .new_name = own(new_name)};
  });
}

void Recorder::create_table_comment(
    Text table, Text comment, Optional<Text> existing, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::SetTableComment{
        .table = own_name(options.schema, table),
        .comment = own(comment),
        .existing = own(existing)};
  });
}

void Recorder::drop_table_comment(
    Text table, Optional<Text> existing, const SchemaOption& options, int line) {
  create_table_comment(table, {}, existing, options, line);
}

void Recorder::add_column(
    Text table, const Column& column, const AddColumnOptions& options, int line) {
  perform(line, [&] {
    auto add = own_add_column(own_name(options.schema, table), column, context_.naming);
    add.if_not_exists = options.if_not_exists;
    return add;
  });
}

void Recorder::drop_column(Text table, Text name, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropColumn{
        .table = own_name(options.schema, table),
        .name = own(name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::drop_column(Text table, const Column& column, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropColumn{
        .table = own_name(options.schema, table),
        .name = own(column.name),
        .if_exists = options.if_exists,
        .cascade = options.cascade,
        .existing = own_add_column(own_name(options.schema, table), column, context_.naming)};
  });
}

void Recorder::alter_column(Text table, Text name, const AlterColumn& change, int line) {
  perform(line, [&] { return own_alter_column(table, name, change); });
}

void Recorder::rename_column(
    Text table, Text name, Text new_name, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::RenameColumn{
        .table = own_name(options.schema, table), .name = own(name), .new_name = own(new_name)};
  });
}

void Recorder::create_index(
    Text name, Text table, const IndexColumns& columns, const IndexOptions& options, int line) {
  perform(line, [&] {
    operations::CreateIndex create{
        .table = own_name(options.schema, table),
        .index = own(Index{
            .name = name,
            .columns = columns,
            .unique = options.unique,
            .method = options.method,
            .where = options.where,
            .include = options.include,
            .nulls_not_distinct = options.nulls_not_distinct,
            .with = options.with,
            .tablespace = options.tablespace}),
        .concurrently = options.concurrently,
        .if_not_exists = options.if_not_exists};
    fill_name(create.index, create.table.name, context_.naming);
    return create;
  });
}

void Recorder::drop_index(Text name, Text table, const DropIndexOptions& options, int line) {
  perform(line, [&] {
    return operations::DropIndex{
        .table = own_name(options.schema, table),
        .name = own(name),
        .if_exists = options.if_exists,
        .concurrently = options.concurrently,
        .cascade = options.cascade};
  });
}

void Recorder::drop_index(
    const Index& index, Text table, const DropIndexOptions& options, int line) {
  perform(line, [&] {
    schema::Index existing = own(index);
    fill_name(existing, own(table), context_.naming);
    return operations::DropIndex{
        .table = own_name(options.schema, table),
        .name = existing.name,
        .if_exists = options.if_exists,
        .concurrently = options.concurrently,
        .cascade = options.cascade,
        .existing = existing};
  });
}

void Recorder::rename_index(
    Text name, Text new_name, Text table, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::RenameIndex{
        .table = own_name(options.schema, table), .name = own(name), .new_name = own(new_name)};
  });
}

void Recorder::create_primary_key(
    Text name, Text table, const Names& columns, const PrimaryKeyOptions& options, int line) {
  perform(line, [&] {
    const PrimaryKey key{
        .name = name, .columns = columns, .include = options.include, .deferral = options.deferral};
    return operations::AddConstraint{
        .table = own_name(options.schema, table),
        .constraint = own_constraint(key, own(table), context_.naming)};
  });
}

void Recorder::create_unique_constraint(
    Text name, Text table, const Names& columns, const UniqueOptions& options, int line) {
  perform(line, [&] {
    const Unique unique{
        .name = name,
        .columns = columns,
        .include = options.include,
        .nulls_not_distinct = options.nulls_not_distinct,
        .deferral = options.deferral};
    return operations::AddConstraint{
        .table = own_name(options.schema, table),
        .constraint = own_constraint(unique, own(table), context_.naming)};
  });
}

void Recorder::create_foreign_key(
    Text name,
    Text table,
    Text referred_table,
    const Names& columns,
    const Names& referred_columns,
    const ForeignKeyOptions& options,
    int line) {
  perform(line, [&] {
    const ForeignKey key{
        .name = name,
        .columns = columns,
        .referred_table = referred_table,
        .referred_columns = referred_columns,
        .referred_schema = options.referred_schema,
        .on_delete = options.on_delete,
        .on_update = options.on_update,
        .match = options.match,
        .deferral = options.deferral,
        .not_valid = options.not_valid};
    return operations::AddConstraint{
        .table = own_name(options.schema, table),
        .constraint = own_constraint(key, own(table), context_.naming)};
  });
}

void Recorder::create_check_constraint(
    Text name, Text table, Text condition, const CheckOptions& options, int line) {
  perform(line, [&] {
    const Check check{
        .name = name,
        .condition = condition,
        .not_valid = options.not_valid,
        .no_inherit = options.no_inherit};
    return operations::AddConstraint{
        .table = own_name(options.schema, table),
        .constraint = own_constraint(check, own(table), context_.naming)};
  });
}

void Recorder::create_exclude_constraint(
    Text name,
    Text table,
    const ExcludeElements& elements,
    const ExcludeOptions& options,
    int line) {
  perform(line, [&] {
    const Exclude exclude{
        .name = name,
        .elements = elements,
        .method = options.method,
        .where = options.where,
        .deferral = options.deferral};
    return operations::AddConstraint{
        .table = own_name(options.schema, table),
        .constraint = own_constraint(exclude, own(table), context_.naming)};
  });
}

void Recorder::drop_constraint(Text name, Text table, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropConstraint{
        .table = own_name(options.schema, table),
        .name = own(name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::drop_constraint(
    const TableItem& constraint, Text table, const DropOptions& options, int line) {
  perform(line, [&] {
    schema::Constraint existing = own_constraint(constraint, own(table), context_.naming);
    if (schema::name(existing).empty()) {
      throw Error(ErrorCode::unit_error, "a constraint without a name cannot be dropped");
    }
    return operations::DropConstraint{
        .table = own_name(options.schema, table),
        .name = schema::name(existing),
        .if_exists = options.if_exists,
        .cascade = options.cascade,
        .existing = existing};
  });
}

void Recorder::rename_constraint(
    Text name, Text new_name, Text table, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::RenameConstraint{
        .table = own_name(options.schema, table), .name = own(name), .new_name = own(new_name)};
  });
}

void Recorder::validate_constraint(Text name, Text table, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::ValidateConstraint{
        .table = own_name(options.schema, table), .name = own(name)};
  });
}

void Recorder::bulk_insert(
    Text table,
    const Names& columns,
    List<List<Value>> rows,
    const SchemaOption& options,
    int line) {
  perform(line, [&] {
    operations::BulkInsert insert{
        .table = own_name(options.schema, table), .columns = own(columns)};
    insert.rows.reserve(rows.size());
    for (const List<Value>& row : rows)
      insert.rows.push_back(own(row));
    return insert;
  });
}

void Recorder::execute(
    Text statement, List<Value> parameters, const ExecuteOptions& options, int line) {
  perform(line, [&] {
    return operations::ExecuteSql{
        .sql = own(statement), .parameters = own(parameters), .reverse = own(options.reverse)};
  });
}

void Recorder::create_schema(Text name, const CreateSchemaOptions& options, int line) {
  perform(line, [&] {
    return operations::CreateSchema{
        .name = own(name), .owner = own(options.owner), .if_not_exists = options.if_not_exists};
  });
}

void Recorder::drop_schema(Text name, const DropSchemaOptions& options, int line) {
  perform(line, [&] {
    return operations::DropSchema{
        .name = own(name), .if_exists = options.if_exists, .cascade = options.cascade};
  });
}

void Recorder::create_enum(Text name, List<Text> values, const SchemaOption& options, int line) {
  perform(line, [&] {
    operations::CreateEnum create{.type = {.name = own_name(options.schema, name)}};
    for (const Text value : values)
      create.type.values.push_back(own(value));
    return create;
  });
}

void Recorder::drop_enum(Text name, const DropEnumOptions& options, int line) {
  perform(line, [&] {
    operations::DropEnum drop{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
    if (options.existing.empty()) return drop;
    drop.existing = schema::EnumType{.name = drop.name, .values = own(options.existing)};
    return drop;
  });
}

void Recorder::add_enum_value(Text name, Text value, const EnumValueOptions& options, int line) {
  perform(line, [&] {
    if (!options.before.empty() && !options.after.empty()) {
      throw Error(
          ErrorCode::unit_error, "a value stands before another one or after one, not both");
    }
    return operations::AddEnumValue{
        .type = own_name(options.schema, name),
        .value = own(value),
        .before = own(options.before),
        .after = own(options.after),
        .if_not_exists = options.if_not_exists};
  });
}

void Recorder::rename_enum_value(
    Text name, Text value, Text new_value, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::RenameEnumValue{
        .type = own_name(options.schema, name), .value = own(value), .new_value = own(new_value)};
  });
}

void Recorder::create_sequence(Text name, const Sequence& sequence, int line) {
  perform(line, [&] {
    return operations::CreateSequence{
        .sequence =
            {
                .name = own_name(sequence.schema, name),
                .type = own(sequence.type),
                .start = own(sequence.start),
                .increment = own(sequence.increment),
                .minimum = own(sequence.minimum),
                .maximum = own(sequence.maximum),
                .cache = own(sequence.cache),
                .cycle = own(sequence.cycle),
                .owned_by_table = own(sequence.owned_by_table),
                .owned_by_column = own(sequence.owned_by_column),
            },
        .if_not_exists = sequence.if_not_exists};
  });
}

void Recorder::alter_sequence(Text name, const AlterSequence& change, int line) {
  perform(line, [&] {
    return operations::AlterSequence{
        .change =
            {
                .name = own_name(change.schema, name),
                .type = own(change.type),
                .start = own(change.start),
                .increment = own(change.increment),
                .minimum = own(change.minimum),
                .maximum = own(change.maximum),
                .cache = own(change.cache),
                .cycle = own(change.cycle),
                .owned_by_table = own(change.owned_by_table),
                .owned_by_column = own(change.owned_by_column),
            },
        .restart = own(change.restart)};
  });
}

void Recorder::drop_sequence(Text name, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropSequence{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::create_domain(Text name, const Type& type, const Domain& domain, int line) {
  perform(line, [&] {
    return operations::CreateDomain{
        .domain = {
            .name = own_name(domain.schema, name),
            .type = own(type),
            .nullable = domain.nullable,
            .server_default = own_if_any(domain.server_default),
            .collation = own(domain.collation),
            .constraint_name = own(domain.constraint_name),
            .check = own(domain.check),
        }};
  });
}

void Recorder::drop_domain(Text name, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropDomain{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::create_view(Text name, Text query, const View& view, int line) {
  perform(line, [&] {
    return operations::CreateView{
        .view =
            {
                .name = own_name(view.schema, name),
                .query = own(query),
                .columns = own(view.columns),
                .temporary = view.temporary,
                .recursive = view.recursive,
                .with = own(view.with),
            },
        .or_replace = view.or_replace,
        .if_not_exists = view.if_not_exists};
  });
}

void Recorder::drop_view(Text name, Text query, const DropOptions& options, int line) {
  perform(line, [&] {
    operations::DropView drop{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
    if (!query.empty()) drop.existing = schema::View{.name = drop.name, .query = own(query)};
    return drop;
  });
}

void Recorder::create_materialized_view(
    Text name, Text query, const MaterializedView& view, int line) {
  perform(line, [&] {
    return operations::CreateMaterializedView{
        .view =
            {
                .name = own_name(view.schema, name),
                .query = own(query),
                .columns = own(view.columns),
                .with_data = view.with_data,
                .with = own(view.with),
                .tablespace = own(view.tablespace),
                .access_method = own(view.access_method),
            },
        .if_not_exists = view.if_not_exists};
  });
}

void Recorder::refresh_materialized_view(Text name, const RefreshOptions& options, int line) {
  perform(line, [&] {
    return operations::RefreshMaterializedView{
        .name = own_name(options.schema, name),
        .concurrently = options.concurrently,
        .with_data = options.with_data};
  });
}

void Recorder::drop_materialized_view(Text name, Text query, const DropOptions& options, int line) {
  perform(line, [&] {
    operations::DropMaterializedView drop{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
    if (!query.empty()) {
      drop.existing = schema::MaterializedView{.name = drop.name, .query = own(query)};
    }
    return drop;
  });
}

void Recorder::create_function(Text name, const Function& function, int line) {
  perform(line, [&] {
    return operations::CreateFunction{
        .function =
            {
                .name = own_name(function.schema, name),
                .arguments = own(function.arguments),
                .returns = own(function.returns),
                .language = own(function.language),
                .body = own(function.body),
                .volatility = function.volatility,
                .strict = function.strict,
                .security_definer = function.security_definer,
                .leakproof = function.leakproof,
                .parallel_safe = function.parallel_safe,
                .set = own(function.set),
            },
        .or_replace = function.or_replace};
  });
}

void Recorder::drop_function(Text name, const DropFunctionOptions& options, int line) {
  perform(line, [&] {
    return operations::DropFunction{
        .name = own_name(options.schema, name),
        .arguments = own(options.arguments),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::create_trigger(Text name, Text table, const Trigger& trigger, int line) {
  perform(line, [&] {
    return operations::CreateTrigger{
        .trigger =
            {
                .name = own(name),
                .table = own_name(trigger.schema, table),
                .timing = trigger.timing,
                .on_insert = trigger.on_insert,
                .on_update = trigger.on_update,
                .on_delete = trigger.on_delete,
                .on_truncate = trigger.on_truncate,
                .update_of = own(trigger.update_of),
                .for_each_row = trigger.for_each_row,
                .when = own(trigger.when),
                .function = own(trigger.function),
                .body = own(trigger.body),
                .constraint = trigger.constraint,
                .deferral = trigger.deferral,
                .old_table = own(trigger.old_table),
                .new_table = own(trigger.new_table),
            },
        .or_replace = trigger.or_replace,
        .if_not_exists = trigger.if_not_exists};
  });
}

void Recorder::drop_trigger(Text name, Text table, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropTrigger{
        .name = own(name),
        .table = own_name(options.schema, table),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::create_extension(Text name, const ExtensionOptions& options, int line) {
  perform(line, [&] {
    return operations::CreateExtension{
        .extension =
            {.name = own(name), .schema = own(options.schema), .version = own(options.version)},
        .if_not_exists = options.if_not_exists,
        .cascade = options.cascade};
  });
}

void Recorder::drop_extension(Text name, const DropExtensionOptions& options, int line) {
  perform(line, [&] {
    return operations::DropExtension{
        .name = own(name), .if_exists = options.if_exists, .cascade = options.cascade};
  });
}

Text Recorder::dialect() const {
  return executor_.dialect();
}

bool Recorder::is_offline() const {
  return executor_.is_offline();
}

void Recorder::fail(Text message, int line) {
  guard(line, [&] { throw Error(ErrorCode::unit_error, own(message)); });
  throw Error(*failure_);  // `guard` has thrown it already
}

Result& Recorder::run_query(Text statement, List<Value> parameters, int line) {
  guard(line, [&] {
    std::optional<support::Place> place;
    if (context_.source != nullptr) {
      place = support::line_at(*context_.source, static_cast<std::size_t>(line));
    }
    results_.push_back(std::make_unique<QueryRows>(
        executor_.query(own(statement), own(parameters), line),
        std::move(place),
        [this](const QueryRows& done) {
          std::erase_if(results_, [&](const auto& rows) { return rows.get() == &done; });
        }));
  });
  return *results_.back();
}

void Recorder::begin_autocommit(int line) {
  guard(line, [&] { executor_.begin_autocommit(line); });
}

void Recorder::end_autocommit(int line) {
  guard(line, [&] { executor_.end_autocommit(line); });
}

void Recorder::begin_batch(Text table, const BatchOptions& options, int line) {
  guard(line, [&] {
    if (batch_) {
      throw Error(ErrorCode::unit_error, "batch_alter_table inside batch_alter_table");
    }
    batch_ = operations::BatchAlterTable{
        .table = own_name(options.schema, table), .recreate = options.recreate};
  });
}

void Recorder::end_batch(int line) {
  perform(line, [&] { return *std::exchange(batch_, std::nullopt); });
}

}  // namespace migrate::units
