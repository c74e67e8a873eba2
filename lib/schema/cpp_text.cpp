#include "schema/cpp_text.hpp"

#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "schema/words.hpp"

namespace migrate::schema {
namespace {

CppText call(std::string_view name, std::string_view argument) {
  return {fmt::format("{}({})", name, cpp_literal(argument))};
}

CppText number(std::int64_t value) {
  // The smallest one has no literal.
  if (value == std::numeric_limits<std::int64_t>::min()) {
    return {fmt::format("{}LL - 1", value + 1)};
  }
  return {fmt::format("{}", value)};
}

/// The number as one that is no integer.
CppText real(double value) {
  if (std::isnan(value)) return {R"(__builtin_nan(""))"};
  if (std::isinf(value)) return {value < 0 ? "-__builtin_inf()" : "__builtin_inf()"};
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return {text};
}

struct CppValue {
  CppText operator()(const Null& /*null*/) const { return {"nullptr"}; }
  CppText operator()(bool value) const { return {value ? "true" : "false"}; }
  CppText operator()(std::int64_t value) const { return number(value); }
  CppText operator()(double value) const { return real(value); }
  CppText operator()(const std::string& value) const { return {cpp_literal(value)}; }
  CppText operator()(const Bytes& value) const { return call("bytes", value.data); }
  CppText operator()(const Expression& value) const { return call("expression", value.text); }
};

/// What stands between the parentheses of the function that makes the type.
std::string arguments(const Type& type) {
  if (type.kind == TypeKind::enumeration || type.kind == TypeKind::verbatim) {
    const std::string name = cpp_literal(type.name);
    return type.schema.empty() ? name : fmt::format("{}, {}", name, cpp_literal(type.schema));
  }
  if (!type.length) return {};
  return type.scale ? fmt::format("{}, {}", *type.length, *type.scale)
                    : fmt::format("{}", *type.length);
}

template <typename Word>
void add_word(CppFields& fields, std::string_view name, std::string_view type, Word value) {
  if (value == Word{}) return;
  const std::string_view end = word(value) == "virtual" ? "_" : "";
  fields.add(name, {fmt::format("{}::{}{}", type, word(value), end)});
}

void add_number(CppFields& fields, std::string_view name, std::optional<std::int64_t> value) {
  if (value) fields.add(name, number(*value));
}

void add_name(CppFields& fields, const std::string& name, NoName no_name) {
  if (name.empty() && no_name == NoName::unnamed) {
    fields.add("name", {"unnamed"});
  } else {
    fields.add_text("name", name);
  }
}

CppText reference(const ForeignKey& key) {
  CppFields fields;
  fields.add_text("table", key.referred_table.name);
  if (!key.referred_columns.empty()) fields.add_text("column", key.referred_columns.front());
  fields.add_text("schema", key.referred_table.schema);
  add_word(fields, "on_delete", "Action", key.on_delete);
  add_word(fields, "on_update", "Action", key.on_update);
  add_word(fields, "deferral", "Deferral", key.deferral);
  return fields.braced("Reference");
}

template <typename Item>
CppText items(const std::vector<Item>& list) {
  CppText text{.head = "{", .tail = "}"};
  for (const Item& item : list)
    text.parts.push_back(cpp_text(item));
  return text;
}

/// A constraint with its fields.
struct CppConstraint {
  NoName no_name;
  const std::string& renamed_from;

  CppText operator()(const PrimaryKey& key) const {
    CppFields fields;
    add_name(fields, key.name, no_name);
    fields.add_texts("columns", key.columns);
    fields.add_texts("include", key.include);
    add_word(fields, "deferral", "Deferral", key.deferral);
    fields.add_flag("without_overlaps", key.without_overlaps);
    add_word(fields, "on_conflict", "OnConflict", key.on_conflict);
    fields.add_flag("nullable", key.nullable);
    return finish(fields, key.comment, "PrimaryKey");
  }

