#include "models/yaml_reader.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/yaml_fields.hpp"
#include "models/yaml_parts.hpp"
#include "models/yaml_tree.hpp"
#include "schema/problem.hpp"
#include "support/suggest.hpp"

namespace migrate::models {
namespace {

using schema::RenameKind;

/// The items of the member `key`; none when it is not there.
std::span<const YamlNode> items(YamlFields& fields, std::string_view key) {
  const YamlNode* const node = fields.find(key);
  return node == nullptr ? std::span<const YamlNode>() : items_of(fields.source(), *node);
}

/// Reads a model.
class Reader final {
 public:
  Reader(const support::Source& source, const schema::NamingConvention& naming)
      : source_(source), naming_(naming) {}

  schema::MetaData run(const YamlNode& document) {
    if (document.kind == YamlKind::null) return {};
    YamlFields fields(source_, document, "a model");
    read_groups(fields.find("groups"));
    for (const YamlNode& node : items(fields, "schemas"))
      read_schema(node);
    for (const YamlNode& node : items(fields, "enumerations"))
      read_enumeration(node);
    for (const YamlNode& node : items(fields, "sequences"))
      read_sequence(node);
    for (const YamlNode& node : items(fields, "tables"))
      read_table(node);
    fields.finish();
    return std::move(metadata_);
  }

 private:
  template <typename Object>
  void check(const Object& object, const YamlNode& node) const {
    const auto problem = schema::find_problem(object);
    if (problem) throw error_at(source_, node.mark, problem->message, problem->hint);
  }

  void declare_once(std::string_view kind, const schema::Name& name, const YamlNode& node) {
    const auto [known, is_new] =
        declared_.emplace(fmt::format("{} {}\n{}", kind, name.schema, name.name), node.mark.line);
    if (is_new) return;
    throw error_at(
        source_,
        node.mark,
        fmt::format(
            "{} {} is declared twice, first in line {}",
            kind,
            schema::describe(name),
            known->second + 1),
        "remove one of the two, or rename it");
  }

  void add_rename(schema::Rename rename, const YamlNode& node) {
    if (rename.from.empty() || rename.from == rename.to) return;
    if (rename.to.empty()) {
      throw error_at(
          source_,
          node.mark,
          fmt::format("what was renamed from {} has no name", rename.from),
          "give it its new name");
    }
    metadata_.renames.push_back(std::move(rename));
  }

  void read_groups(const YamlNode* groups) {
    if (groups == nullptr || groups->kind == YamlKind::null) return;
    const YamlFields fields(source_, *groups, "`groups`");
    for (const YamlNode& group : groups->items) {
      std::vector<ReadColumn>& columns = groups_[group.key];
      for (const YamlNode& column : items_of(source_, group))
        columns.push_back(read_column(source_, column));
    }
  }

  void read_schema(const YamlNode& node) {
    schema::Schema schema;
    if (node.kind == YamlKind::scalar) {
      schema.name = node.text;
    } else {
      YamlFields fields(source_, node, "a schema");
      schema = {.name = fields.needed_text("name"), .comment = fields.text("comment")};
      fields.finish();
    }
    declare_once("schema", {.name = schema.name}, node);
    metadata_.schemas.push_back(std::move(schema));
  }

  void read_enumeration(const YamlNode& node) {
    YamlFields fields(source_, node, "an enumeration");
    schema::EnumType type{
        .name = {.schema = fields.text("schema"), .name = fields.needed_text("name")},
        .comment = fields.text("comment")};
    add_rename(
        {.kind = RenameKind::enumeration,
         .parent = {.schema = type.name.schema},
         .from = fields.text("renamed_from"),
         .to = type.name.name},
        node);
    for (const YamlNode& value : items(fields, "values"))
      read_value(value, type);
    fields.finish();
    check(type, node);
    declare_once("enumeration", type.name, node);
    metadata_.enums.push_back(std::move(type));
  }

  void read_value(const YamlNode& node, schema::EnumType& type) {
    if (node.kind != YamlKind::map) {
      type.values.push_back(text_of(source_, node, "a value of an enumeration"));
      return;
    }
    YamlFields fields(source_, node, "a value of an enumeration");
    type.values.push_back(fields.needed_text("name"));
    add_rename(
        {.kind = RenameKind::enum_value,
         .parent = type.name,
         .from = fields.text("renamed_from"),
         .to = type.values.back()},
        node);
    fields.finish();
  }

  void read_sequence(const YamlNode& node) {
    YamlFields fields(source_, node, "a sequence");
    schema::Sequence sequence{
        .name = {.schema = fields.text("schema"), .name = fields.needed_text("name")},
        .type = read_type_of(fields, "type"),
        .start = fields.integer("start"),
        .increment = fields.integer("increment"),
        .minimum = fields.integer("minimum"),
        .maximum = fields.integer("maximum"),
        .cache = fields.integer("cache"),
        .cycle = fields.flag_if_any("cycle"),
        .owned_by_table = fields.text("owned_by_table"),
        .owned_by_column = fields.text("owned_by_column"),
        .comment = fields.text("comment"),
    };
    add_rename(
        {.kind = RenameKind::sequence,
         .parent = {.schema = sequence.name.schema},
         .from = fields.text("renamed_from"),
         .to = sequence.name.name},
        node);
    fields.finish();
    declare_once("sequence", sequence.name, node);
    metadata_.sequences.push_back(std::move(sequence));
  }

