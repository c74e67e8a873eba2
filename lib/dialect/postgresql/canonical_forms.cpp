#include "dialect/postgresql/canonical_forms.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgresql/default_values.hpp"
#include "dialect/postgresql/expression_text.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/sequence_options.hpp"
#include "dialect/postgresql/type_words.hpp"
#include "sql/lexer.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// The text without "schema." in front, when that is the default one or pg_catalog.
void drop_schema(std::string& name, const std::string& default_schema) {
  for (const std::string& schema : {default_schema + ".", std::string("pg_catalog.")}) {
    if (name.size() > schema.size() && name.starts_with(schema)) name.erase(0, schema.size());
  }
}

void strip(std::string& expression) {
  expression = without_outer_parentheses(without_comments(expression));
}

class Canonical final {
 public:
  explicit Canonical(const std::string& default_schema) : default_schema_(default_schema) {}

  void visit(schema::Name& name) const {
    if (name.schema == default_schema_) name.schema.clear();
  }

  void visit(schema::Sequence& sequence) const {
    visit(sequence.name);
    if (sequence.type) sequence.type = canonical_type(*sequence.type, default_schema_);
    sequence = canonical_sequence(sequence);
  }

  void visit(schema::Table& table) const {
    visit(table.name);
    for (schema::Column& column : table.columns)
      visit(column, table.name);
    for (schema::Constraint& constraint : table.constraints)
      std::visit([this](auto& one) { this->visit(one); }, constraint);
    for (schema::Index& index : table.indexes)
      visit(index);
    not_null_keys(table);
    for (std::string& parent : table.inherits)
      drop_schema(parent, default_schema_);
    drop_schema(table.partition_of, default_schema_);
    visit(table.with);
    visit_tablespace(table.tablespace);
    if (table.access_method == "heap") table.access_method.clear();
    // These are SQLite's.
    table.strict = table.without_rowid = table.autoincrement = false;
  }

 private:
  void visit(schema::Column& column, const schema::Name& table) const {
    if (column.type.kind == TypeKind::verbatim && is_serial(column.type.name))
      throw no_serial(column, table);
    column.type = canonical_type(column.type, default_schema_);
    visit_collation(column.collation);
    visit(column.server_default, column.type);
    if (column.computed) strip(column.computed->expression);
    if (!column.identity) return;
    column.identity = canonical_identity(*column.identity, column.type.kind);
    column.nullable = false;
  }

  static void visit(std::optional<schema::Value>& value, const schema::Type& type) {
    if (!canonical_default(value, type)) value.reset();
    auto* const expression = value ? std::get_if<schema::Expression>(&*value) : nullptr;
    if (expression != nullptr) expression->text = without_comments(expression->text);
  }

  static Error no_serial(const schema::Column& column, const schema::Name& table) {
    return {
        ErrorCode::invalid_config,
        fmt::format(
            "column {}.{} has the type {}, which is no type but a sequence and a default",
            describe(table),
            column.name,
            column.type.name),
        "say `integer` or `bigint` with an identity; for a table that has the sequence already, "
        "declare the sequence too"};
  }

  void visit(schema::PrimaryKey& key) const { key.nullable = false; }
  void visit(schema::Unique& /*unique*/) const {}
  void visit(schema::ForeignKey& key) const {
    visit(key.referred_table);
    if (key.not_enforced) key.not_valid = false;
  }
  void visit(schema::Check& check) const {
    strip(check.condition);
    if (check.not_enforced) check.not_valid = false;
  }
  void visit(schema::Exclude& exclude) const {
    if (exclude.method == "gist") exclude.method.clear();
    strip(exclude.where);
    for (schema::ExcludeElement& element : exclude.elements) {
      strip(element.expression);
      drop_schema(element.operator_class, default_schema_);
    }
  }

  void visit(schema::Index& index) const {
    if (index.method == "btree") index.method.clear();
    strip(index.where);
    for (schema::IndexColumn& column : index.columns) {
      strip(column.expression);
      drop_schema(column.operator_class, default_schema_);
      visit_collation(column.collation);
      const Nulls usual = column.order == Order::ascending ? Nulls::last : Nulls::first;
      if (column.nulls == usual) column.nulls = Nulls::unspecified;
    }
    visit(index.with);
    visit_tablespace(index.tablespace);
  }

