#include "models/yaml_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "models/type_text.hpp"

namespace migrate::models {
namespace {

/// A number with a point or an exponent, or what YAML calls those that have no digits.
std::optional<double> real_of(std::string_view text) {
  if (text == ".inf") return std::numeric_limits<double>::infinity();
  if (text == "-.inf") return -std::numeric_limits<double>::infinity();
  if (text == ".nan") return std::numeric_limits<double>::quiet_NaN();
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool is_number = !digits.empty() && digits.front() >= '0' && digits.front() <= '9' &&
                         digits.find_first_of(".eE") != std::string_view::npos;
  if (!is_number) return std::nullopt;
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

schema::Value scalar_value(const support::Source& source, const YamlNode& node) {
  if (node.is_quoted) return node.text;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  if (const auto number = integer_of(node)) return *number;
  if (const auto number = real_of(node.text)) return *number;
  const std::size_t digits = node.text.starts_with('-') ? 1 : 0;
  const bool is_large = node.text.size() > 18 && node.text.front() != '0' &&
                        node.text.find_first_not_of("0123456789", digits) == std::string::npos;
  if (!is_large) return node.text;
  throw error_at(
      source,
      node.mark,
      fmt::format("`{}` is a number over {}", node.text, std::numeric_limits<std::int64_t>::max()),
      fmt::format("{{expression: \"{}\"}}", node.text));
}

std::string bytes_of(const support::Source& source, const YamlNode& node) {
  const std::string& digits = text_of(source, node, "`bytes`");
  std::string result;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    unsigned byte = 0;
    const char* const begin = digits.data() + i;
    const char* const end = digits.data() + std::min(i + 2, digits.size());
    const auto [at, failure] = std::from_chars(begin, end, byte, 16);
    if (failure != std::errc{} || at != begin + 2) {
      throw error_at(source, node.mark, "`bytes` must be hexadecimal digits, two for each byte");
    }
    result += static_cast<char>(byte);
  }
  return result;
}

schema::Value read_value(const support::Source& source, const YamlNode& node) {
  if (node.kind == YamlKind::null) return schema::Null{};
  if (node.kind == YamlKind::scalar) return scalar_value(source, node);
  YamlFields fields(source, node, fmt::format("`{}`", node.key));
  const YamlNode* const expression = fields.find("expression");
  const YamlNode* const bytes = fields.find("bytes");
  fields.finish();
  if ((expression == nullptr) == (bytes == nullptr)) {
    throw error_at(source, node.mark, fmt::format("`{}` needs `expression` or `bytes`", node.key));
  }
  if (bytes != nullptr) return schema::Bytes{bytes_of(source, *bytes)};
  return schema::Expression{text_of(source, *expression, "`expression`")};
}

std::optional<schema::Identity> read_identity(YamlFields& column) {
  const YamlNode* const node = column.find("identity");
  if (node == nullptr) return std::nullopt;
  YamlFields fields(column.source(), *node, "an identity");
  schema::Identity identity{
      .always = fields.flag("always", false),
      .start = fields.integer("start"),
      .increment = fields.integer("increment"),
      .minimum = fields.integer("minimum"),
      .maximum = fields.integer("maximum"),
      .cache = fields.integer("cache"),
      .cycle = fields.flag("cycle", false),
  };
  fields.finish();
  return identity;
}

std::optional<schema::Computed> read_computed(YamlFields& column) {
  const YamlNode* const node = column.find("computed");
  if (node == nullptr) return std::nullopt;
  YamlFields fields(column.source(), *node, "`computed`");
  schema::Computed computed{
      .expression = fields.needed_text("expression"),
      .storage = read_word(fields, "storage", Storage::stored),
  };
  fields.finish();
  return computed;
}

std::optional<schema::ForeignKey> read_reference(YamlFields& column) {
  const YamlNode* const node = column.find("references");
  if (node == nullptr) return std::nullopt;
  YamlFields fields(column.source(), *node, "`references`");
  schema::ForeignKey key{
      .referred_table = {.schema = fields.text("schema"), .name = fields.needed_text("table")},
      .on_delete = read_word(fields, "on_delete", Action::no_action),
      .on_update = read_word(fields, "on_update", Action::no_action),
      .deferral = read_word(fields, "deferral", Deferral::not_deferrable),
  };
  std::string referred = fields.text("column");
  fields.finish();
  if (!referred.empty()) key.referred_columns.push_back(std::move(referred));
  return key;
}

/// The name of a constraint, its comment, and what it was called.
template <typename Constraint>
ReadConstraint finish(YamlFields& fields, Constraint constraint) {
  constraint.name = fields.text("name");
  constraint.comment = fields.text("comment");
  ReadConstraint result{.renamed_from = fields.text("renamed_from")};
  const bool is_unnamed = fields.flag("unnamed", false);
  fields.finish();
  if (is_unnamed && !constraint.name.empty()) {
    throw error_at(
        fields.source(), fields.map().mark, "a constraint is `unnamed`, and has a `name`");
  }
  if (is_unnamed) result.no_name = schema::NoName::unnamed;
  result.constraint = std::move(constraint);
  return result;
}

schema::IndexColumn read_index_column(const support::Source& source, const YamlNode& node) {
  if (node.kind == YamlKind::scalar) return {.name = node.text};
  YamlFields fields(source, node, "a column of an index");
  schema::IndexColumn column{
      .name = fields.text("name"),
      .expression = fields.text("expression"),
      .order = read_word(fields, "order", Order::ascending),
      .nulls = read_word(fields, "nulls", Nulls::unspecified),
      .operator_class = fields.text("operator_class"),
      .collation = fields.text("collation"),
  };
  fields.finish();
  return column;
}

schema::ExcludeElement read_exclude_element(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "an element of an exclusion constraint");
  schema::ExcludeElement element{
      .column = fields.text("column"),
      .expression = fields.text("expression"),
      .with = fields.text("with"),
      .operator_class = fields.text("operator_class"),
  };
  fields.finish();
  return element;
}

}  // namespace

