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

/// What only the print of an index tells.
struct IndexDefinition {
  std::vector<IndexElement> elements{};
  std::string where{};  // as printed; empty: none

  friend bool operator==(const IndexDefinition&, const IndexDefinition&) = default;
};

/// Takes the text that pg_get_indexdef prints apart: "CREATE INDEX i ON public.t USING btree
/// (lower(a) COLLATE "C" text_pattern_ops DESC, b) INCLUDE (c) WHERE (b > 0)". Nothing for other
/// text.
std::optional<IndexDefinition> read_index_definition(std::string_view definition);

}  // namespace migrate::dialect::postgresql
