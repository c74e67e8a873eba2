#include "dialect/postgresql/catalog_reader.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/storage_parameters.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// What initdb says about the schema that every database has.
constexpr std::string_view usual_comment_on_public = "standard public schema";

template <typename Object>
void sort_by_name(std::vector<Object>& objects) {
  std::ranges::sort(objects, {}, [](const Object& object) {
    return std::tie(object.name.schema, object.name.name);
  });
}

void sort_parts(schema::Table& table) {
  std::ranges::sort(table.constraints, {}, [](const schema::Constraint& constraint) {
    return std::make_pair(constraint.index(), std::string_view(schema::name(constraint)));
  });
  std::ranges::sort(table.indexes, {}, &schema::Index::name);
}

}  // namespace

void CatalogReader::read(CatalogPart part, const db::Rows& rows) {
  const auto read_rows = [&](auto read_row) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      (this->*read_row)(CatalogRow(rows, i));
  };
  switch (part) {
    case CatalogPart::schemas: return read_rows(&CatalogReader::read_schema);
    case CatalogPart::types: return read_rows(&CatalogReader::read_type);
    case CatalogPart::collations: return read_rows(&CatalogReader::read_collation);
    case CatalogPart::operator_classes: return read_rows(&CatalogReader::read_operator_class);
    case CatalogPart::tables: return read_rows(&CatalogReader::read_table);
    case CatalogPart::parents: return read_rows(&CatalogReader::read_parent);
    case CatalogPart::columns: return read_rows(&CatalogReader::read_column);
    case CatalogPart::sequences: return read_rows(&CatalogReader::read_sequence);
    case CatalogPart::referred_columns: return read_rows(&CatalogReader::read_referred_column);
    case CatalogPart::constraints: return read_rows(&CatalogReader::read_constraint);
    case CatalogPart::indexes: return read_rows(&CatalogReader::read_index);
  }
}

schema::MetaData CatalogReader::finish() && {
  add_tables_to_objects();
  std::move(objects_).finish(metadata_);
  if (is_torn_) leave_out_gone_tables();
  metadata_.tables.reserve(tables_.size());
  for (ReadTable& read : tables_) {
    // With thousands of tables, what is not needed any more is more than all else.
    std::vector<Attribute> attributes = std::move(read.attributes);
    read.table.columns.reserve(attributes.size());
    for (Attribute& attribute : attributes) {
      if (attribute.is_local) read.table.columns.push_back(std::move(attribute.column));
    }
    sort_parts(read.table);
    metadata_.tables.push_back(std::move(read.table));
  }
  std::ranges::sort(metadata_.schemas, {}, &schema::Schema::name);
  sort_by_name(metadata_.enums);
  sort_by_name(metadata_.sequences);
  sort_by_name(metadata_.tables);
  return std::move(metadata_);
}

void CatalogReader::add_tables_to_objects() {
  if (objects_.is_empty()) return;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    std::map<int, std::string> columns;
    for (const Attribute& attribute : tables_[i].attributes)
      columns.emplace(attribute.number, attribute.column.name);
    objects_.add_table(table_oids_[i], tables_[i].table.name, std::move(columns));
  }
}

void CatalogReader::read_schema(CatalogRow row) {
  schema::Schema schema{.name = row.text(), .comment = row.text()};
  constexpr Oid catalog = 2615;
  objects_.add(
      {catalog, row.oid()}, {.kind = schema::ReferenceKind::schema, .name = {.name = schema.name}});
  if (schema.name == "public" && schema.comment == usual_comment_on_public) schema.comment.clear();
  metadata_.schemas.push_back(std::move(schema));
}

void CatalogReader::read_type(CatalogRow row) {
  const Oid oid = row.oid();
  const bool is_enumeration = row.letter() == 'e';
  const Oid array = row.oid();
  KnownType type{.base = row.oid(), .collation = row.oid()};
  schema::EnumType enumeration{
      .name = {.schema = row.text(), .name = row.text()}, .values = row.list()};
  const bool is_listed = row.flag();
  enumeration.comment = row.text();
  if (is_enumeration) {
    type.enumeration = enumeration.name;
    types_[array] = type;
  }
  types_[oid] = std::move(type);
  constexpr Oid catalog = 1247;
  if (is_listed)
    objects_.add(
        {catalog, oid}, {.kind = schema::ReferenceKind::enumeration, .name = enumeration.name});
  if (is_listed) metadata_.enums.push_back(std::move(enumeration));
}

void CatalogReader::read_collation(CatalogRow row) {
  const Oid oid = row.oid();
  collations_[oid] = row.text();
}

