#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.hpp"
#include "dialect/postgresql/catalog_row.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// Where something has its row: the oid of the catalog, and its own.
using CatalogKey = std::pair<Oid, Oid>;

/// Puts objects together, and joins what stands on what.
class ObjectReader final {
 public:
  /// A table, with the names of its columns by number; it may be called when rows refer to it
  /// already.
  void add_table(Oid oid, const schema::Name& name, std::map<int, std::string> columns);
  void add(CatalogKey key, schema::Reference reference) { known_[key] = std::move(reference); }

  void read_objects(const db::Rows& rows);

  /// Whether nothing of that kind was found: then there is nothing that stands on another thing.
  bool is_empty() const { return objects_.empty(); }

  void read_dependencies(const db::Rows& rows);
  void read_unmanaged(const db::Rows& rows);

  /// Puts what was read into the schema, in a canonical order.
  void finish(schema::MetaData& metadata) &&;

 private:
  struct Pointer {
    CatalogKey key{};
    int column{0};
    char mark{'\0'};     // 'd': the default of the column, 'k': a constraint, 'i': an index
    std::string part{};  // of these
  };

  struct Host {
    std::size_t object{0};
    Pointer pointer{};
  };

  struct Link {
    Pointer from{};
    Pointer to{};
  };

  void read_object(CatalogRow row);
  static Pointer read_pointer(CatalogRow& row);
  void add_owner(const schema::Object& object, const std::vector<std::string>& roles);
  void add_comment(const schema::Object& object, const std::string& comment);
  std::optional<schema::Reference> find(const Pointer& pointer) const;
  void follow(const Link& link, schema::MetaData& metadata);
  void move_objects(schema::MetaData& metadata);

  std::map<CatalogKey, schema::Reference> known_{};
  std::map<Oid, std::map<int, std::string>> columns_{};
  std::map<CatalogKey, std::size_t> places_{};
  std::vector<schema::Object> objects_{};
  std::vector<Host> hosts_{};
  std::vector<Host> needs_{};
  std::vector<Link> links_{};
  std::vector<schema::Unmanaged> unmanaged_{};
  std::vector<Host> subjects_{};  // of these
};

}  // namespace migrate::dialect::postgresql
