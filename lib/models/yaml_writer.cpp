#include "models/yaml_writer.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "models/table_words.hpp"
#include "models/type_text.hpp"
#include "models/yaml_layout.hpp"
#include "schema/words.hpp"
#include "support/text.hpp"

namespace migrate::models {
namespace {

using schema::RenameKind;

YamlText map() {
  return {.kind = YamlText::Kind::map};
}

void add_number(YamlText& map, std::string_view key, std::optional<std::int64_t> number) {
  if (number) map.add(key, yaml_word(std::to_string(*number)));
}

template <typename Word>
void add_word(YamlText& map, std::string_view key, Word word) {
  if (word != Word{}) map.add_text(key, schema::word(word));
}

std::string real(double value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value < 0 ? "-.inf" : ".inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

struct YamlValue {
  YamlText operator()(const schema::Null& /*null*/) const { return yaml_word("null"); }
  YamlText operator()(bool value) const { return yaml_word(value ? "true" : "false"); }
  YamlText operator()(std::int64_t value) const { return yaml_word(std::to_string(value)); }
  YamlText operator()(double value) const { return yaml_word(real(value)); }
  YamlText operator()(const std::string& value) const { return yaml_text(value); }
  YamlText operator()(const schema::Bytes& value) const {
    YamlText result = map();
    result.add("bytes", yaml_word(fmt::format("\"{}\"", support::hex(value.data))));
    return result;
  }
  YamlText operator()(const schema::Expression& value) const {
    YamlText result = map();
    result.add("expression", yaml_text(value.text));
    return result;
  }
};

YamlText write_identity(const schema::Identity& identity) {
  YamlText result = map();
  result.add_flag("always", identity.always);
  add_number(result, "start", identity.start);
  add_number(result, "increment", identity.increment);
  add_number(result, "minimum", identity.minimum);
  add_number(result, "maximum", identity.maximum);
  add_number(result, "cache", identity.cache);
  result.add_flag("cycle", identity.cycle);
  return result;
}

YamlText write_computed(const schema::Computed& computed) {
  YamlText result = map();
  result.add_text("expression", computed.expression);
  add_word(result, "storage", computed.storage);
  return result;
}

YamlText write_reference(const schema::ForeignKey& key) {
  YamlText result = map();
  result.add_text("table", key.referred_table.name);
  if (!key.referred_columns.empty()) result.add_text("column", key.referred_columns.front());
  result.add_text("schema", key.referred_table.schema);
  add_word(result, "on_delete", key.on_delete);
  add_word(result, "on_update", key.on_update);
  add_word(result, "deferral", key.deferral);
  return result;
}

YamlText write_settings(const std::vector<schema::Setting>& settings) {
  YamlText result = map();
  for (const schema::Setting& setting : settings)
    result.add(setting.name, yaml_text(setting.value));
  return result;
}

YamlText write_column(const SaidColumn& said) {
  const schema::Column& column = *said.column;
  YamlText result = map();
  result.add_text("name", column.name);
  result.add_text("type", write_type(column.type));
  const bool is_said = said.words.primary_key || column.identity.has_value();
  if (!column.nullable && !is_said) result.add("nullable", yaml_word("false"));
  result.add_flag("primary_key", said.words.primary_key);
  result.add_flag("unique", said.words.unique);
  result.add_flag("index", said.words.index);
  if (column.server_default) {
    result.add("server_default", std::visit(YamlValue{}, *column.server_default));
  }
  result.add_text("collation", column.collation);
  result.add_text("comment", column.comment);
  if (column.identity) result.add("identity", write_identity(*column.identity));
  if (column.computed) result.add("computed", write_computed(*column.computed));
  if (said.words.references) result.add("references", write_reference(*said.words.references));
  add_word(result, "not_null_conflict", column.not_null_conflict);
  result.add_text("renamed_from", said.words.renamed_from);
  return result;
}

YamlText write_index_column(const schema::IndexColumn& column) {
  if (column == schema::IndexColumn{.name = column.name}) return yaml_text(column.name);
  YamlText result = map();
  result.add_text("name", column.name);
  result.add_text("expression", column.expression);
  add_word(result, "order", column.order);
  add_word(result, "nulls", column.nulls);
  result.add_text("operator_class", column.operator_class);
  result.add_text("collation", column.collation);
  return result;
}

YamlText write_exclude_element(const schema::ExcludeElement& element) {
  YamlText result = map();
  result.add_text("column", element.column);
  result.add_text("expression", element.expression);
  result.add_text("with", element.with);
  result.add_text("operator_class", element.operator_class);
  return result;
}

template <typename Item>
YamlText write_list(const std::vector<Item>& items, YamlText (*write)(const Item&)) {
  YamlText list{.kind = YamlText::Kind::list};
  for (const Item& item : items)
    list.items.push_back(write(item));
  return list;
}

/// The fields of a constraint, its name and what all have in common aside.
struct YamlConstraint {
  YamlText operator()(const schema::PrimaryKey& key) const {
    YamlText result = map();
    result.add_texts("columns", key.columns);
    result.add_texts("include", key.include);
    add_word(result, "deferral", key.deferral);
    result.add_flag("without_overlaps", key.without_overlaps);
    add_word(result, "on_conflict", key.on_conflict);
    result.add_flag("nullable", key.nullable);
    return result;
  }
  YamlText operator()(const schema::Unique& unique) const {
    YamlText result = map();
    result.add_texts("columns", unique.columns);
    result.add_texts("include", unique.include);
    result.add_flag("nulls_not_distinct", unique.nulls_not_distinct);
    add_word(result, "deferral", unique.deferral);
    result.add_flag("without_overlaps", unique.without_overlaps);
    add_word(result, "on_conflict", unique.on_conflict);
    return result;
  }
  YamlText operator()(const schema::ForeignKey& key) const {
    YamlText result = map();
    result.add_texts("columns", key.columns);
    result.add_text("referred_table", key.referred_table.name);
    result.add_texts("referred_columns", key.referred_columns);
    result.add_text("referred_schema", key.referred_table.schema);
    add_word(result, "on_delete", key.on_delete);
    add_word(result, "on_update", key.on_update);
    add_word(result, "match", key.match);
    add_word(result, "deferral", key.deferral);
    result.add_flag("not_valid", key.not_valid);
    result.add_texts("on_delete_columns", key.on_delete_columns);
    result.add_flag("period", key.period);
    result.add_flag("not_enforced", key.not_enforced);
    return result;
  }
  YamlText operator()(const schema::Check& check) const {
    YamlText result = map();
    result.add_text("condition", check.condition);
    result.add_flag("not_valid", check.not_valid);
    result.add_flag("no_inherit", check.no_inherit);
    result.add_flag("not_enforced", check.not_enforced);
    return result;
  }
  YamlText operator()(const schema::Exclude& exclude) const {
    YamlText result = map();
    result.add("elements", write_list(exclude.elements, write_exclude_element));
    result.add_text("method", exclude.method);
    result.add_text("where", exclude.where);
    add_word(result, "deferral", exclude.deferral);
    result.add_texts("include", exclude.include);
    return result;
  }
};

YamlText write_constraint(const SaidConstraint& said) {
  YamlText result = map();
  result.add_text("name", schema::name(said.constraint));
  result.add_flag("unnamed", said.no_name == schema::NoName::unnamed);
  YamlText fields = std::visit(YamlConstraint{}, said.constraint);
  for (YamlText& member : fields.members)
    result.members.push_back(std::move(member));
  result.add_text(
      "comment",
      std::visit(
          [](const auto& one) -> const std::string& { return one.comment; }, said.constraint));
  result.add_text("renamed_from", said.renamed_from);
  return result;
}

YamlText write_index(const SaidIndex& said) {
  const schema::Index& index = said.index;
  YamlText result = map();
  result.add_text("name", index.name);
  result.add("columns", write_list(index.columns, write_index_column));
  result.add_flag("unique", index.unique);
  result.add_text("method", index.method);
  result.add_text("where", index.where);
  result.add_texts("include", index.include);
  result.add_flag("nulls_not_distinct", index.nulls_not_distinct);
  if (!index.with.empty()) result.add("with", write_settings(index.with));
  result.add_text("tablespace", index.tablespace);
  result.add_text("comment", index.comment);
  result.add_text("renamed_from", said.renamed_from);
  return result;
}

/// The key in a table's map that constraints of a kind stand under.
std::string_view list_key(const schema::Constraint& constraint) {
  struct Key {
    std::string_view operator()(const schema::PrimaryKey& /*one*/) const { return "primary_key"; }
    std::string_view operator()(const schema::Unique& /*one*/) const { return "unique"; }
    std::string_view operator()(const schema::ForeignKey& /*one*/) const { return "foreign_keys"; }
    std::string_view operator()(const schema::Check& /*one*/) const { return "checks"; }
    std::string_view operator()(const schema::Exclude& /*one*/) const { return "excludes"; }
  };
  return std::visit(Key{}, constraint);
}

void add_block(YamlText& map, std::string_view key, YamlText list) {
  if (list.items.empty()) return;
  list.is_block = true;
  map.add(key, std::move(list));
}

void add_options(YamlText& result, const schema::Table& table) {
  result.add_flag("temporary", table.temporary);
  result.add_flag("unlogged", table.unlogged);
  add_word(result, "on_commit", table.on_commit);
  result.add_text("partition_by", table.partition_by);
  result.add_texts("inherits", table.inherits);
  result.add_text("partition_of", table.partition_of);
  result.add_text("partition_bound", table.partition_bound);
  if (!table.with.empty()) result.add("with", write_settings(table.with));
  result.add_text("tablespace", table.tablespace);
  result.add_text("access_method", table.access_method);
  result.add_flag("strict", table.strict);
  result.add_flag("without_rowid", table.without_rowid);
  result.add_flag("autoincrement", table.autoincrement);
}

YamlText write_table(
    const schema::Table& table, const OldNames& old_names, const schema::NamingConvention& naming) {
  const SaidTable said = say(table, old_names, naming);
  YamlText result{.kind = YamlText::Kind::map, .is_block = true};
  result.add_text("name", table.name.name);
  result.add_text("schema", table.name.schema);
  result.add_text("comment", table.comment);
  result.add_text("renamed_from", said.renamed_from);
  add_options(result, table);
  add_block(result, "columns", write_list(said.columns, write_column));
  for (const std::string_view key :
       {"primary_key", "unique", "foreign_keys", "checks", "excludes"}) {
    YamlText list{.kind = YamlText::Kind::list};
    for (const SaidConstraint& one : said.constraints) {
      if (list_key(one.constraint) == key) list.items.push_back(write_constraint(one));
    }
    if (key == "primary_key" && !list.items.empty()) {
      result.add(key, std::move(list.items.front()));
    } else {
      add_block(result, key, std::move(list));
    }
  }
  add_block(result, "indexes", write_list(said.indexes, write_index));
  return result;
}

YamlText write_schema(const schema::Schema& schema) {
  if (schema.comment.empty()) return yaml_text(schema.name);
  YamlText result = map();
  result.add_text("name", schema.name);
  result.add_text("comment", schema.comment);
  return result;
}

YamlText write_enumeration(const schema::EnumType& type, const OldNames& old_names) {
  YamlText values{.kind = YamlText::Kind::list};
  for (const std::string& value : type.values) {
    const std::string old_name = old_names.find(RenameKind::enum_value, type.name, value);
    YamlText renamed = map();
    renamed.add_text("name", value);
    renamed.add_text("renamed_from", old_name);
    values.items.push_back(old_name.empty() ? yaml_text(value) : renamed);
  }
  YamlText result = map();
  result.add_text("name", type.name.name);
  result.add_text("schema", type.name.schema);
  result.add("values", std::move(values));
  result.add_text("comment", type.comment);
  result.add_text(
      "renamed_from",
      old_names.find(RenameKind::enumeration, {.schema = type.name.schema}, type.name.name));
  return result;
}

YamlText write_sequence(const schema::Sequence& sequence, const OldNames& old_names) {
  YamlText result = map();
  result.add_text("name", sequence.name.name);
  result.add_text("schema", sequence.name.schema);
  if (sequence.type) result.add_text("type", write_type(*sequence.type));
  add_number(result, "start", sequence.start);
  add_number(result, "increment", sequence.increment);
  add_number(result, "minimum", sequence.minimum);
  add_number(result, "maximum", sequence.maximum);
  add_number(result, "cache", sequence.cache);
  if (sequence.cycle) result.add("cycle", yaml_word(*sequence.cycle ? "true" : "false"));
  result.add_text("owned_by_table", sequence.owned_by_table);
  result.add_text("owned_by_column", sequence.owned_by_column);
  result.add_text("comment", sequence.comment);
  result.add_text(
      "renamed_from",
      old_names.find(RenameKind::sequence, {.schema = sequence.name.schema}, sequence.name.name));
  return result;
}

/// The texts of the tables behind a text: there may be so many that all of them in parts at a time
/// would take more room than what is written.
void write_tables(
    const schema::MetaData& metadata,
    const OldNames& old_names,
    const schema::NamingConvention& naming,
    std::string& text) {
  bool is_first = true;
  for (const schema::Table& table : metadata.tables) {
    YamlText list{.kind = YamlText::Kind::list};
    list.items.push_back(write_table(table, old_names, naming));
    YamlText document{.kind = YamlText::Kind::map, .is_block = true};
    add_block(document, "tables", std::move(list));
    const std::string lines = layout(document);
    text += is_first ? lines : lines.substr(lines.find('\n') + 1);
    is_first = false;
  }
}

}  // namespace

std::string write_yaml_model(
    const schema::MetaData& metadata, const schema::NamingConvention& naming) {
  const OldNames old_names(metadata.renames);
  YamlText document{.kind = YamlText::Kind::map, .is_block = true};
  add_block(document, "schemas", write_list(metadata.schemas, write_schema));
  YamlText enumerations{.kind = YamlText::Kind::list};
  for (const schema::EnumType& type : metadata.enums)
    enumerations.items.push_back(write_enumeration(type, old_names));
  add_block(document, "enumerations", std::move(enumerations));
  YamlText sequences{.kind = YamlText::Kind::list};
  for (const schema::Sequence& sequence : metadata.sequences)
    sequences.items.push_back(write_sequence(sequence, old_names));
  add_block(document, "sequences", std::move(sequences));
  std::string text = layout(document);
  write_tables(metadata, old_names, naming, text);
  return text;
}

}  // namespace migrate::models
