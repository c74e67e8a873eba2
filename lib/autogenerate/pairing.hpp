#pragma once

#include "autogenerate/compare.hpp"
#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// What belongs together in the two definitions of a table: columns and indexes by name,
/// constraints too, but one without a name with any of the same content. What the options leave
/// out is made equal. Replaced is what cannot be changed in place.
TablePair pair_of(
    const schema::Table& from, const schema::Table& to, const CompareOptions& options);

/// Whether anything of the table differs.
bool differs(const TablePair& pair, const CompareOptions& options);

/// Whether a part that is in both differs, in place or not.
bool differs(const ColumnPair& pair);
bool differs(const ConstraintPair& pair);
bool differs(const IndexPair& pair);

/// Whether the difference is that rows which were not checked are to be.
bool is_validated(const ConstraintPair& pair);

/// Whether the table becomes a partition, or ceases to be one, and keeps its columns.
bool is_moved(const schema::Table& from, const schema::Table& to);

/// Whether the table must be made anew, without its rows.
bool needs_new_table(const schema::Table& from, const schema::Table& to);

}  // namespace migrate::autogenerate