  CppText operator()(const Unique& unique) const {
    CppFields fields;
    add_name(fields, unique.name, no_name);
    fields.add_texts("columns", unique.columns);
    fields.add_texts("include", unique.include);
    fields.add_flag("nulls_not_distinct", unique.nulls_not_distinct);
    add_word(fields, "deferral", "Deferral", unique.deferral);
    fields.add_flag("without_overlaps", unique.without_overlaps);
    add_word(fields, "on_conflict", "OnConflict", unique.on_conflict);
    return finish(fields, unique.comment, "Unique");
  }

  CppText operator()(const ForeignKey& key) const {
    CppFields fields;
    add_name(fields, key.name, no_name);
    fields.add_texts("columns", key.columns);
    fields.add_text("referred_table", key.referred_table.name);
    fields.add_texts("referred_columns", key.referred_columns);
    fields.add_text("referred_schema", key.referred_table.schema);
    add_word(fields, "on_delete", "Action", key.on_delete);
    add_word(fields, "on_update", "Action", key.on_update);
    add_word(fields, "match", "Match", key.match);
    add_word(fields, "deferral", "Deferral", key.deferral);
    fields.add_flag("not_valid", key.not_valid);
    fields.add_texts("on_delete_columns", key.on_delete_columns);
    fields.add_flag("period", key.period);
    fields.add_flag("not_enforced", key.not_enforced);
    return finish(fields, key.comment, "ForeignKey");
  }

  CppText operator()(const Check& check) const {
    CppFields fields;
    add_name(fields, check.name, no_name);
    fields.add_text("condition", check.condition);
    fields.add_flag("not_valid", check.not_valid);
    fields.add_flag("no_inherit", check.no_inherit);
    fields.add_flag("not_enforced", check.not_enforced);
    return finish(fields, check.comment, "Check");
  }

  CppText operator()(const Exclude& exclude) const {
    CppFields fields;
    fields.add_text("name", exclude.name);
    fields.add("elements", cpp_text(exclude.elements));
    fields.add_text("method", exclude.method);
    fields.add_text("where", exclude.where);
    add_word(fields, "deferral", "Deferral", exclude.deferral);
    fields.add_texts("include", exclude.include);
    return finish(fields, exclude.comment, "Exclude");
  }

