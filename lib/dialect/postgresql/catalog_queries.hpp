#pragma once

#include <string>
#include <vector>

#include "dialect/postgresql/catalog_scope.hpp"

namespace migrate::dialect::postgresql {

/// What is read from the catalogs, in an order in which each part needs only those before it.
enum class CatalogPart {
  schemas,
  types,
  collations,
  operator_classes,
  tables,
  parents,
  columns,
  sequences,
  referred_columns,
  constraints,
  indexes,
};

/// A query for each part, in their order, for a server of this version (150018 for 15.18). What is
/// cheap to put together here comes as numbers; the server prints only what nobody else can.
std::vector<std::string> catalog_queries(const CatalogScope& scope, int version);

}  // namespace migrate::dialect::postgresql
