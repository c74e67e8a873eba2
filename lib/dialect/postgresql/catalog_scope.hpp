#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "schema/filter.hpp"

namespace migrate::dialect::postgresql {

/// Which part of the catalogs is read, as conditions that the server checks. They hold while
/// search_path is pinned (printing.hpp).
class CatalogScope final {
 public:
  explicit CatalogScope(schema::Filter filter) : filter_(std::move(filter)) {}

  /// The temporary objects of the session, and nothing else.
  static CatalogScope temporary();

  /// About the schemas that are listed, a row of pg_namespace.
  std::string listed_schema(std::string_view n) const;

  /// About the schema of something, which is given by its oid.
  std::string schema(std::string_view oid) const;

  /// About a table, or a sequence: a row of pg_class.
  std::string relation(std::string_view c) const;

  /// Whether what is no table is looked at: not where only some tables are.
  std::string everything() const;

  /// What stands for a schema in names: NULL for the one that names are written without.
  std::string schema_name(std::string_view n) const;

 private:
  explicit CatalogScope(bool is_temporary) : is_temporary_(is_temporary) {}

  schema::Filter filter_{};
  bool is_temporary_{false};
};

/// Whether the object with this oid belongs to no extension. `catalog` is where it has its row.
std::string no_extension_member(std::string_view oid, std::string_view catalog);

}  // namespace migrate::dialect::postgresql
