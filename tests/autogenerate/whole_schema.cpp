#include "autogenerate/whole_schema.hpp"

#include <algorithm>
#include <map>

#include "autogenerate/mentions.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/renames.hpp"

namespace migrate::autogenerate {
namespace {

using schema::MetaData;
using schema::Table;

using NewNames = std::map<std::string, std::string>;

using Expressions = std::vector<std::string*>;

void add_expressions(schema::Column& column, Expressions& all) {
  if (column.computed) all.push_back(&column.computed->expression);
  if (!column.server_default) return;
  if (auto* const expression = std::get_if<schema::Expression>(&*column.server_default))
    all.push_back(&expression->text);
}

void add_expressions(schema::Index& index, Expressions& all) {
  for (schema::IndexColumn& column : index.columns)
    all.push_back(&column.expression);
  all.push_back(&index.where);
}

/// Every expression of the table; some are empty.
Expressions expressions_of(Table& table) {
  Expressions all;
  for (schema::Column& column : table.columns)
    add_expressions(column, all);
  for (schema::Constraint& constraint : table.constraints) {
    if (auto* const check = std::get_if<schema::Check>(&constraint))
      all.push_back(&check->condition);
  }
  for (schema::Index& index : table.indexes)
    add_expressions(index, all);
  return all;
}

/// A literal with the new names in it: 'account_id_seq'.
void rename_in_literals(std::string& expression, const NewNames& names) {
  NewNames literals;
  for (const std::string& text : words_of(expression).strings)
    literals.emplace(text, replace_words(text, names, {}));
  expression = replace_words(expression, {}, literals);
}

}  // namespace

MetaData canonical(MetaData metadata) {
  const auto by_name = [](auto& things) {
    std::ranges::sort(things, {}, [](const auto& one) { return describe(one.name); });
  };
  std::ranges::sort(metadata.schemas, {}, &schema::Schema::name);
  by_name(metadata.enums);
  by_name(metadata.sequences);
  by_name(metadata.tables);
  for (Table& table : metadata.tables) {
    std::ranges::sort(table.columns, {}, &schema::Column::name);
    std::ranges::sort(table.constraints, {}, sort_key);
    std::ranges::sort(table.indexes, {}, &schema::Index::name);
  }
  return metadata;
}

MetaData renamed(MetaData metadata, const std::vector<schema::Rename>& renames) {
  apply_renames(metadata, renames);
  for (Table& table : metadata.tables) {
    NewNames names;
    NewNames literals;
    for (const schema::Rename& one : renames) {
      const bool is_here = one.kind == schema::RenameKind::column && one.parent == table.name;
      const bool is_type = one.kind == schema::RenameKind::enumeration;
      if (is_here || is_type) names.emplace(one.from, one.to);
      const bool is_value = one.kind == schema::RenameKind::enum_value;
      if (is_value || one.kind == schema::RenameKind::sequence) literals.emplace(one.from, one.to);
    }
    for (std::string* const text : expressions_of(table)) {
      *text = replace_words(*text, names, {});
      rename_in_literals(*text, literals);
    }
  }
  return metadata;
}

std::string expressions_text(const Table& table) {
  Table copy = table;
  std::string all;
  for (const std::string* const text : expressions_of(copy))
    all += " " + *text;
  return all;
}

}  // namespace migrate::autogenerate
