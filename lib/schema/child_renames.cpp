#include "schema/child_renames.hpp"

#include <algorithm>
#include <cstddef>

#include "schema/parents.hpp"

namespace migrate::schema {
namespace {

/// Adds a rename for each child of the table that it is of.
void add_children(const MetaData& metadata, const Rename& rename, std::vector<Rename>& renames) {
  for (const Table& table : metadata.tables) {
    if (!table.has_parents()) continue;
    const std::vector<Name> parents = parents_of(table);
    if (std::ranges::find(parents, rename.parent) == parents.end()) continue;
    Rename same = rename;
    same.parent = table.name;
    if (std::ranges::find(renames, same) == renames.end()) renames.push_back(std::move(same));
  }
}

}  // namespace

std::vector<Rename> with_children(const MetaData& metadata, const std::vector<Rename>& renames) {
  std::vector<Rename> result = renames;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const Rename rename = result[i];
    if (rename.kind == RenameKind::column) add_children(metadata, rename, result);
  }
  return result;
}

}  // namespace migrate::schema
