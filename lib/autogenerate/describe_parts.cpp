#include "autogenerate/describe_parts.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/describe_change.hpp"
#include "autogenerate/parts.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::describe;

struct ValueText {
  std::string operator()(schema::Null /*null*/) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const {
    return fmt::format("'{}'", support::replace_all(value, "'", "''"));
  }
  std::string operator()(const schema::Bytes& value) const {
    return fmt::format("'\\x{}'", support::hex(value.data));
  }
  std::string operator()(const schema::Expression& value) const { return value.text; }
};

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string elements_text(const schema::Exclude& exclude) {
  std::vector<std::string> texts;
  for (const schema::ExcludeElement& one : exclude.elements) {
    texts.push_back(
        fmt::format("{} with {}", one.column.empty() ? one.expression : one.column, one.with));
  }
  return joined(texts);
}

/// What stands behind the name of the table: " (id)".
struct Subject {
  std::string operator()(const schema::PrimaryKey& key) const {
    return fmt::format(" ({})", joined(key.columns));
  }
  std::string operator()(const schema::Unique& unique) const {
    return fmt::format(" ({})", joined(unique.columns));
  }
  std::string operator()(const schema::ForeignKey& key) const {
    const std::string columns =
        key.referred_columns.empty() ? "" : fmt::format(" ({})", joined(key.referred_columns));
    return fmt::format(" ({}) to {}{}", joined(key.columns), describe(key.referred_table), columns);
  }
  std::string operator()(const schema::Check& check) const {
    return fmt::format(" ({})", check.condition);
  }
  std::string operator()(const schema::Exclude& exclude) const {
    return fmt::format(" ({})", elements_text(exclude));
  }
};

/// What a constraint without a name is called.
struct SubjectName {
  std::string operator()(const schema::Check& check) const { return check.condition; }
  std::string operator()(const schema::Exclude& exclude) const { return elements_text(exclude); }
  template <typename Keyed>
  std::string operator()(const Keyed& keyed) const {
    return joined(keyed.columns);
  }
};

std::string default_change(
    const schema::Column& from, const schema::Column& to, const std::string& name) {
  const auto old = default_of(from);
  const auto now = default_of(to);
  if (!now) return fmt::format("drop default of column {}", name);
  if (!old) return fmt::format("set default of column {} to {}", name, value_text(*now));
  return fmt::format(
      "change default of column {} from {} to {}", name, value_text(*old), value_text(*now));
}

std::string presence_change(bool was, bool is, std::string_view what, const std::string& name) {
  if (!was) return fmt::format("add {} to column {}", what, name);
  if (!is) return fmt::format("drop {} of column {}", what, name);
  return fmt::format("change {} of column {}", what, name);
}

std::string collation_word(const std::string& collation) {
  return collation.empty() ? "the usual" : collation;
}

}  // namespace

std::string type_text(const schema::Type& type) {
  std::string text = type.name;
  if (type.kind == TypeKind::enumeration)
    text = describe(schema::Name{.schema = type.schema, .name = type.name});
  if (type.kind != TypeKind::enumeration && type.kind != TypeKind::verbatim) {
    text = schema::name(type.kind);
    if (type.length && type.scale)
      text += fmt::format("({}, {})", *type.length, *type.scale);
    else if (type.length)
      text += fmt::format("({})", *type.length);
  }
  for (int i = 0; i < type.dimensions; ++i)
    text += "[]";
  return text;
}

std::string value_text(const schema::Value& value) {
  return std::visit(ValueText{}, value);
}

std::string column_text(const schema::Column& column) {
  std::string text = type_text(column.type);
  if (!column.nullable) text += " not null";
  if (const auto value = default_of(column)) text += " default " + value_text(*value);
  if (column.identity) text += " identity";
  if (column.computed) text += fmt::format(" generated ({})", column.computed->expression);
  return text;
}

std::vector<std::string> column_texts(
    const schema::Column& from, const schema::Column& to, const std::string& name) {
  std::vector<std::string> texts;
  if (from.type != to.type) {
    texts.push_back(fmt::format(
        "change type of column {} from {} to {}", name, type_text(from.type), type_text(to.type)));
  }
  if (from.collation != to.collation) {
    texts.push_back(fmt::format(
        "change collation of column {} from {} to {}",
        name,
        collation_word(from.collation),
        collation_word(to.collation)));
  }
  if (from.nullable != to.nullable)
    texts.push_back(fmt::format("make column {} {}", name, to.nullable ? "nullable" : "not null"));
  if (from.not_null_conflict != to.not_null_conflict)
    texts.push_back(fmt::format("change what happens to NULL in column {}", name));
  if (default_of(from) != default_of(to)) texts.push_back(default_change(from, to, name));
  if (from.identity != to.identity) {
    texts.push_back(
        presence_change(from.identity.has_value(), to.identity.has_value(), "identity", name));
  }
  if (from.computed != to.computed) {
    texts.push_back(presence_change(
        from.computed.has_value(), to.computed.has_value(), "generated expression", name));
  }
  if (from.comment != to.comment) {
    texts.push_back(
        fmt::format("{} comment of column {}", to.comment.empty() ? "drop" : "set", name));
  }
  return texts;
}

std::string constraint_text(const schema::Constraint& constraint, const schema::Name& table) {
  const std::string& name = schema::name(constraint);
  return fmt::format(
      "{}{}{} on {}{}",
      schema::kind_name(constraint),
      name.empty() ? "" : " ",
      name,
      describe(table),
      std::visit(Subject{}, constraint));
}

std::string constraint_name(const schema::Constraint& constraint) {
  const std::string& name = schema::name(constraint);
  return name.empty() ? std::visit(SubjectName{}, constraint) : name;
}

std::string index_text(const schema::Index& index, const schema::Name& table) {
  std::vector<std::string> columns;
  for (const schema::IndexColumn& one : index.columns)
    columns.push_back(one.name.empty() ? one.expression : one.name);
  return fmt::format(
      "{}index {} on {} ({}){}",
      index.unique ? "unique " : "",
      index.name,
      describe(table),
      joined(columns),
      index.where.empty() ? "" : fmt::format(" where {}", index.where));
}

std::vector<std::string> option_texts(const schema::Table& from, const schema::Table& to) {
  std::vector<std::string> texts;
  const std::string name = describe(to.name);
  const auto add = [&](bool is_other, std::string text) {
    if (is_other) texts.push_back(std::move(text));
  };
  const auto flag = [&](bool was, bool is, std::string_view word) {
    add(was != is, fmt::format("make table {} {}{}", name, is ? "" : "not ", word));
  };
  add(from.with != to.with, "change storage parameters of table " + name);
  flag(from.unlogged, to.unlogged, "unlogged");
  add(from.tablespace != to.tablespace, "change tablespace of table " + name);
  flag(from.strict, to.strict, "strict");
  flag(from.without_rowid, to.without_rowid, "without rowid");
  flag(from.autoincrement, to.autoincrement, "autoincrement");
  flag(from.temporary, to.temporary, "temporary");
  add(from.partition_by != to.partition_by, "change partition key of table " + name);
  add(from.inherits != to.inherits, "change parents of table " + name);
  add(from.access_method != to.access_method, "change access method of table " + name);
  return texts;
}

}  // namespace migrate::autogenerate