  void visit(std::vector<schema::Setting>& settings) const {
    for (schema::Setting& setting : settings)
      setting.name = support::to_lower(setting.name);
    std::ranges::sort(settings, {}, &schema::Setting::name);
  }

  void visit_collation(std::string& collation) const {
    drop_schema(collation, default_schema_);
    if (collation == "default") collation.clear();
  }

  static void visit_tablespace(std::string& tablespace) {
    if (tablespace == "pg_default") tablespace.clear();
  }

  static void not_null_keys(schema::Table& table) {
    const schema::PrimaryKey* const key = table.primary_key();
    if (key == nullptr) return;
    for (schema::Column& column : table.columns) {
      if (std::ranges::count(key->columns, column.name) > 0) column.nullable = false;
    }
  }

  const std::string& default_schema_;
};

/// The value of a storage parameter as it is compared.
std::string folded_value(const schema::Setting& setting) {
  std::string value = support::to_lower(setting.value);
  constexpr std::size_t quotes = 2;
  if (value.size() >= quotes && value.starts_with('\'') && value.ends_with('\''))
    value = value.substr(1, value.size() - quotes);
  constexpr std::array<std::string_view, 4> yes{"", "on", "true", "yes"};
  constexpr std::array<std::string_view, 3> no{"off", "false", "no"};
  if (std::ranges::find(yes, value) != yes.end()) return "true";
  if (std::ranges::find(no, value) != no.end()) return "false";
  return value;
}

void adopt_spelling(
    std::vector<schema::Setting>& settings, const std::vector<schema::Setting>& known) {
  for (schema::Setting& setting : settings) {
    const auto same = std::ranges::find_if(known, [&](const schema::Setting& one) {
      return one.name == setting.name && folded_value(one) == folded_value(setting);
    });
    if (same != known.end()) setting.value = same->value;
  }
}

/// The columns of primary keys, by the schema and the name of the table.
using PrimaryKeys = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

/// As declared, and of other tables as they are there.
PrimaryKeys primary_keys(const schema::MetaData& declared, const schema::MetaData& live) {
  PrimaryKeys keys;
  for (const schema::MetaData* const side : {&live, &declared}) {
    for (const schema::Table& table : side->tables) {
      const schema::PrimaryKey* const key = table.primary_key();
      if (key != nullptr) keys[{table.name.schema, table.name.name}] = key->columns;
    }
  }
  return keys;
}

void fill(schema::ForeignKey& key, const PrimaryKeys& keys) {
  if (!key.referred_columns.empty()) return;
  const auto found = keys.find({key.referred_table.schema, key.referred_table.name});
  if (found != keys.end()) key.referred_columns = found->second;
}

}  // namespace

void make_canonical(schema::MetaData& declared, const std::string& default_schema) {
  const Canonical canonical(default_schema);
  std::erase_if(
      declared.schemas, [&](const schema::Schema& one) { return one.name == default_schema; });
  for (schema::EnumType& type : declared.enums)
    canonical.visit(type.name);
  for (schema::Sequence& sequence : declared.sequences)
    canonical.visit(sequence);
  for (schema::Table& table : declared.tables)
    canonical.visit(table);
  for (schema::Rename& rename : declared.renames)
    canonical.visit(rename.parent);
  declared.default_schema = default_schema;
}

void fill_referred_columns(schema::MetaData& declared, const schema::MetaData& live) {
  const PrimaryKeys keys = primary_keys(declared, live);
  for (schema::Table& table : declared.tables) {
    for (schema::Constraint& constraint : table.constraints) {
      if (auto* const key = std::get_if<schema::ForeignKey>(&constraint)) fill(*key, keys);
    }
  }
}

void adopt_options(schema::Table& declared, const schema::Table& live) {
  adopt_spelling(declared.with, live.with);
  if (folded_expression(declared.partition_by) == folded_expression(live.partition_by))
    declared.partition_by = live.partition_by;
  for (schema::Index& index : declared.indexes) {
    const auto same = std::ranges::find(live.indexes, index.name, &schema::Index::name);
    if (same != live.indexes.end()) adopt_spelling(index.with, same->with);
  }
}

}  // namespace migrate::dialect::postgresql
