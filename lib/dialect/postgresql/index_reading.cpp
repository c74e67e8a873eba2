#include <algorithm>
#include <utility>

#include "dialect/postgresql/catalog_reader.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/storage_parameters.hpp"

namespace migrate::dialect::postgresql {
namespace {

// PostgreSQL 15, "pg_index", indoption.
constexpr int is_descending = 1;
constexpr int has_nulls_first = 2;

/// NULLs count as larger than everything: that is where they are when nobody says otherwise.
Nulls read_nulls(int options) {
  const bool first = (options & has_nulls_first) != 0;
  const bool usual = (options & is_descending) != 0;
  if (first == usual) return Nulls::unspecified;
  return first ? Nulls::first : Nulls::last;
}

/// pg_collation's `default`, and none at all.
bool is_usual(Oid collation) {
  constexpr Oid default_collation = 100;
  return collation == 0 || collation == default_collation;
}

}  // namespace

void CatalogReader::read_index(CatalogRow row) {
  ReadTable* const table = find_table(row.oid());
  if (table == nullptr) return;
  schema::Index index{.name = row.text(), .unique = row.flag(), .nulls_not_distinct = row.flag()};
  IndexKeys keys{.count = static_cast<std::size_t>(row.number())};
  keys.columns = row.numbers();
  keys.operator_classes = row.oids();
  keys.collations = row.oids();
  keys.options = row.numbers();
  index.method = row.text();
  if (const auto printed = row.field()) {
    auto read = read_index_definition(*printed);
    if (!read) is_torn_ = true;
    if (!read) return;
    keys.printed = std::move(read->elements);
    index.where = without_outer_parentheses(read->where);
  }
  index.with = read_storage_parameters(row.list(), {}, index.method);
  index.tablespace = row.text();
  index.comment = row.text();
  keys.count = std::min(keys.count, keys.columns.size());
  for (std::size_t i = 0; i < keys.count; ++i)
    index.columns.push_back(index_column(*table, keys, i));
  keys.columns.erase(
      keys.columns.begin(), keys.columns.begin() + static_cast<std::ptrdiff_t>(keys.count));
  index.include = names(*table, keys.columns);
  table->table.indexes.push_back(std::move(index));
}

schema::IndexColumn CatalogReader::index_column(
    const ReadTable& table, const IndexKeys& keys, std::size_t place) const {
  schema::IndexColumn column;
  const int options = place < keys.options.size() ? keys.options[place] : 0;
  if ((options & is_descending) != 0) column.order = Order::descending;
  column.nulls = read_nulls(options);
  const Oid collation = place < keys.collations.size() ? keys.collations[place] : 0;
  const Attribute* const attribute = find_attribute(table, keys.columns[place]);
  if (attribute != nullptr) column.name = attribute->column.name;
  if (place < keys.printed.size()) {
    const IndexElement& element = keys.printed[place];
    if (attribute == nullptr) column.expression = without_outer_parentheses(element.text);
    if (element.has_collation) column.collation = name_of_collation(collation);
    column.operator_class = element.operator_class;
  } else if (attribute != nullptr) {
    column.collation = collation_of(collation, *attribute);
    if (place < keys.operator_classes.size())
      column.operator_class = operator_class_of(keys.operator_classes[place], attribute->type);
  }
  return column;
}

/// Its name, or nothing when it is what the server takes for a column of this type: the default one
/// of the type, else a default one of a type that it can stand for.
std::string CatalogReader::operator_class_of(Oid operator_class, Oid type) const {
  const auto found = operator_classes_.find(operator_class);
  if (found == operator_classes_.end()) return {};
  auto known = types_.find(type);
  while (known != types_.end() && known->second.base != 0) {
    type = known->second.base;
    known = types_.find(type);
  }
  const OperatorClass& used = found->second;
  const bool is_usual_class =
      used.is_default && (used.type == type || !types_with_class_.contains(type));
  return is_usual_class ? std::string{} : used.name;
}

std::string CatalogReader::collation_of(Oid collation, const Attribute& attribute) const {
  const bool is_same =
      collation == attribute.collation || (is_usual(collation) && is_usual(attribute.collation));
  return is_same ? std::string{} : name_of_collation(collation);
}

}  // namespace migrate::dialect::postgresql
