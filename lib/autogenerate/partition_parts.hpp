#pragma once

#include <set>
#include <string>
#include <vector>

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// The tables that are declared as partitioned, and of which no partition is: somebody else looks
/// after their partitions.
std::set<schema::Name, ByName> tables_without_partitions(const schema::MetaData& declared);

/// The partition with all that it has of its parents: columns, checks, and keys and indexes, which
/// are called as an object says, or else as in `plain`, the same table while it is no partition, or
/// as the server would mostly call them.
schema::Table whole_partition(
    const Draft& draft, const schema::Table& partition, const schema::Table& plain);

/// What the server mostly calls the indexes of the partition that are parts of those of its
/// parents. Where something else has that name already, it chooses another one.
std::vector<std::string> usual_index_names(const Draft& draft, const schema::Table& partition);

/// Refuses a table that is to be no partition any more, and to lack a key or an index that it has
/// from there: nobody here knows what that is called.
void refuse_lost_parts(const schema::Table& whole, const schema::Table& plain);

/// Makes checks of parents anew that are valid in a child where they are to be so no more: nothing
/// else takes that back.
void replace_tried_checks(Draft& draft);

}  // namespace migrate::autogenerate
