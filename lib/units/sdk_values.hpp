#pragma once

#include <migrate/operations.hpp>

#include <optional>
#include <string>
#include <vector>

#include "schema/naming.hpp"
#include "schema/objects.hpp"
#include "schema/table.hpp"
#include "schema/table_builder.hpp"

// The views that a unit hands over, as values of our own. Errors: unit_error for a list that is
// longer than the SDK can hold.
namespace migrate::units {

/// Errors: unit_error when there are more items than can be.
void check_length(std::size_t size, std::size_t most);

std::string own(Text text);
schema::Name own_name(Text schema, Text name);
template <std::size_t Capacity>
std::vector<std::string> own(const Few<Text, Capacity>& names) {
  check_length(names.size(), Capacity);
  std::vector<std::string> result;
  for (const Text& name : names)
    result.push_back(own(name));
  return result;
}

std::vector<schema::Setting> own(const Settings& settings);
schema::Type own(const Type& type);
schema::Column own(const Column& column);
schema::Identity own(const Identity& identity);
schema::Computed own(const Computed& computed);
schema::Index own(const Index& index);
schema::PrimaryKey own(const PrimaryKey& key);
schema::Unique own(const Unique& unique);
schema::ForeignKey own(const ForeignKey& key);
schema::Check own(const Check& check);
schema::Exclude own(const Exclude& exclude);

schema::Sequence own_sequence(Text name, const Sequence& sequence);

/// NULL for a value that is none.
schema::Value own(const Value& value);
std::vector<schema::Value> own(List<Value> values);

/// Nothing for a value that is none.
std::optional<schema::Value> own_if_any(const Value& value);

template <typename T>
auto own(const Optional<T>& value) -> std::optional<decltype(own(value.value()))> {
  if (!value.has_value()) return std::nullopt;
  return own(value.value());
}

inline std::optional<std::int64_t> own(const Optional<long long>& value) {
  return value.has_value() ? std::optional<std::int64_t>(value.value()) : std::nullopt;
}

inline std::optional<bool> own(const Optional<bool>& value) {
  return value.has_value() ? std::optional<bool>(value.value()) : std::nullopt;
}

/// What the column says of keys and indexes, as constraints and indexes of its table: all but its
/// primary key, with names by the convention.
schema::ColumnParts parts_of(
    const Column& column, const std::string& table, const schema::NamingConvention& convention);

/// The table that is made of these items, names filled in. Errors: unit_error for two primary keys.
schema::Table own_table(
    schema::Name name,
    List<TableItem> items,
    const TableOptions& options,
    const schema::NamingConvention& convention);

/// A constraint, named by the convention if it has no name. Errors: unit_error for a column or an
/// index.
schema::Constraint own_constraint(
    const TableItem& item, const std::string& table, const schema::NamingConvention& convention);

}  // namespace migrate::units
