#include "support/error.hpp"
#include "units/recorder.hpp"
#include "units/sdk_values.hpp"

namespace migrate::units {

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
            .tablespace = options.tablespace,
            .comment = options.comment}),
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

void Recorder::create_constraint(
    const TableItem& constraint, Text table, const SchemaOption& options, int line) {
  perform(line, [&] {
    return operations::AddConstraint{
        .table = own_name(options.schema, table),
        .constraint = own_constraint(constraint, own(table), context_.naming)};
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

}  // namespace migrate::units
