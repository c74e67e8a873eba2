#include "autogenerate/type_uses.hpp"

#include <algorithm>

#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {

bool is_of(const schema::Column& column, const schema::Name& type) {
  return column.type.kind == TypeKind::enumeration && column.type.name == type.name &&
         column.type.schema == type.schema;
}

Words default_words(const schema::Column& column) {
  if (!column.server_default) return {};
  const auto* const expression = std::get_if<schema::Expression>(&*column.server_default);
  return expression == nullptr ? Words{} : words_of(expression->text);
}

bool uses_type(const schema::Table& table, const schema::Name& type) {
  for (const schema::Column& column : table.columns) {
    if (is_of(column, type) || mentions(default_words(column), type.name)) return true;
    if (mentions(footing_of(column).words, type.name)) return true;
  }
  const auto mentions_type = [&](const auto& part) {
    return mentions(footing_of(part).words, type.name);
  };
  return std::ranges::any_of(table.constraints, mentions_type) ||
         std::ranges::any_of(table.indexes, mentions_type);
}

}  // namespace migrate::autogenerate
