#include "autogenerate/parts.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate::autogenerate {
namespace {

void add_names(Footing& footing, const std::vector<std::string>& names) {
  footing.columns.insert(names.begin(), names.end());
}

void add_expression(Footing& footing, const std::string& expression) {
  if (expression.empty()) return;
  footing.is_plain = false;
  footing.words.merge(words_of(expression));
}

struct FootingOf {
  template <typename Key>
  Footing operator()(const Key& key) const {
    Footing footing;
    add_names(footing, key.columns);
    add_names(footing, key.include);
    return footing;
  }
  Footing operator()(const schema::ForeignKey& key) const {
    Footing footing;
    add_names(footing, key.columns);
    add_names(footing, key.on_delete_columns);
    return footing;
  }
  Footing operator()(const schema::Check& check) const {
    Footing footing;
    add_expression(footing, check.condition);
    return footing;
  }
  Footing operator()(const schema::Exclude& exclude) const {
    Footing footing;
    for (const schema::ExcludeElement& element : exclude.elements) {
      if (!element.column.empty()) footing.columns.insert(element.column);
      add_expression(footing, element.expression);
    }
    add_expression(footing, exclude.where);
    add_names(footing, exclude.include);
    footing.is_plain = false;
    return footing;
  }
};

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::ranges::sort(names);
  return names;
}

/// A text of all that makes the constraint what it is, for sorting.
struct ContentText {
  std::string operator()(const schema::PrimaryKey& key) const {
    return fmt::format("{}", fmt::join(key.columns, ","));
  }
  std::string operator()(const schema::Unique& unique) const {
    return fmt::format("{}", fmt::join(unique.columns, ","));
  }
  std::string operator()(const schema::ForeignKey& key) const {
    return fmt::format(
        "{} {}.{} {} {} {}",
        fmt::join(key.columns, ","),
        key.referred_table.schema,
        key.referred_table.name,
        fmt::join(key.referred_columns, ","),
        static_cast<int>(key.on_delete),
        static_cast<int>(key.on_update));
  }
  std::string operator()(const schema::Check& check) const { return check.condition; }
  std::string operator()(const schema::Exclude& exclude) const {
    std::string text = exclude.where;
    for (const schema::ExcludeElement& element : exclude.elements)
      text += fmt::format(" {} {} {}", element.column, element.expression, element.with);
    return text;
  }
};

}  // namespace

Footing footing_of(const schema::Constraint& constraint) {
  return std::visit(FootingOf{}, constraint);
}

Footing footing_of(const schema::Index& index) {
  Footing footing;
  for (const schema::IndexColumn& column : index.columns) {
    if (!column.name.empty()) footing.columns.insert(column.name);
    add_expression(footing, column.expression);
    if (!column.operator_class.empty()) footing.is_plain = false;
  }
  add_names(footing, index.include);
  add_expression(footing, index.where);
  const bool is_usual = index.method.empty() || index.method == "btree" || index.method == "hash";
  footing.is_plain = footing.is_plain && is_usual;
  return footing;
}

Footing footing_of(const schema::Column& column) {
  Footing footing;
  if (column.computed) add_expression(footing, column.computed->expression);
  return footing;
}

bool involves(const Footing& footing, const std::string& column) {
  return footing.columns.contains(column) || mentions(footing.words, column);
}

std::vector<std::string> key_of(const schema::Constraint& constraint) {
  if (const auto* const key = std::get_if<schema::PrimaryKey>(&constraint))
    return sorted(key->columns);
  if (const auto* const unique = std::get_if<schema::Unique>(&constraint))
    return sorted(unique->columns);
  return {};
}

std::vector<std::string> key_of(const schema::Index& index) {
  if (!index.unique || !index.where.empty()) return {};
  std::vector<std::string> names;
  for (const schema::IndexColumn& column : index.columns) {
    if (column.name.empty()) return {};
    names.push_back(column.name);
  }
  return sorted(std::move(names));
}

std::vector<std::string> key_of(const schema::ForeignKey& key, const schema::Table* referred) {
  if (!key.referred_columns.empty()) return sorted(key.referred_columns);
  const schema::PrimaryKey* const primary = referred ? referred->primary_key() : nullptr;
  return primary == nullptr ? std::vector<std::string>{} : sorted(primary->columns);
}

const std::string& comment_of(const schema::Constraint& constraint) {
  return std::visit([](const auto& one) -> const std::string& { return one.comment; }, constraint);
}

void set_comment(schema::Constraint& constraint, const std::string& comment) {
  std::visit([&](auto& one) { one.comment = comment; }, constraint);
}

void set_name(schema::Constraint& constraint, const std::string& name) {
  std::visit([&](auto& one) { one.name = name; }, constraint);
}

bool is_not_valid(const schema::Constraint& constraint) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.not_valid; }) return one.not_valid;
        return false;
      },
      constraint);
}

void set_valid(schema::Constraint& constraint) {
  std::visit(
      [](auto& one) {
        if constexpr (requires { one.not_valid; }) one.not_valid = false;
      },
      constraint);
}

schema::Constraint content_of(schema::Constraint constraint) {
  set_name(constraint, {});
  set_comment(constraint, {});
  return constraint;
}

schema::Index content_of(schema::Index index) {
  index.name.clear();
  index.comment.clear();
  return index;
}

std::string sort_key(const schema::Constraint& constraint) {
  return fmt::format(
      "{} {}\n{}",
      constraint.index(),
      schema::name(constraint),
      std::visit(ContentText{}, constraint));
}

std::optional<schema::Value> default_of(const schema::Column& column) {
  const auto& value = column.server_default;
  return value && !std::holds_alternative<schema::Null>(*value) ? value : std::nullopt;
}

}  // namespace migrate::autogenerate