void CatalogReader::read_operator_class(CatalogRow row) {
  const Oid oid = row.oid();
  OperatorClass read{.name = row.text(), .type = row.oid(), .is_default = row.flag()};
  if (read.is_default) types_with_class_.insert(read.type);
  operator_classes_[oid] = std::move(read);
}

void CatalogReader::read_table(CatalogRow row) {
  const Oid oid = row.oid();
  table_places_[oid] = tables_.size();
  table_oids_.push_back(oid);
  schema::Table table{.name = {.schema = row.text(), .name = row.text()}};
  const char persistence = row.letter();
  table.temporary = persistence == 't';
  table.unlogged = persistence == 'u';
  const auto partition_key = row.field();
  const std::vector<std::string> parameters = row.list();
  const std::vector<std::string> toast_parameters = row.list();
  table.tablespace = row.text();
  table.access_method = row.text();
  table.with = read_storage_parameters(parameters, toast_parameters, table.access_method);
  table.comment = row.text();
  ReadTable& read = tables_.emplace_back();
  if (partition_key) table.partition_by = definition(read, *partition_key);
  read.table = std::move(table);
}

void CatalogReader::read_parent(CatalogRow row) {
  ReadTable* const child = find_table(row.oid());
  if (child == nullptr) return;
  const schema::Name parent{.schema = row.text(), .name = row.text()};
  const auto bound = row.field();
  if (!bound) {
    child->table.inherits.push_back(describe(parent));
    return;
  }
  child->table.partition_of = describe(parent);
  child->table.partition_bound = std::string(*bound);
  if (bound->empty()) is_torn_ = child->is_gone = true;
}

void CatalogReader::read_referred_column(CatalogRow row) {
  ReferredTable& table = referred_tables_[row.oid()];
  table.name = {.schema = row.text(), .name = row.text()};
  const int number = row.number();
  table.columns[number] = row.text();
}

std::string CatalogReader::definition(ReadTable& table, std::string_view printed) {
  if (printed.empty()) is_torn_ = table.is_gone = true;
  return without_outer_parentheses(printed);
}

void CatalogReader::leave_out_gone_tables() {
  std::vector<schema::Name> gone;
  for (const ReadTable& read : tables_) {
    if (read.is_gone) gone.push_back(read.table.name);
  }
  const auto is_gone = [&](const schema::Name& name) {
    return std::ranges::find(gone, name) != gone.end();
  };
  std::erase_if(tables_, [](const ReadTable& read) { return read.is_gone; });
  for (ReadTable& read : tables_) {
    std::erase_if(read.table.constraints, [&](const schema::Constraint& one) {
      const auto* const key = std::get_if<schema::ForeignKey>(&one);
      return key != nullptr && is_gone(key->referred_table);
    });
  }
  std::erase_if(metadata_.sequences, [&](const schema::Sequence& one) {
    return is_gone({.schema = one.name.schema, .name = one.owned_by_table});
  });
}

CatalogReader::ReadTable* CatalogReader::find_table(Oid oid) {
  const auto found = table_places_.find(oid);
  return found == table_places_.end() ? nullptr : &tables_[found->second];
}

const CatalogReader::Attribute* CatalogReader::find_attribute(const ReadTable& table, int number) {
  // Mostly none was ever dropped.
  const auto usual = static_cast<std::size_t>(number) - 1;
  if (usual < table.attributes.size() && table.attributes[usual].number == number)
    return &table.attributes[usual];
  const auto found = std::ranges::lower_bound(table.attributes, number, {}, &Attribute::number);
  if (found == table.attributes.end() || found->number != number) return nullptr;
  return &*found;
}

std::vector<std::string> CatalogReader::names(
    const ReadTable& table, const std::vector<int>& numbers) const {
  std::vector<std::string> result;
  for (const int number : numbers) {
    const Attribute* const attribute = find_attribute(table, number);
    if (attribute != nullptr) result.push_back(attribute->column.name);
  }
  return result;
}

schema::Name CatalogReader::referred_name(Oid oid) const {
  const auto place = table_places_.find(oid);
  if (place != table_places_.end()) return tables_[place->second].table.name;
  const auto referred = referred_tables_.find(oid);
  return referred == referred_tables_.end() ? schema::Name{} : referred->second.name;
}

std::vector<std::string> CatalogReader::referred_names(
    Oid oid, const std::vector<int>& numbers) const {
  const auto place = table_places_.find(oid);
  if (place != table_places_.end()) return names(tables_[place->second], numbers);
  const auto referred = referred_tables_.find(oid);
  std::vector<std::string> result;
  if (referred == referred_tables_.end()) return result;
  for (const int number : numbers) {
    const auto column = referred->second.columns.find(number);
    if (column != referred->second.columns.end()) result.push_back(column->second);
  }
  return result;
}

}  // namespace migrate::dialect::postgresql