  CppText finish(CppFields& fields, const std::string& comment, std::string_view type) const {
    fields.add_text("comment", comment);
    fields.add_text("renamed_from", renamed_from);
    return fields.braced(type);
  }
};

}  // namespace

CppText cpp_text(const Type& type) {
  std::string result = fmt::format("{}({})", name(type.kind), arguments(type));
  for (int i = 0; i < type.dimensions; ++i)
    result = fmt::format("array({})", result);
  return {result};
}

CppText cpp_text(const Value& value) {
  return std::visit(CppValue{}, value);
}

CppText cpp_text(const Identity& identity) {
  CppFields fields;
  fields.add_flag("always", identity.always);
  add_number(fields, "start", identity.start);
  add_number(fields, "increment", identity.increment);
  add_number(fields, "minimum", identity.minimum);
  add_number(fields, "maximum", identity.maximum);
  add_number(fields, "cache", identity.cache);
  fields.add_flag("cycle", identity.cycle);
  return fields.braced("Identity");
}

CppText cpp_text(const Computed& computed) {
  CppFields fields;
  fields.add_text("expression", computed.expression);
  add_word(fields, "storage", "Storage", computed.storage);
  return fields.braced("Computed");
}

CppText cpp_text(const IndexColumn& column) {
  if (column == IndexColumn{.name = column.name}) return {cpp_literal(column.name)};
  CppFields fields;
  fields.add_text("name", column.name);
  fields.add_text("expression", column.expression);
  add_word(fields, "order", "Order", column.order);
  add_word(fields, "nulls", "Nulls", column.nulls);
  fields.add_text("operator_class", column.operator_class);
  fields.add_text("collation", column.collation);
  return fields.braced("IndexColumn");
}

CppText cpp_text(const ExcludeElement& element) {
  CppFields fields;
  fields.add_text("column", element.column);
  fields.add_text("expression", element.expression);
  fields.add_text("with", element.with);
  fields.add_text("operator_class", element.operator_class);
  return fields.braced("ExcludeElement");
}

CppText cpp_text(const std::vector<Setting>& settings) {
  CppText text{.head = "{", .tail = "}"};
  for (const Setting& setting : settings) {
    CppFields fields;
    fields.add_text("name", setting.name);
    fields.add_text("value", setting.value);
    text.parts.push_back(fields.braced("Setting"));
  }
  return text;
}

CppText cpp_text(const std::vector<IndexColumn>& columns) {
  return items(columns);
}

CppText cpp_text(const std::vector<ExcludeElement>& elements) {
  return items(elements);
}

CppText cpp_text(const Column& column, const ColumnWords& words) {
  CppFields fields;
  fields.add_text("name", column.name);
  fields.add("type", cpp_text(column.type));
  const bool is_said = words.primary_key || column.identity.has_value();
  if (!column.nullable && !is_said) fields.add("nullable", {"false"});
  fields.add_flag("primary_key", words.primary_key);
  fields.add_flag("unique", words.unique);
  fields.add_flag("index", words.index);
  if (column.server_default) fields.add("server_default", cpp_text(*column.server_default));
  fields.add_text("collation", column.collation);
  fields.add_text("comment", column.comment);
  if (column.identity) fields.add("identity", cpp_text(*column.identity));
  if (column.computed) fields.add("computed", cpp_text(*column.computed));
  if (words.references) fields.add("references", reference(*words.references));
  add_word(fields, "not_null_conflict", "OnConflict", column.not_null_conflict);
  fields.add_text("renamed_from", words.renamed_from);
  return fields.braced("Column");
}

CppText cpp_text(const Constraint& constraint, NoName no_name, const std::string& renamed_from) {
  return std::visit(CppConstraint{no_name, renamed_from}, constraint);
}

CppText cpp_text(const Index& index, const std::string& renamed_from) {
  CppFields fields;
  fields.add_text("name", index.name);
  fields.add("columns", cpp_text(index.columns));
  fields.add_flag("unique", index.unique);
  fields.add_text("method", index.method);
  fields.add_text("where", index.where);
  fields.add_texts("include", index.include);
  fields.add_flag("nulls_not_distinct", index.nulls_not_distinct);
  if (!index.with.empty()) fields.add("with", cpp_text(index.with));
  fields.add_text("tablespace", index.tablespace);
  fields.add_text("comment", index.comment);
  fields.add_text("renamed_from", renamed_from);
  return fields.braced("Index");
}

void add_table_options(CppFields& fields, const Table& table) {
  fields.add_flag("temporary", table.temporary);
  fields.add_flag("unlogged", table.unlogged);
  add_word(fields, "on_commit", "OnCommit", table.on_commit);
  fields.add_text("partition_by", table.partition_by);
  fields.add_texts("inherits", table.inherits);
  fields.add_text("partition_of", table.partition_of);
  fields.add_text("partition_bound", table.partition_bound);
  if (!table.with.empty()) fields.add("with", cpp_text(table.with));
  fields.add_text("tablespace", table.tablespace);
  fields.add_text("access_method", table.access_method);
  fields.add_flag("strict", table.strict);
  fields.add_flag("without_rowid", table.without_rowid);
  fields.add_flag("autoincrement", table.autoincrement);
}

void add_sequence_fields(CppFields& fields, const Sequence& sequence) {
  add_number(fields, "increment", sequence.increment);
  add_number(fields, "minimum", sequence.minimum);
  add_number(fields, "maximum", sequence.maximum);
  add_number(fields, "cache", sequence.cache);
  if (sequence.cycle) fields.add("cycle", cpp_text(Value(*sequence.cycle)));
  fields.add_text("owned_by_table", sequence.owned_by_table);
  fields.add_text("owned_by_column", sequence.owned_by_column);
}

}  // namespace migrate::schema
