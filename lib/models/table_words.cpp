#include "models/table_words.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace migrate::models {
namespace {

using schema::RenameKind;

class Speaker final {
 public:
  Speaker(
      const schema::Table& table, const OldNames& old_names, const schema::NamingConvention& naming)
      : table_(table), old_names_(old_names), naming_(naming) {}

  SaidTable run() {
    said_.renamed_from =
        old_names_.find(RenameKind::table, {.schema = table_.name.schema}, table_.name.name);
    for (const schema::Column& column : table_.columns) {
      said_.columns.push_back({.column = &column});
      said_.columns.back().words.renamed_from =
          old_names_.find(RenameKind::column, table_.name, column.name);
    }
    for (const schema::Constraint& constraint : table_.constraints)
      add(constraint);
    for (const schema::Index& index : table_.indexes)
      add(index);
    return std::move(said_);
  }

 private:
  void add(const schema::Constraint& constraint) {
    const std::string& name = schema::name(constraint);
    SaidConstraint said{
        .constraint = constraint,
        .renamed_from = old_names_.find(RenameKind::constraint, table_.name, name)};
    const std::string by_convention = name_for(constraint, table_.name.name, naming_);
    if (name == by_convention) {
      std::visit([](auto& one) { one.name.clear(); }, said.constraint);
      if (said.renamed_from.empty() && is_said_by_columns(said.constraint)) return;
    } else if (name.empty()) {
      said.no_name = schema::NoName::unnamed;
    }
    said_.constraints.push_back(std::move(said));
  }

  void add(const schema::Index& index) {
    SaidIndex said{
        .index = index,
        .renamed_from = old_names_.find(RenameKind::index, table_.name, index.name)};
    if (index.name == name_for(index, table_.name.name, naming_)) {
      said.index.name.clear();
      if (said.renamed_from.empty() && is_said_by_column(said.index)) return;
    }
    said_.indexes.push_back(std::move(said));
  }

  SaidColumn* find(const std::string& name) {
    const auto found = std::ranges::find_if(
        said_.columns, [&](const SaidColumn& said) { return said.column->name == name; });
    return found == said_.columns.end() ? nullptr : &*found;
  }

  /// Has a column say the nameless constraint, if it can.
  bool is_said_by_columns(const schema::Constraint& constraint) {
    if (const auto* const key = std::get_if<schema::PrimaryKey>(&constraint))
      return is_said_by_columns(*key);
    if (const auto* const unique = std::get_if<schema::Unique>(&constraint)) {
      if (unique->columns.size() != 1) return false;
      SaidColumn* const said = find(unique->columns.front());
      if (said == nullptr || *unique != schema::Unique{.columns = unique->columns}) return false;
      return !std::exchange(said->words.unique, true);
    }
    const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
    return key != nullptr && is_said_by_column(*key);
  }

  bool is_said_by_columns(const schema::PrimaryKey& key) {
    if (key != schema::PrimaryKey{.columns = key.columns}) return false;
    // The key has its columns in the order in which the table has them.
    std::vector<std::string> in_order;
    for (const SaidColumn& said : said_.columns) {
      if (std::ranges::count(key.columns, said.column->name) > 0)
        in_order.push_back(said.column->name);
    }
    if (in_order != key.columns) return false;
    for (SaidColumn& said : said_.columns) {
      if (std::ranges::count(key.columns, said.column->name) > 0) said.words.primary_key = true;
    }
    return true;
  }

  bool is_said_by_column(const schema::ForeignKey& key) {
    const schema::ForeignKey plain{
        .columns = key.columns,
        .referred_table = key.referred_table,
        .referred_columns = key.referred_columns,
        .on_delete = key.on_delete,
        .on_update = key.on_update,
        .deferral = key.deferral};
    if (key != plain || key.columns.size() != 1 || key.referred_columns.size() > 1) return false;
    SaidColumn* const said = find(key.columns.front());
    if (said == nullptr || said->words.references) return false;
    said->words.references = key;
    return true;
  }

  bool is_said_by_column(const schema::Index& index) {
    if (index.columns.size() != 1) return false;
    const std::string& name = index.columns.front().name;
    SaidColumn* const said = find(name);
    if (said == nullptr || index != schema::Index{.columns = {{.name = name}}}) return false;
    return !std::exchange(said->words.index, true);
  }

  const schema::Table& table_;
  const OldNames& old_names_;
  const schema::NamingConvention& naming_;
  SaidTable said_{};
};

}  // namespace

OldNames::OldNames(const std::vector<schema::Rename>& renames) {
  for (const schema::Rename& one : renames)
    names_[{one.kind, one.parent.schema, one.parent.name, one.to}] = one.from;
}

std::string OldNames::find(
    schema::RenameKind kind, const schema::Name& parent, const std::string& name) const {
  const auto found = names_.find({kind, parent.schema, parent.name, name});
  return found == names_.end() ? std::string() : found->second;
}

SaidTable say(
    const schema::Table& table, const OldNames& old_names, const schema::NamingConvention& naming) {
  return Speaker(table, old_names, naming).run();
}

}  // namespace migrate::models