std::optional<schema::Type> read_type_of(YamlFields& fields, std::string_view key) {
  const YamlNode* const node = fields.find(key);
  if (node == nullptr) return std::nullopt;
  const std::string& text = text_of(fields.source(), *node, fmt::format("`{}`", key));
  try {
    return read_type(text);
  } catch (const Error& error) {
    throw error.with_place(place_of(fields.source(), node->mark));
  }
}

std::vector<schema::Setting> read_settings(YamlFields& fields, std::string_view key) {
  const YamlNode* const node = fields.find(key);
  if (node == nullptr) return {};
  const YamlFields settings(fields.source(), *node, fmt::format("`{}`", key));
  std::vector<schema::Setting> result;
  for (const YamlNode& item : node->items) {
    const std::string name = fmt::format("`{}`", item.key);
    result.push_back({.name = item.key, .value = text_of(fields.source(), item, name)});
  }
  return result;
}

ReadColumn read_column(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "a column");
  schema::Column column{.name = fields.needed_text("name")};
  const auto type = read_type_of(fields, "type");
  column.nullable = fields.flag("nullable", true);
  schema::ColumnWords words{
      .primary_key = fields.flag("primary_key", false),
      .unique = fields.flag("unique", false),
      .index = fields.flag("index", false),
  };
  const YamlNode* const server_default = fields.find("server_default");
  if (server_default != nullptr) column.server_default = read_value(source, *server_default);
  column.collation = fields.text("collation");
  column.comment = fields.text("comment");
  column.identity = read_identity(fields);
  column.computed = read_computed(fields);
  words.references = read_reference(fields);
  column.not_null_conflict = read_word(fields, "not_null_conflict", OnConflict::unspecified);
  words.renamed_from = fields.text("renamed_from");
  fields.finish();
  if (!type) {
    throw error_at(source, node.mark, fmt::format("the column {} has no `type`", column.name));
  }
  column.type = *type;
  return {.column = std::move(column), .words = std::move(words)};
}

