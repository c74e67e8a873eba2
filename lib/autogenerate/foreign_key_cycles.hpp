#pragma once

#include <map>
#include <set>
#include <vector>

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// Foreign keys by the table that they are of.
using CyclicKeys = std::map<schema::Name, std::vector<schema::Constraint>, ByName>;

/// The foreign keys that keep these tables from standing in an order in which each refers only to
/// itself and to those before it: of tables that refer to each other, the keys that refer to one
/// whose name is later. Of the tables in `split`, all that refer to other tables, or to partitions
/// of their own.
CyclicKeys cyclic_keys(
    const std::vector<const schema::Table*>& tables, const std::set<schema::Name, ByName>& split);

}  // namespace migrate::autogenerate
