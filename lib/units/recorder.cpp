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
#include "units/thrown.hpp"

namespace migrate::units {
namespace {

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
  schema::ColumnParts parts = parts_of(column, table.name, naming);
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
              .collation = own(change.collation),
              .identity = own(change.identity),
              .computed = own(change.computed),
          },
      .existing =
          {
              .type = own(change.existing_type),
              .nullable = own(change.existing_nullable),
              .server_default = own_if_any(change.existing_server_default),
              .comment = own(change.existing_comment),
              .collation = own(change.existing_collation),
              .identity = own(change.existing_identity),
              .computed = own(change.existing_computed),
          },
      .using_expression = own(change.using_expression),
      .existing_using = own(change.existing_using),
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

Recorder::Recorder(CppContext context, Executor& executor)
    : context_(std::move(context)), executor_(executor) {}

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
  if (failure_ && !is_failure_of_block_) return;
  failure_ =
      thrown_error("unit", "mend the unit; what it had done is taken back", context_.source);
}

void Recorder::carry_out(const operations::Operation& operation, int line) {
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

void Recorder::drop_table(Text name, List<TableItem> items, const TableOptions& options, int line) {
  perform(line, [&] {
    operations::DropTable drop{.name = own_name(options.schema, name)};
    drop.existing = own_table(drop.name, items, options, context_.naming);
    return drop;
  });
}

void Recorder::drop_table(Text name, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropTable{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
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
        [this](const Error& error) {
          if (!failure_) failure_ = error;
        },
        [this](const QueryRows& done) {
          std::erase_if(results_, [&](const auto& rows) { return rows.get() == &done; });
        }));
  });
  return *results_.back();
}

void Recorder::begin_autocommit(int line) {
  guard(line, [&] {
    if (batch_ || is_in_autocommit_) {
      throw Error(
          ErrorCode::unit_error,
          fmt::format(
              "autocommit_block inside {}", batch_ ? "batch_alter_table" : "autocommit_block"));
    }
    executor_.begin_autocommit(line);
    is_in_autocommit_ = true;
  });
}

void Recorder::end_autocommit(int line) {
  guard(line, [&] {
    executor_.end_autocommit(line);
    is_in_autocommit_ = false;
  });
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

void Recorder::leave_block() {
  if (failure_) return;
  is_failure_of_block_ = true;
  failure_ = Error(
      ErrorCode::unit_error,
      fmt::format(
          "an exception left the block of {}", batch_ ? "batch_alter_table" : "autocommit_block"),
      "catch it inside the block, or let it end the unit");
  if (context_.source != nullptr) failure_ = failure_->with_place({.file = context_.source->path});
}

void Recorder::end_batch(int line) {
  perform(line, [&] { return *std::exchange(batch_, std::nullopt); });
}

}  // namespace migrate::units
