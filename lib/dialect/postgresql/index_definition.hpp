#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate::dialect::postgresql {

/// An element of an index, as pg_get_indexdef prints it.
struct IndexElement {
  std::string text{};            // the column in quotes, or the expression
  bool has_collation{false};     // one is printed, for it is not the usual one
  std::string operator_class{};  // with its parameters; empty: the default one

  friend bool operator==(const IndexElement&, const IndexElement&) = default;
};

/// Takes the definition of a whole index apart. `elements` are the texts of its elements, which
/// pg_get_indexdef prints one by one. Nothing when they do not stand in it.
std::optional<std::vector<IndexElement>> read_index_definition(
    std::string_view definition, const std::vector<std::string>& elements);

}  // namespace migrate::dialect::postgresql
