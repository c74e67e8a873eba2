#include "migrate/output/metadata_json.hpp"

#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "schema/words.hpp"
#include "support/text.hpp"

namespace migrate::output {
namespace {

using Json = nlohmann::ordered_json;
using schema::word;

// Each of these adds a member, unless it says nothing.

void add(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void add(Json& object, const char* key, const std::vector<std::string>& texts) {
  if (!texts.empty()) object[key] = texts;
}

template <typename Number>
void add(Json& object, const char* key, const std::optional<Number>& number) {
  if (number) object[key] = *number;
}

void add_flag(Json& object, const char* key, bool flag) {
  if (flag) object[key] = true;
}

template <typename Enum>
void add_word(Json& object, const char* key, Enum value, Enum unless) {
  if (value != unless) object[key] = word(value);
}

void add(Json& object, const char* key, const std::vector<schema::Setting>& settings) {
  for (const schema::Setting& setting : settings)
    object[key][setting.name] = setting.value;
}

void add(Json& object, const schema::Name& name) {
  object["name"] = name.name;
  add(object, "schema", name.schema);
}

Json type(const schema::Type& type) {
  Json result{{"kind", schema::name(type.kind)}};
  add(result, "length", type.length);
  add(result, "scale", type.scale);
  if (type.dimensions > 0) result["dimensions"] = type.dimensions;
  add(result, "name", type.name);
  add(result, "schema", type.schema);
  return result;
}

struct DefaultWriter {
  Json operator()(const schema::Null& /*null*/) const { return {{"value", nullptr}}; }
  Json operator()(bool value) const { return {{"value", value}}; }
  Json operator()(std::int64_t value) const { return {{"value", value}}; }
  Json operator()(double value) const { return {{"value", value}}; }
  Json operator()(const std::string& value) const { return {{"value", value}}; }
  Json operator()(const schema::Bytes& value) const {
    return {{"bytes", support::hex(value.data)}};
  }
  Json operator()(const schema::Expression& value) const { return {{"expression", value.text}}; }
};

Json identity(const schema::Identity& identity) {
  Json result{{"always", identity.always}};
  add(result, "start", identity.start);
  add(result, "increment", identity.increment);
  add(result, "minimum", identity.minimum);
  add(result, "maximum", identity.maximum);
  add(result, "cache", identity.cache);
  add_flag(result, "cycle", identity.cycle);
  return result;
}

Json column(const schema::Column& column) {
  Json result{{"name", column.name}, {"type", type(column.type)}, {"nullable", column.nullable}};
  if (column.server_default)
    result["server_default"] = std::visit(DefaultWriter{}, *column.server_default);
  add(result, "collation", column.collation);
  if (column.identity) result["identity"] = identity(*column.identity);
  if (column.computed) {
    result["computed"] = {
        {"expression", column.computed->expression}, {"storage", word(column.computed->storage)}};
  }
  add_word(result, "not_null_conflict", column.not_null_conflict, OnConflict::unspecified);
  add(result, "comment", column.comment);
  return result;
}

struct ConstraintWriter {
  Json operator()(const schema::PrimaryKey& key) const {
    Json result = keyed("primary_key", key);
    add_flag(result, "nullable", key.nullable);
    return finish(std::move(result), key);
  }

  Json operator()(const schema::Unique& unique) const {
    Json result = keyed("unique", unique);
    add_flag(result, "nulls_not_distinct", unique.nulls_not_distinct);
    return finish(std::move(result), unique);
  }

  Json operator()(const schema::ForeignKey& key) const {
    Json result = begin("foreign_key", key.name);
    result["columns"] = key.columns;
    result["referred_table"] = key.referred_table.name;
    add(result, "referred_schema", key.referred_table.schema);
    add(result, "referred_columns", key.referred_columns);
    add_word(result, "on_delete", key.on_delete, Action::no_action);
    add(result, "on_delete_columns", key.on_delete_columns);
    add_word(result, "on_update", key.on_update, Action::no_action);
    add_word(result, "match", key.match, Match::simple);
    add_word(result, "deferral", key.deferral, Deferral::not_deferrable);
    add_flag(result, "not_valid", key.not_valid);
    add_flag(result, "period", key.period);
    add_flag(result, "not_enforced", key.not_enforced);
    return finish(std::move(result), key);
  }

  Json operator()(const schema::Check& check) const {
    Json result = begin("check", check.name);
    result["condition"] = check.condition;
    add_flag(result, "not_valid", check.not_valid);
    add_flag(result, "no_inherit", check.no_inherit);
    add_flag(result, "not_enforced", check.not_enforced);
    return finish(std::move(result), check);
  }

  Json operator()(const schema::Exclude& exclude) const {
    Json result = begin("exclude", exclude.name);
    add(result, "method", exclude.method);
    result["elements"] = Json::array();
    for (const schema::ExcludeElement& element : exclude.elements) {
      Json one = Json::object();
      add(one, "column", element.column);
      add(one, "expression", element.expression);
      add(one, "operator_class", element.operator_class);
      add(one, "with", element.with);
      result["elements"].push_back(std::move(one));
    }
    add(result, "include", exclude.include);
    add(result, "where", exclude.where);
    add_word(result, "deferral", exclude.deferral, Deferral::not_deferrable);
    return finish(std::move(result), exclude);
  }

 private:
  static Json begin(std::string_view kind, const std::string& name) {
    Json result{{"kind", kind}};
    add(result, "name", name);
    return result;
  }

  template <typename Key>
  static Json keyed(std::string_view kind, const Key& key) {
    Json result = begin(kind, key.name);
    result["columns"] = key.columns;
    add(result, "include", key.include);
    add_word(result, "deferral", key.deferral, Deferral::not_deferrable);
    add_flag(result, "without_overlaps", key.without_overlaps);
    add_word(result, "on_conflict", key.on_conflict, OnConflict::unspecified);
    return result;
  }

  template <typename Constraint>
  static Json finish(Json result, const Constraint& constraint) {
    add(result, "comment", constraint.comment);
    return result;
  }
};

Json index_column(const schema::IndexColumn& column) {
  Json result = Json::object();
  add(result, "name", column.name);
  add(result, "expression", column.expression);
  add_word(result, "order", column.order, Order::ascending);
  add_word(result, "nulls", column.nulls, Nulls::unspecified);
  add(result, "operator_class", column.operator_class);
  add(result, "collation", column.collation);
  return result;
}

Json index(const schema::Index& index) {
  Json result{{"name", index.name}, {"columns", Json::array()}, {"unique", index.unique}};
  for (const schema::IndexColumn& column : index.columns)
    result["columns"].push_back(index_column(column));
  add(result, "method", index.method);
  add(result, "where", index.where);
  add(result, "include", index.include);
  add_flag(result, "nulls_not_distinct", index.nulls_not_distinct);
  add(result, "with", index.with);
  add(result, "tablespace", index.tablespace);
  add(result, "comment", index.comment);
  return result;
}

Json table(const schema::Table& table) {
  Json result = Json::object();
  add(result, table.name);
  result["columns"] = Json::array();
  for (const schema::Column& one : table.columns)
    result["columns"].push_back(column(one));
  result["constraints"] = Json::array();
  for (const schema::Constraint& one : table.constraints)
    result["constraints"].push_back(std::visit(ConstraintWriter{}, one));
  result["indexes"] = Json::array();
  for (const schema::Index& one : table.indexes)
    result["indexes"].push_back(index(one));
  add(result, "comment", table.comment);
  add_flag(result, "temporary", table.temporary);
  add_flag(result, "unlogged", table.unlogged);
  add_word(result, "on_commit", table.on_commit, OnCommit::unspecified);
  add(result, "partition_by", table.partition_by);
  add(result, "inherits", table.inherits);
  add(result, "partition_of", table.partition_of);
  add(result, "partition_bound", table.partition_bound);
  add(result, "with", table.with);
  add(result, "tablespace", table.tablespace);
  add(result, "access_method", table.access_method);
  add_flag(result, "strict", table.strict);
  add_flag(result, "without_rowid", table.without_rowid);
  add_flag(result, "autoincrement", table.autoincrement);
  return result;
}

Json sequence(const schema::Sequence& sequence) {
  Json result = Json::object();
  add(result, sequence.name);
  if (sequence.type) result["type"] = type(*sequence.type);
  add(result, "start", sequence.start);
  add(result, "increment", sequence.increment);
  add(result, "minimum", sequence.minimum);
  add(result, "maximum", sequence.maximum);
  add(result, "cache", sequence.cache);
  add(result, "cycle", sequence.cycle);
  add(result, "owned_by_table", sequence.owned_by_table);
  add(result, "owned_by_column", sequence.owned_by_column);
  add(result, "comment", sequence.comment);
  return result;
}

Json enumeration(const schema::EnumType& type) {
  Json result = Json::object();
  add(result, type.name);
  result["values"] = type.values;
  add(result, "comment", type.comment);
  return result;
}

Json named_schema(const schema::Schema& schema) {
  Json result{{"name", schema.name}};
  add(result, "comment", schema.comment);
  return result;
}

Json object(const schema::Object& object) {
  Json result{{"kind", object.kind}, {"name", object.name}};
  add(result, "schema", object.schema);
  result["definition"] = object.definition;
  add(result, "create", object.create);
  add(result, "drop", object.drop);
  return result;
}

Json unmanaged(const schema::Unmanaged& one) {
  return one.description();
}

template <typename Thing>
Json list(const std::vector<Thing>& things, Json (*write)(const Thing&)) {
  Json result = Json::array();
  for (const Thing& one : things)
    result.push_back(write(one));
  return result;
}

}  // namespace

std::string json(const schema::MetaData& metadata) {
  Json result{
      {"default_schema", metadata.default_schema},
      {"schemas", list(metadata.schemas, named_schema)},
      {"enums", list(metadata.enums, enumeration)},
      {"sequences", list(metadata.sequences, sequence)},
      {"tables", list(metadata.tables, table)},
  };
  if (metadata.has_objects) {
    result["objects"] = list(metadata.objects, object);
    result["unmanaged"] = list(metadata.unmanaged, unmanaged);
  }
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace migrate::output
