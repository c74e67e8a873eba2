#include "units/sdk_values.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "support/error.hpp"

namespace migrate::units {
namespace {

schema::IndexColumn own(const IndexColumn& column) {
  return {
      .name = units::own(column.name),
      .expression = units::own(column.expression),
      .order = column.order,
      .nulls = column.nulls,
      .operator_class = units::own(column.operator_class),
      .collation = units::own(column.collation),
  };
}

schema::ExcludeElement own(const ExcludeElement& element) {
  return {
      .column = units::own(element.column),
      .expression = units::own(element.expression),
      .with = units::own(element.with),
      .operator_class = units::own(element.operator_class),
  };
}

std::optional<int> number_if_any(int number) {
  return number < 0 ? std::nullopt : std::optional<int>(number);
}

schema::ColumnWords words_of(const Column& column) {
  schema::ColumnWords words{
      .primary_key = column.primary_key,
      .unique = column.unique,
      .index = column.index,
      .renamed_from = units::own(column.renamed_from),
  };
  if (column.references.has_value()) {
    const Reference& reference = column.references.value();
    schema::ForeignKey key{
        .referred_table = own_name(reference.schema, reference.table),
        .on_delete = reference.on_delete,
        .on_update = reference.on_update,
        .deferral = reference.deferral,
    };
    if (!reference.column.empty()) key.referred_columns.push_back(units::own(reference.column));
    words.references = std::move(key);
  }
  return words;
}

/// The constraint as it stands.
schema::Constraint constraint_of(const TableItem& item) {
  switch (item.kind()) {
    case TableItem::Kind::primary_key: return units::own(item.as<PrimaryKey>());
    case TableItem::Kind::unique: return units::own(item.as<Unique>());
    case TableItem::Kind::foreign_key: return units::own(item.as<ForeignKey>());
    case TableItem::Kind::check: return units::own(item.as<Check>());
    case TableItem::Kind::exclude: return units::own(item.as<Exclude>());
    case TableItem::Kind::column:
    case TableItem::Kind::index:
    case TableItem::Kind::group: break;
  }
  throw Error(ErrorCode::unit_error, "a column or an index, where a constraint must stand");
}

/// Takes the name off that stands for none.
schema::NoName take_unnamed(schema::Constraint& constraint) {
  if (name(constraint) != units::own(unnamed)) return schema::NoName::left_out;
  std::visit([](auto& one) { one.name.clear(); }, constraint);
  return schema::NoName::unnamed;
}

void add(schema::TableBuilder& builder, const TableItem& item) {
  switch (item.kind()) {
    case TableItem::Kind::column: {
      const auto& column = item.as<Column>();
      builder.add(units::own(column), words_of(column));
      return;
    }
    case TableItem::Kind::group:
      for (const Column& column : item.columns())
        builder.add(units::own(column), words_of(column));
      return;
    case TableItem::Kind::index: builder.add(units::own(item.as<Index>())); return;
    case TableItem::Kind::primary_key:
    case TableItem::Kind::unique:
    case TableItem::Kind::foreign_key:
    case TableItem::Kind::check:
    case TableItem::Kind::exclude: {
      schema::Constraint constraint = constraint_of(item);
      const schema::NoName no_name = take_unnamed(constraint);
      builder.add(std::move(constraint), no_name);
      return;
    }
  }
}

void check_keys(const schema::Table& table) {
  const auto count = std::ranges::count_if(table.constraints, [](const auto& constraint) {
    return std::holds_alternative<schema::PrimaryKey>(constraint);
  });
  if (count < 2) return;
  throw Error(
      ErrorCode::unit_error,
      fmt::format("the table {} has two primary keys", table.name.name),
      "mark its columns with `.primary_key = true`, or list them in one PrimaryKey{...}");
}

}  // namespace

void check_length(std::size_t size, std::size_t most) {
  if (size <= most) return;
  throw Error(
      ErrorCode::unit_error,
      fmt::format("a list of {} items, where {} can stand at most", size, most));
}

std::string own(Text text) {
  return text.empty() ? std::string{} : std::string(text.data(), text.size());
}

schema::Name own_name(Text schema, Text name) {
  return {.schema = own(schema), .name = own(name)};
}

std::vector<schema::Setting> own(const Settings& settings) {
  check_length(settings.size(), Settings::capacity);
  std::vector<schema::Setting> result;
  for (const Setting& setting : settings)
    result.push_back({.name = own(setting.name), .value = own(setting.value)});
  return result;
}

schema::Type own(const Type& type) {
  return {
      .kind = type.kind,
      .length = number_if_any(type.length),
      .scale = number_if_any(type.scale),
      .dimensions = type.dimensions,
      .name = own(type.name),
      .schema = own(type.schema),
  };
}

schema::Identity own(const Identity& identity) {
  return {
      .always = identity.always,
      .start = own(identity.start),
      .increment = own(identity.increment),
      .minimum = own(identity.minimum),
      .maximum = own(identity.maximum),
      .cache = own(identity.cache),
      .cycle = identity.cycle,
  };
}

schema::Computed own(const Computed& computed) {
  return {.expression = own(computed.expression), .storage = computed.storage};
}

schema::Column own(const Column& column) {
  return {
      .name = own(column.name),
      .type = own(column.type),
      // An identity is not null, whatever is said of it.
      .nullable = column.nullable && !column.primary_key && !column.identity.has_value(),
      .server_default = own_if_any(column.server_default),
      .collation = own(column.collation),
      .comment = own(column.comment),
      .identity = own(column.identity),
      .computed = own(column.computed),
      .not_null_conflict = column.not_null_conflict,
  };
}

schema::Index own(const Index& index) {
  check_length(index.columns.size(), IndexColumns::capacity);
  schema::Index result{
      .name = own(index.name),
      .unique = index.unique,
      .method = own(index.method),
      .where = own(index.where),
      .include = own(index.include),
      .nulls_not_distinct = index.nulls_not_distinct,
      .with = own(index.with),
      .tablespace = own(index.tablespace),
      .comment = own(index.comment),
  };
  for (const IndexColumn& column : index.columns)
    result.columns.push_back(own(column));
  return result;
}

schema::PrimaryKey own(const PrimaryKey& key) {
  return {
      .name = own(key.name),
      .columns = own(key.columns),
      .include = own(key.include),
      .deferral = key.deferral,
      .without_overlaps = key.without_overlaps,
      .on_conflict = key.on_conflict,
      .nullable = key.nullable,
      .comment = own(key.comment),
  };
}

schema::Unique own(const Unique& unique) {
  return {
      .name = own(unique.name),
      .columns = own(unique.columns),
      .include = own(unique.include),
      .nulls_not_distinct = unique.nulls_not_distinct,
      .deferral = unique.deferral,
      .without_overlaps = unique.without_overlaps,
      .on_conflict = unique.on_conflict,
      .comment = own(unique.comment),
  };
}

schema::ForeignKey own(const ForeignKey& key) {
  return {
      .name = own(key.name),
      .columns = own(key.columns),
      .referred_table = {.schema = own(key.referred_schema), .name = own(key.referred_table)},
      .referred_columns = own(key.referred_columns),
      .on_delete = key.on_delete,
      .on_update = key.on_update,
      .match = key.match,
      .deferral = key.deferral,
      .not_valid = key.not_valid,
      .on_delete_columns = own(key.on_delete_columns),
      .period = key.period,
      .not_enforced = key.not_enforced,
      .comment = own(key.comment),
  };
}

schema::Check own(const Check& check) {
  return {
      .name = own(check.name),
      .condition = own(check.condition),
      .not_valid = check.not_valid,
      .no_inherit = check.no_inherit,
      .not_enforced = check.not_enforced,
      .comment = own(check.comment),
  };
}

schema::Exclude own(const Exclude& exclude) {
  check_length(exclude.elements.size(), ExcludeElements::capacity);
  schema::Exclude result{
      .name = own(exclude.name),
      .method = own(exclude.method),
      .where = own(exclude.where),
      .deferral = exclude.deferral,
      .include = own(exclude.include),
      .comment = own(exclude.comment),
  };
  for (const ExcludeElement& element : exclude.elements)
    result.elements.push_back(own(element));
  return result;
}

schema::Sequence own_sequence(Text name, const Sequence& sequence) {
  return {
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
      .comment = own(sequence.comment),
  };
}

schema::Value own(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none:
    case Value::Kind::null: return schema::Null{};
    case Value::Kind::boolean: return value.boolean();
    case Value::Kind::integer: return std::int64_t{value.integer()};
    case Value::Kind::real: return value.real();
    case Value::Kind::text: return own(value.text());
    case Value::Kind::bytes: return schema::Bytes{own(value.text())};
    case Value::Kind::expression: return schema::Expression{own(value.text())};
    case Value::Kind::too_large:
      throw Error(
          ErrorCode::unit_error,
          "a number over 9223372036854775807, the largest that both databases have");
  }
  return schema::Null{};
}

