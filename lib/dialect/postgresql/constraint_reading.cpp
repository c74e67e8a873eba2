#include <algorithm>
#include <iterator>
#include <utility>

#include "dialect/postgresql/catalog_reader.hpp"
#include "dialect/postgresql/printing.hpp"

namespace migrate::dialect::postgresql {
namespace {

// PostgreSQL 15, "pg_constraint".
Action read_action(char letter) {
  switch (letter) {
    case 'r': return Action::restrict;
    case 'c': return Action::cascade;
    case 'n': return Action::set_null;
    case 'd': return Action::set_default;
    default: return Action::no_action;
  }
}

Deferral read_deferral(bool is_deferrable, bool is_deferred) {
  if (!is_deferrable) return Deferral::not_deferrable;
  return is_deferred ? Deferral::initially_deferred : Deferral::deferrable;
}

/// What an exclusion constraint uses when it does not say.
constexpr std::string_view usual_method = "gist";

}  // namespace

/// A row of the query, read.
struct CatalogReader::ConstraintRow {
  char kind{};
  std::string name{};
  std::vector<int> columns{};
  Deferral deferral{Deferral::not_deferrable};
  bool is_validated{true};
  bool no_inherit{false};
  bool is_enforced{true};
  bool has_period{false};
  Oid referred_table{0};
  std::vector<int> referred_columns{};
  Action on_update{Action::no_action};
  Action on_delete{Action::no_action};
  Match match{Match::simple};
  std::vector<int> on_delete_columns{};
  std::string condition{};
  bool nulls_not_distinct{false};
  std::vector<int> index_columns{};
  std::vector<int> included{};
  std::string method{};
  std::vector<IndexElement> elements{};
  std::string where{};
  std::vector<std::string> operators{};
  std::string comment{};
};

void CatalogReader::read_constraint(CatalogRow row) {
  ReadTable* const table = find_table(row.oid());
  if (table == nullptr) return;
  table->table.constraints.push_back(constraint_of(*table, read_constraint_row(*table, row)));
}

CatalogReader::ConstraintRow CatalogReader::read_constraint_row(ReadTable& table, CatalogRow row) {
  ConstraintRow read;
  read.kind = row.letter();
  read.name = row.text();
  read.columns = row.numbers();
  const bool is_deferrable = row.flag();
  read.deferral = read_deferral(is_deferrable, row.flag());
  read.is_validated = row.flag();
  read.no_inherit = row.flag();
  read.is_enforced = row.flag();
  read.has_period = row.flag();
  read.referred_table = row.oid();
  read.referred_columns = row.numbers();
  read.on_update = read_action(row.letter());
  read.on_delete = read_action(row.letter());
  read.match = row.letter() == 'f' ? Match::full : Match::simple;
  read.on_delete_columns = row.numbers();
  if (const auto condition = row.field()) read.condition = definition(table, *condition);
  read.nulls_not_distinct = row.flag();
  const auto key_count = static_cast<std::size_t>(row.number());
  read.index_columns = row.numbers();
  if (read.index_columns.size() > key_count) {
    const auto behind = read.index_columns.begin() + static_cast<std::ptrdiff_t>(key_count);
    read.included.assign(behind, read.index_columns.end());
  }
  read.method = row.text();
  if (const auto printed = row.field()) {
    auto index = read_index_definition(*printed);
    if (!index) is_torn_ = table.is_gone = true;
    if (index) read.elements = std::move(index->elements);
    if (index) read.where = without_outer_parentheses(index->where);
  }
  read.operators = row.list();
  read.comment = row.text();
  return read;
}

schema::Constraint CatalogReader::constraint_of(
    const ReadTable& table, const ConstraintRow& row) const {
  switch (row.kind) {
    case 'p':
      return schema::PrimaryKey{
          .name = row.name,
          .columns = names(table, row.columns),
          .include = names(table, row.included),
          .deferral = row.deferral,
          .without_overlaps = row.has_period,
          .comment = row.comment};
    case 'u':
      return schema::Unique{
          .name = row.name,
          .columns = names(table, row.columns),
          .include = names(table, row.included),
          .nulls_not_distinct = row.nulls_not_distinct,
          .deferral = row.deferral,
          .without_overlaps = row.has_period,
          .comment = row.comment};
    case 'f': return foreign_key_of(table, row);
    case 'x': return exclude_of(table, row);
    default:
      return schema::Check{
          .name = row.name,
          .condition = row.condition,
          .not_valid = row.is_enforced && !row.is_validated,
          .no_inherit = row.no_inherit,
          .not_enforced = !row.is_enforced,
          .comment = row.comment};
  }
}

schema::ForeignKey CatalogReader::foreign_key_of(
    const ReadTable& table, const ConstraintRow& row) const {
  return {
      .name = row.name,
      .columns = names(table, row.columns),
      .referred_table = referred_name(row.referred_table),
      .referred_columns = referred_names(row.referred_table, row.referred_columns),
      .on_delete = row.on_delete,
      .on_update = row.on_update,
      .match = row.match,
      .deferral = row.deferral,
      .not_valid = row.is_enforced && !row.is_validated,
      .on_delete_columns = names(table, row.on_delete_columns),
      .period = row.has_period,
      .not_enforced = !row.is_enforced,
      .comment = row.comment};
}

schema::Exclude CatalogReader::exclude_of(const ReadTable& table, const ConstraintRow& row) const {
  schema::Exclude exclude{
      .name = row.name,
      .method = row.method == usual_method ? "" : row.method,
      .where = row.where,
      .deferral = row.deferral,
      .include = names(table, row.included),
      .comment = row.comment};
  const std::size_t count =
      std::min({row.elements.size(), row.operators.size(), row.index_columns.size()});
  for (std::size_t i = 0; i < count; ++i) {
    schema::ExcludeElement element{
        .with = row.operators[i], .operator_class = row.elements[i].operator_class};
    const Attribute* const attribute = find_attribute(table, row.index_columns[i]);
    if (attribute != nullptr) element.column = attribute->column.name;
    if (attribute == nullptr) element.expression = without_outer_parentheses(row.elements[i].text);
    exclude.elements.push_back(std::move(element));
  }
  return exclude;
}

}  // namespace migrate::dialect::postgresql
