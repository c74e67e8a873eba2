#include "dialect/postgresql/repeated_constraints.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace migrate::dialect::postgresql {

std::vector<std::size_t> repeated_constraints(const schema::Table& table) {
  std::vector<schema::Unique> before;
  if (const schema::PrimaryKey* const key = table.primary_key()) {
    before.push_back(
        {.columns = key->columns,
         .include = key->include,
         .deferral = key->deferral,
         .without_overlaps = key->without_overlaps});
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.constraints.size(); ++i) {
    const auto* const unique = std::get_if<schema::Unique>(&table.constraints[i]);
    if (unique == nullptr) continue;
    schema::Unique content = *unique;
    content.name.clear();
    content.comment.clear();
    if (std::ranges::find(before, content) != before.end()) places.push_back(i);
    before.push_back(std::move(content));
  }
  return places;
}

}  // namespace migrate::dialect::postgresql
