#pragma once

#include <string>
#include <vector>

#include "dialect/postgresql/catalog_scope.hpp"

namespace migrate::dialect::postgresql {

/// Everything that is no table, enumeration or sequence: each query returns rows as
/// CatalogReader::read_object takes them.
std::vector<std::string> object_queries(const CatalogScope& scope, int version);

/// What stands on what, where an object is on either side.
std::string dependencies_query();

/// The user's things that nothing here knows: a name in each row.
std::string unmanaged_query(const CatalogScope& scope);

// The parts of object_queries.
std::vector<std::string> view_queries(const CatalogScope& scope, int version);
std::vector<std::string> routine_queries(const CatalogScope& scope, int version);
std::vector<std::string> type_queries(const CatalogScope& scope, int version);
std::vector<std::string> table_part_queries(const CatalogScope& scope, int version);
std::vector<std::string> privilege_queries(const CatalogScope& scope);
std::vector<std::string> database_queries(const CatalogScope& scope, int version);

}  // namespace migrate::dialect::postgresql