  void read_table(const YamlNode& node) {
    YamlFields fields(source_, node, "a table");
    schema::Table table{
        .name = {.schema = fields.text("schema"), .name = fields.needed_text("name")}};
    add_rename(
        {.kind = RenameKind::table,
         .parent = {.schema = table.name.schema},
         .from = fields.text("renamed_from"),
         .to = table.name.name},
        node);
    read_options(fields, table);
    schema::TableBuilder builder(table, naming_);
    for (const YamlNode& column : items(fields, "columns"))
      add_columns(column, table, builder);
    if (const YamlNode* const key = fields.find("primary_key"))
      add(read_primary_key(source_, *key), *key, table, builder);
    for (const YamlNode& item : items(fields, "unique"))
      add(read_unique(source_, item), item, table, builder);
    for (const YamlNode& item : items(fields, "foreign_keys"))
      add(read_foreign_key(source_, item), item, table, builder);
    for (const YamlNode& item : items(fields, "checks"))
      add(models::read_check(source_, item), item, table, builder);
    for (const YamlNode& item : items(fields, "excludes"))
      add(read_exclude(source_, item), item, table, builder);
    for (const YamlNode& item : items(fields, "indexes"))
      add(read_index(source_, item), item, table, builder);
    fields.finish();
    builder.finish();
    check(table, node);
    declare_once("table", table.name, node);
    metadata_.tables.push_back(std::move(table));
  }

  static void read_options(YamlFields& fields, schema::Table& table) {
    table.comment = fields.text("comment");
    table.temporary = fields.flag("temporary", false);
    table.unlogged = fields.flag("unlogged", false);
    table.on_commit = read_word(fields, "on_commit", OnCommit::unspecified);
    table.partition_by = fields.text("partition_by");
    table.inherits = fields.texts("inherits");
    table.partition_of = fields.text("partition_of");
    table.partition_bound = fields.text("partition_bound");
    table.with = read_settings(fields, "with");
    table.tablespace = fields.text("tablespace");
    table.access_method = fields.text("access_method");
    table.strict = fields.flag("strict", false);
    table.without_rowid = fields.flag("without_rowid", false);
    table.autoincrement = fields.flag("autoincrement", false);
  }

  /// A column, or all of a group.
  void add_columns(
      const YamlNode& node, const schema::Table& table, schema::TableBuilder& builder) {
    const bool is_group =
        node.kind == YamlKind::map && !node.items.empty() && node.items.front().key == "group";
    if (!is_group) {
      add(read_column(source_, node), node, table, builder);
      return;
    }
    YamlFields fields(source_, node, "a group of columns");
    for (const ReadColumn& column : group(*fields.find("group")))
      add(column, node, table, builder);
    fields.finish();
  }

  const std::vector<ReadColumn>& group(const YamlNode& node) const {
    const std::string& name = text_of(source_, node, "`group`");
    const auto found = groups_.find(name);
    if (found != groups_.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [one, columns] : groups_)
      known.push_back(one);
    throw error_at(
        source_,
        node.mark,
        fmt::format("there is no group `{}`", name),
        support::did_you_mean(name, known));
  }

  void add(
      const ReadColumn& read,
      const YamlNode& node,
      const schema::Table& table,
      schema::TableBuilder& builder) {
    builder.add(read.column, read.words);
    add_rename(
        {.kind = RenameKind::column,
         .parent = table.name,
         .from = read.words.renamed_from,
         .to = read.column.name},
        node);
  }

  void add(
      ReadConstraint read,
      const YamlNode& node,
      const schema::Table& table,
      schema::TableBuilder& builder) {
    builder.add(std::move(read.constraint), read.no_name);
    add_rename(
        {.kind = RenameKind::constraint,
         .parent = table.name,
         .from = std::move(read.renamed_from),
         .to = schema::name(table.constraints.back())},
        node);
  }

  void add(
      ReadIndex read,
      const YamlNode& node,
      const schema::Table& table,
      schema::TableBuilder& builder) {
    builder.add(std::move(read.index));
    add_rename(
        {.kind = RenameKind::index,
         .parent = table.name,
         .from = std::move(read.renamed_from),
         .to = table.indexes.back().name},
        node);
  }

  const support::Source& source_;
  const schema::NamingConvention& naming_;
  std::map<std::string, std::vector<ReadColumn>, std::less<>> groups_{};
  std::map<std::string, std::uint32_t> declared_{};  // kind and name, and the line
  schema::MetaData metadata_{};
};

}  // namespace

schema::MetaData read_yaml_model(
    const support::Source& source, const schema::NamingConvention& naming) {
  return Reader(source, naming).run(read_yaml_tree(source));
}

}  // namespace migrate::models