ReadConstraint read_primary_key(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "a primary key");
  return finish(
      fields,
      schema::PrimaryKey{
          .columns = fields.texts("columns"),
          .include = fields.texts("include"),
          .deferral = read_word(fields, "deferral", Deferral::not_deferrable),
          .without_overlaps = fields.flag("without_overlaps", false),
          .on_conflict = read_word(fields, "on_conflict", OnConflict::unspecified),
          .nullable = fields.flag("nullable", false),
      });
}

ReadConstraint read_unique(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "a unique constraint");
  return finish(
      fields,
      schema::Unique{
          .columns = fields.texts("columns"),
          .include = fields.texts("include"),
          .nulls_not_distinct = fields.flag("nulls_not_distinct", false),
          .deferral = read_word(fields, "deferral", Deferral::not_deferrable),
          .without_overlaps = fields.flag("without_overlaps", false),
          .on_conflict = read_word(fields, "on_conflict", OnConflict::unspecified),
      });
}

ReadConstraint read_foreign_key(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "a foreign key");
  return finish(
      fields,
      schema::ForeignKey{
          .columns = fields.texts("columns"),
          .referred_table =
              {.schema = fields.text("referred_schema"),
               .name = fields.needed_text("referred_table")},
          .referred_columns = fields.texts("referred_columns"),
          .on_delete = read_word(fields, "on_delete", Action::no_action),
          .on_update = read_word(fields, "on_update", Action::no_action),
          .match = read_word(fields, "match", Match::simple),
          .deferral = read_word(fields, "deferral", Deferral::not_deferrable),
          .not_valid = fields.flag("not_valid", false),
          .on_delete_columns = fields.texts("on_delete_columns"),
          .period = fields.flag("period", false),
          .not_enforced = fields.flag("not_enforced", false),
      });
}

ReadConstraint read_check(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "a check");
  return finish(
      fields,
      schema::Check{
          .condition = fields.needed_text("condition"),
          .not_valid = fields.flag("not_valid", false),
          .no_inherit = fields.flag("no_inherit", false),
          .not_enforced = fields.flag("not_enforced", false),
      });
}

ReadConstraint read_exclude(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "an exclusion constraint");
  schema::Exclude exclude{
      .method = fields.text("method"),
      .where = fields.text("where"),
      .deferral = read_word(fields, "deferral", Deferral::not_deferrable),
      .include = fields.texts("include"),
  };
  if (const YamlNode* const elements = fields.find("elements")) {
    for (const YamlNode& item : items_of(source, *elements))
      exclude.elements.push_back(read_exclude_element(source, item));
  }
  return finish(fields, std::move(exclude));
}

ReadIndex read_index(const support::Source& source, const YamlNode& node) {
  YamlFields fields(source, node, "an index");
  schema::Index index{.name = fields.text("name")};
  if (const YamlNode* const columns = fields.find("columns")) {
    if (columns->kind == YamlKind::scalar) index.columns.push_back({.name = columns->text});
    if (columns->kind != YamlKind::scalar) {
      for (const YamlNode& item : items_of(source, *columns))
        index.columns.push_back(read_index_column(source, item));
    }
  }
  index.unique = fields.flag("unique", false);
  index.method = fields.text("method");
  index.where = fields.text("where");
  index.include = fields.texts("include");
  index.nulls_not_distinct = fields.flag("nulls_not_distinct", false);
  index.with = read_settings(fields, "with");
  index.tablespace = fields.text("tablespace");
  index.comment = fields.text("comment");
  ReadIndex result{.index = std::move(index), .renamed_from = fields.text("renamed_from")};
  fields.finish();
  return result;
}

}  // namespace migrate::models
