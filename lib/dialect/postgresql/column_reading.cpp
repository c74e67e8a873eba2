#include <algorithm>
#include <string_view>
#include <utility>

#include "dialect/postgresql/catalog_reader.hpp"
#include "dialect/postgresql/default_reading.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/sequence_options.hpp"
#include "dialect/postgresql/type_reading.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// What format_type prints when the type is gone.
constexpr std::string_view no_type = "???";

/// Of types whose collation is the database's, or that have none.
constexpr Oid usual_collation = 0;

/// The numbers of an identity column are those of its sequence.
void set_numbers(schema::Column& column, const schema::Sequence& sequence) {
  if (!column.identity) return;
  schema::Identity& identity = *column.identity;
  identity.start = sequence.start;
  identity.increment = sequence.increment;
  identity.minimum = sequence.minimum;
  identity.maximum = sequence.maximum;
  identity.cache = sequence.cache;
  identity.cycle = sequence.cycle.value_or(false);
  identity = canonical_identity(identity, column.type.kind);
}

}  // namespace

void CatalogReader::read_column(CatalogRow row) {
  ReadTable* const table = find_table(row.oid());
  if (table == nullptr) return;
  Attribute attribute{.number = row.number()};
  schema::Column& column = attribute.column;
  column.name = row.text();
  const std::string_view printed_type = row.view();
  if (printed_type.starts_with(no_type)) is_torn_ = table->is_gone = true;
  attribute.type = row.oid();
  column.type = type_of(attribute.type, printed_type);
  attribute.collation = row.oid();
  if (attribute.collation != 0) column.collation = name_of_collation(attribute.collation);
  if (attribute.collation == 0) attribute.collation = collation_of_type(attribute.type);
  column.nullable = !row.flag();
  const auto printed_default = row.field();
  const char generated = row.letter();
  if (printed_default) {
    definition(*table, *printed_default);
    set_default(column, generated, *printed_default, printed_type);
  }
  const char identity = row.letter();
  if (identity != '\0') column.identity = schema::Identity{.always = identity == 'a'};
  attribute.is_local = row.flag();
  column.comment = row.text();
  has_column_parts_ = row.flag() || has_column_parts_;

  auto& attributes = table->attributes;
  const auto place = std::ranges::upper_bound(attributes, attribute.number, {}, &Attribute::number);
  attributes.insert(place, std::move(attribute));
}

void CatalogReader::read_sequence(CatalogRow row) {
  schema::Sequence sequence{.name = {.schema = row.text(), .name = row.text()}};
  sequence.type = postgresql::read_type(row.view());
  sequence.start = row.big_number();
  sequence.increment = row.big_number();
  sequence.minimum = row.big_number();
  sequence.maximum = row.big_number();
  sequence.cache = row.big_number();
  sequence.cycle = row.flag();
  const char owned = row.letter();
  ReadTable* const owner = find_table(row.oid());
  const int number = row.number();
  sequence.comment = row.text();
  constexpr Oid catalog = 1259;
  if (owned != 'i')
    objects_.add(
        {catalog, row.oid()}, {.kind = schema::ReferenceKind::sequence, .name = sequence.name});
  if (owned == '\0') {
    metadata_.sequences.push_back(canonical_sequence(std::move(sequence)));
    return;
  }
  // Of a table that is not looked at, or not a table to us.
  if (owner == nullptr) return;
  const auto attribute = std::ranges::find(owner->attributes, number, &Attribute::number);
  if (attribute == owner->attributes.end()) return;
  if (owned == 'i') {
    set_numbers(attribute->column, sequence);
  } else {
    sequence.owned_by_table = owner->table.name.name;
    sequence.owned_by_column = attribute->column.name;
    metadata_.sequences.push_back(canonical_sequence(std::move(sequence)));
  }
}

schema::Type CatalogReader::type_of(Oid oid, std::string_view printed) const {
  schema::Type type = postgresql::read_type(printed);
  const auto known = types_.find(oid);
  if (known == types_.end() || !known->second.enumeration) return type;
  const schema::Name& name = *known->second.enumeration;
  return {
      .kind = TypeKind::enumeration,
      .dimensions = type.dimensions,
      .name = name.name,
      .schema = name.schema};
}

Oid CatalogReader::collation_of_type(Oid type) const {
  const auto known = types_.find(type);
  return known == types_.end() ? usual_collation : known->second.collation;
}

std::string CatalogReader::name_of_collation(Oid collation) const {
  const auto found = collations_.find(collation);
  return found == collations_.end() ? std::string{} : found->second;
}

void CatalogReader::set_default(
    schema::Column& column, char generated, std::string_view printed, std::string_view type) {
  if (generated == '\0') {
    column.server_default = read_default(printed, type, column.type);
    return;
  }
  column.computed = schema::Computed{
      .expression = without_outer_parentheses(printed),
      .storage = generated == 's' ? Storage::stored : Storage::virtual_};
}

}  // namespace migrate::dialect::postgresql
