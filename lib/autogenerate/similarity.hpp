#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "schema/metadata.hpp"

namespace migrate::autogenerate {

// How alike things of different names are, from 0 to 1. The weights are those that told renames
// from other changes best in the history of real projects (docs/autogenerate.md).

/// From words in common, letters in common, or the one standing in the other.
double name_similarity(std::string_view a, std::string_view b);

/// A column of a table that has gone, or has come.
struct ColumnPlace {
  const schema::Column* column{nullptr};
  // The nearest columns before and behind it that are in both tables; empty: there is none.
  std::string_view before{};
  std::string_view behind{};
};

double column_similarity(const ColumnPlace& gone, const ColumnPlace& come);

/// A pair of a table that has gone and one that has come, by their places in the lists.
struct TableLikeness {
  std::size_t gone{0};
  std::size_t come{0};
  double score{0};
};

/// All tables of both sides.
struct AllTables {
  const std::vector<const schema::Table*>& live;
  const std::vector<const schema::Table*>& declared;
};

/// The pairs that reach `least`. Columns that many tables have count little.
std::vector<TableLikeness> similar_tables(
    const std::vector<const schema::Table*>& gone,
    const std::vector<const schema::Table*>& come,
    const AllTables& all,
    double least);

}  // namespace migrate::autogenerate