std::vector<schema::Value> own(List<Value> values) {
  std::vector<schema::Value> result;
  result.reserve(values.size());
  for (const Value& value : values)
    result.push_back(own(value));
  return result;
}

std::optional<schema::Value> own_if_any(const Value& value) {
  if (value.kind() == Value::Kind::none) return std::nullopt;
  return own(value);
}

schema::ColumnParts parts_of(
    const Column& column, const std::string& table, const schema::NamingConvention& convention) {
  return schema::parts_of(own(column.name), words_of(column), table, convention);
}

schema::Table own_table(
    schema::Name name,
    List<TableItem> items,
    const TableOptions& options,
    const schema::NamingConvention& convention) {
  schema::Table table{
      .name = std::move(name),
      .comment = own(options.comment),
      .temporary = options.temporary,
      .unlogged = options.unlogged,
      .on_commit = options.on_commit,
      .partition_by = own(options.partition_by),
      .inherits = own(options.inherits),
      .partition_of = own(options.partition_of),
      .partition_bound = own(options.partition_bound),
      .with = own(options.with),
      .tablespace = own(options.tablespace),
      .access_method = own(options.access_method),
      .strict = options.strict,
      .without_rowid = options.without_rowid,
      .autoincrement = options.autoincrement,
  };
  schema::TableBuilder builder(table, convention);
  for (const TableItem& item : items)
    add(builder, item);
  builder.finish();
  check_keys(table);
  return table;
}

schema::Constraint own_constraint(
    const TableItem& item, const std::string& table, const schema::NamingConvention& convention) {
  schema::Constraint constraint = constraint_of(item);
  if (take_unnamed(constraint) == schema::NoName::left_out)
    fill_name(constraint, table, convention);
  return constraint;
}

}  // namespace migrate::units
