#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "db/connection.hpp"
#include "dialect/postgresql/catalog_queries.hpp"
#include "dialect/postgresql/catalog_row.hpp"
#include "dialect/postgresql/index_definition.hpp"
#include "dialect/postgresql/object_reader.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// Puts the rows of the catalog queries together, joined on their oids.
class CatalogReader final {
 public:
  /// Reads the rows of one part. The parts come in their order.
  void read(CatalogPart part, const db::Rows& rows);

  /// What is no table; after all parts.
  ObjectReader& objects() { return objects_; }

  /// Whether a column has parts that are objects (rare_kinds.hpp).
  bool has_column_parts() const { return has_column_parts_; }

  /// Whether something was dropped while it was read, so that a definition is missing.
  bool is_torn() const { return is_torn_; }

  /// Everything that was read, in a canonical order. What was dropped meanwhile is left out, with
  /// the foreign keys to it.
  schema::MetaData finish() &&;

 private:
  void add_tables_to_objects();

  /// A type that is more than its printed name.
  struct KnownType {
    std::optional<schema::Name> enumeration{};
    Oid base{0};  // of a domain
    Oid collation{0};
  };

  /// A btree operator class.
  struct OperatorClass {
    std::string name{};  // as SQL
    Oid type{0};
    bool is_default{false};
  };

  struct Attribute {
    int number{0};
    Oid type{0};
    Oid collation{0};
    bool is_local{true};
    schema::Column column{};
  };

  struct ReadTable {
    schema::Table table{};
    std::vector<Attribute> attributes{};  // by number
    bool is_gone{false};                  // dropped meanwhile
  };

  struct ReferredTable {
    schema::Name name{};
    std::unordered_map<int, std::string> columns{};
  };

  struct ConstraintRow;

  /// The elements of an index, as the catalog has them.
  struct IndexKeys {
    std::vector<int> columns{};  // numbers of attributes; 0: an expression; included ones behind
    std::size_t count{0};        // without the included ones
    std::vector<Oid> operator_classes{};
    std::vector<Oid> collations{};
    std::vector<int> options{};
    std::vector<IndexElement> printed{};  // where the server was asked
  };

  void read_schema(CatalogRow row);
  void read_type(CatalogRow row);
  void read_collation(CatalogRow row);
  void read_operator_class(CatalogRow row);
  void read_table(CatalogRow row);
  void read_parent(CatalogRow row);
  void read_referred_column(CatalogRow row);

  // column_reading.cpp
  void read_column(CatalogRow row);
  void read_sequence(CatalogRow row);
  schema::Type type_of(Oid oid, std::string_view printed) const;
  Oid collation_of_type(Oid type) const;
  std::string name_of_collation(Oid collation) const;
  static void set_default(
      schema::Column& column, char generated, std::string_view printed, std::string_view type);

  // constraint_reading.cpp
  void read_constraint(CatalogRow row);
  ConstraintRow read_constraint_row(ReadTable& table, CatalogRow row);
  schema::Constraint constraint_of(const ReadTable& table, const ConstraintRow& row) const;
  schema::ForeignKey foreign_key_of(const ReadTable& table, const ConstraintRow& row) const;
  schema::Exclude exclude_of(const ReadTable& table, const ConstraintRow& row) const;

  // index_reading.cpp
  void read_index(CatalogRow row);
  schema::IndexColumn index_column(
      const ReadTable& table, const IndexKeys& keys, std::size_t place) const;
  std::string operator_class_of(Oid operator_class, Oid type) const;
  std::string collation_of(Oid collation, const Attribute& attribute) const;

  /// An expression that must be there; it is empty when the table was dropped meanwhile.
  std::string definition(ReadTable& table, std::string_view printed);
  void leave_out_gone_tables();

  ReadTable* find_table(Oid oid);
  static const Attribute* find_attribute(const ReadTable& table, int number);

  /// The names of the table's attributes with these numbers.
  std::vector<std::string> names(const ReadTable& table, const std::vector<int>& numbers) const;

  // The same for a table that a foreign key refers to.
  schema::Name referred_name(Oid oid) const;
  std::vector<std::string> referred_names(Oid oid, const std::vector<int>& numbers) const;

  schema::MetaData metadata_{};
  std::vector<ReadTable> tables_{};
  std::vector<Oid> table_oids_{};
  std::unordered_map<Oid, std::size_t> table_places_{};
  std::unordered_map<Oid, ReferredTable> referred_tables_{};
  std::unordered_map<Oid, KnownType> types_{};
  std::unordered_map<Oid, std::string> collations_{};
  std::unordered_map<Oid, OperatorClass> operator_classes_{};
  std::unordered_set<Oid> types_with_class_{};  // those with an operator class by default
  ObjectReader objects_{};
  bool has_column_parts_{false};
  bool is_torn_{false};
};

}  // namespace migrate::dialect::postgresql
