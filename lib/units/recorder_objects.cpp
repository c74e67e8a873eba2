#include "support/error.hpp"
#include "units/recorder.hpp"
#include "units/sdk_values.hpp"

namespace migrate::units {
namespace {

schema::View own_view(Text name, Text query, const View& view) {
  return {
      .name = own_name(view.schema, name),
      .query = own(query),
      .columns = own(view.columns),
      .temporary = view.temporary,
      .recursive = view.recursive,
      .with = own(view.with),
  };
}

schema::MaterializedView own_materialized_view(
    Text name, Text query, const MaterializedView& view) {
  return {
      .name = own_name(view.schema, name),
      .query = own(query),
      .columns = own(view.columns),
      .with_data = view.with_data,
      .with = own(view.with),
      .tablespace = own(view.tablespace),
      .access_method = own(view.access_method),
  };
}

}  // namespace

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

void Recorder::create_enum(Text name, List<Text> values, const EnumOptions& options, int line) {
  perform(line, [&] {
    operations::CreateEnum create{
        .type = {.name = own_name(options.schema, name), .comment = own(options.comment)}};
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
        .sequence = own_sequence(name, sequence), .if_not_exists = sequence.if_not_exists};
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
        .restart = own(change.restart),
        .whole = change.whole};
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
        .view = own_view(name, query, view),
        .or_replace = view.or_replace,
        .if_not_exists = view.if_not_exists};
  });
}

void Recorder::drop_view(Text name, Text query, const View& view, int line) {
  perform(line, [&] {
    return operations::DropView{
        .name = own_name(view.schema, name), .existing = own_view(name, query, view)};
  });
}

void Recorder::drop_view(Text name, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropView{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
  });
}

void Recorder::create_materialized_view(
    Text name, Text query, const MaterializedView& view, int line) {
  perform(line, [&] {
    return operations::CreateMaterializedView{
        .view = own_materialized_view(name, query, view), .if_not_exists = view.if_not_exists};
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

void Recorder::drop_materialized_view(
    Text name, Text query, const MaterializedView& view, int line) {
  perform(line, [&] {
    return operations::DropMaterializedView{
        .name = own_name(view.schema, name), .existing = own_materialized_view(name, query, view)};
  });
}

void Recorder::drop_materialized_view(Text name, const DropOptions& options, int line) {
  perform(line, [&] {
    return operations::DropMaterializedView{
        .name = own_name(options.schema, name),
        .if_exists = options.if_exists,
        .cascade = options.cascade};
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

}  // namespace migrate::units
