#pragma once

#include <string>
#include <vector>

#include "dialect/postgresql/catalog_scope.hpp"
#include "dialect/postgresql/rare_kinds.hpp"

namespace migrate::dialect::postgresql {

/// Everything that is no table, enumeration or sequence: each query returns rows as
/// CatalogReader::read_object takes them.
std::vector<std::string> object_queries(
    const CatalogScope& scope, int version, const RareKinds& kinds);

/// What stands on what, where an object is on either side.
std::string dependencies_query(const RareKinds& kinds);

/// The user's things that nothing here looks after: rows as ObjectReader::read_unmanaged takes
/// them.
std::string unmanaged_query(const CatalogScope& scope, const RareKinds& kinds);

// The parts of object_queries.
std::vector<std::string> view_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> routine_queries(const CatalogScope& scope);
std::vector<std::string> type_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> table_part_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> column_part_queries(const CatalogScope& scope);
std::vector<std::string> tablespace_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> index_part_queries(const CatalogScope& scope);
std::vector<std::string> loose_part_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> index_comment_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> partition_queries(const CatalogScope& scope);
std::vector<std::string> owner_queries(
    const CatalogScope& scope, int version, const RareKinds& kinds);
std::vector<std::string> privilege_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> column_privilege_queries(const CatalogScope& scope);
std::vector<std::string> database_privilege_queries(const CatalogScope& scope);
std::vector<std::string> default_privilege_queries(const CatalogScope& scope);
std::vector<std::string> database_queries(const CatalogScope& scope, const RareKinds& kinds);
std::vector<std::string> search_queries(const CatalogScope& scope);
std::vector<std::string> operator_queries(const CatalogScope& scope);
std::vector<std::string> language_queries(const CatalogScope& scope);
std::vector<std::string> foreign_queries(const CatalogScope& scope);
std::vector<std::string> foreign_table_queries(const CatalogScope& scope);
std::vector<std::string> publication_queries(const CatalogScope& scope, int version);
std::vector<std::string> subscription_queries(const CatalogScope& scope, int version);

/// The part of dependencies_query that pg_depend does not say.
std::string part_dependencies_query();

/// Whether how a subscription connects is a secret, as far as the text says it.
std::string holds_password(std::string_view connection);

/// Whether the options of a user mapping, a row u of pg_user_mappings, are shown.
std::string mapping_is_readable();

}  // namespace migrate::dialect::postgresql
