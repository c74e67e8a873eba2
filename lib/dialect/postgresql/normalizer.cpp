#include "dialect/postgresql/normalizer.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgresql/canonical_forms.hpp"
#include "dialect/postgresql/chosen_names.hpp"
#include "dialect/postgresql/declared_owners.hpp"
#include "dialect/postgresql/doubts.hpp"
#include "dialect/postgresql/expression_text.hpp"
#include "dialect/postgresql/later_constraints.hpp"
#include "dialect/postgresql/object_doubts.hpp"
#include "dialect/postgresql/part_matching.hpp"
#include "dialect/postgresql/renamed_objects.hpp"
#include "dialect/postgresql/type_words.hpp"
#include "schema/child_renames.hpp"
#include "schema/parents.hpp"

namespace migrate::dialect::postgresql {
namespace {

using schema::MetaData;
using schema::Table;

using TableKey = std::pair<std::string, std::string>;

TableKey key_of(const schema::Name& name) {
  return {name.schema, name.name};
}

template <typename Change>
void for_each_expression(schema::Constraint& constraint, Change change) {
  if (auto* const check = std::get_if<schema::Check>(&constraint)) change(check->condition);
  auto* const exclude = std::get_if<schema::Exclude>(&constraint);
  if (exclude == nullptr) return;
  change(exclude->where);
  for (schema::ExcludeElement& element : exclude->elements)
    change(element.expression);
}

/// Every text of the table.
template <typename Change>
void for_each_expression(Table& table, Change change) {
  for (schema::Column& column : table.columns) {
    if (column.computed) change(column.computed->expression);
    auto* const value =
        column.server_default ? std::get_if<schema::Expression>(&*column.server_default) : nullptr;
    if (value != nullptr) change(value->text);
  }
  for (schema::Constraint& constraint : table.constraints)
    for_each_expression(constraint, change);
  for (schema::Index& index : table.indexes) {
    change(index.where);
    for (schema::IndexColumn& column : index.columns)
      change(column.expression);
  }
}

void rename_expressions(MetaData& live, const std::vector<schema::Rename>& renames) {
  if (renames.empty()) return;
  const std::vector<schema::Rename> all = schema::with_children(live, renames);
  for (Table& table : live.tables) {
    for_each_expression(table, [&](std::string& expression) {
      if (!expression.empty()) expression = renamed_expression(expression, table.name, all);
    });
  }
  rename_objects(live, all);
}

class Normalizer final {
 public:
  Normalizer(
      const Dialect& dialect,
      MetaData& declared,
      MetaData& live,
      const std::vector<schema::Rename>& renames,
      db::Connection& connection)
      : dialect_(dialect),
        declared_(declared),
        live_(live),
        renames_(renames),
        connection_(connection) {}

  Normalization run() {
    make_canonical(declared_, live_.default_schema);
    for (Table& table : live_.tables)
      live_tables_[key_of(table.name)] = &table;
    rename_expressions(live_, renames_);
    read_types();
    fill_referred_columns(declared_, live_);
    // What a server has made of a model has them because it says so.
    for (Table& table : declared_.tables) {
      if (!declared_.has_objects) drop_repeated(table);
    }
    match();
    choose_names();
    adopt_role(declared_, connection_);
    for (std::string& one : adopt_same_objects(declared_, live_, connection_))
      result_.unconfirmed.push_back(std::move(one));
    return std::move(result_);
  }

 private:
  using UnknownTypes = std::map<std::string, std::vector<schema::Column*>>;

  UnknownTypes read_known_types();
  void read_types();
  std::set<std::string> known_types() const;
  std::optional<schema::Type> find_enumeration(const schema::Type& type) const;
  void drop_repeated(Table& table) const;
  void match();
  std::vector<schema::EnumType> missing_types() const;
  void choose_names();
  void choose_names(Table& table, std::set<std::string>& taken);
  Table* live_table(const schema::Name& name) const;
  void settle(std::vector<PartMatching>& matchings, const std::vector<Doubt>& doubts);
  const Table& whole(const Table& declared);
  void add_columns_of_parents(Table& table, const Table& child) const;

  const Dialect& dialect_;
  MetaData& declared_;
  MetaData& live_;
  const std::vector<schema::Rename>& renames_;
  db::Connection& connection_;
  std::map<TableKey, Table*> live_tables_{};
  std::map<const Table*, Table> whole_tables_{};
  std::map<const Table*, std::vector<std::string>> free_names_{};
  Normalization result_{};
};

Table* Normalizer::live_table(const schema::Name& name) const {
  const auto found = live_tables_.find(key_of(name));
  return found == live_tables_.end() ? nullptr : found->second;
}

/// The words of types that the database is known to have.
std::set<std::string> Normalizer::known_types() const {
  std::set<std::string> words;
  for (const Table& table : live_.tables) {
    for (const schema::Column& column : table.columns) {
      if (column.type.kind == TypeKind::verbatim) words.insert(column.type.name);
    }
  }
  return words;
}

/// The type as an enumeration, if its words are the name of one.
std::optional<schema::Type> Normalizer::find_enumeration(const schema::Type& type) const {
  auto name = read_type_name(type.name);
  if (!name) return std::nullopt;
  if (name->schema == live_.default_schema) name->schema.clear();
  if (declared_.find_enum(*name) == nullptr && live_.find_enum(*name) == nullptr)
    return std::nullopt;
  return schema::Type{
      .kind = TypeKind::enumeration,
      .dimensions = type.dimensions,
      .name = name->name,
      .schema = name->schema};
}

/// Makes enumerations of verbatim types that name one. The columns of types that nobody knows, by
/// the words.
Normalizer::UnknownTypes Normalizer::read_known_types() {
  const std::set<std::string> known = known_types();
  UnknownTypes unknown;
  for (Table& table : declared_.tables) {
    for (schema::Column& column : table.columns) {
      if (column.type.kind != TypeKind::verbatim) continue;
      if (auto enumeration = find_enumeration(column.type)) {
        column.type = *std::move(enumeration);
      } else if (!known.contains(column.type.name)) {
        unknown[column.type.name].push_back(&column);
      }
    }
  }
  return unknown;
}

/// Verbatim types as the inspector reads them; the server is asked about words that nobody knows.
void Normalizer::read_types() {
  const UnknownTypes unknown = read_known_types();
  if (unknown.empty()) return;
  std::vector<std::string> words;
  std::ranges::transform(
      unknown, std::back_inserter(words), [](const auto& one) { return one.first; });
  const TypeAnswers answers = ask_types(connection_, words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (schema::Column* const column : unknown.at(words[i])) {
      if (!answers.types[i]) continue;
      schema::Type type = *answers.types[i];
      type.dimensions = std::min(1, type.dimensions + column->type.dimensions);
      column->type = canonical_type(std::move(type), live_.default_schema);
    }
    if (!answers.refusal.empty())
      result_.unconfirmed.push_back(fmt::format("type {}: {}", words[i], answers.refusal));
  }
}

/// CREATE TABLE makes a unique constraint only once, and none beside a primary key of the same
/// columns.
void Normalizer::drop_repeated(Table& table) const {
  const Table* const live = live_table(table.name);
  const auto is_live = [&](const std::string& name) {
    return live != nullptr &&
           std::ranges::any_of(live->constraints, [&](const schema::Constraint& one) {
             return schema::name(one) == name;
           });
  };
  std::vector<std::size_t> places = repeated_constraints(table);
  std::ranges::reverse(places);
  for (const std::size_t place : places) {
    const auto constraint = table.constraints.begin() + static_cast<std::ptrdiff_t>(place);
    if (!is_live(schema::name(*constraint))) table.constraints.erase(constraint);
  }
}

/// Enumerations that an expression may use before they are made, or with values that they do not
/// have yet.
std::vector<schema::EnumType> Normalizer::missing_types() const {
  const auto is_renamed = [&](const schema::Name& name) {
    return std::ranges::any_of(renames_, [&](const schema::Rename& rename) {
      const bool is_type = rename.kind == schema::RenameKind::enumeration &&
                           rename.parent.schema == name.schema && rename.to == name.name;
      return is_type || (rename.kind == schema::RenameKind::enum_value && rename.parent == name);
    });
  };
  std::vector<schema::EnumType> types;
  for (const schema::EnumType& type : declared_.enums) {
    const schema::EnumType* const live = live_.find_enum(type.name);
    const bool is_there = live != nullptr && live->values == type.values && !is_renamed(type.name);
    // In another schema they would have to be named with it.
    if (!is_there && type.name.schema.empty()) types.push_back(type);
  }
  return types;
}

/// The declared table with the columns that it has of others.
const Table& Normalizer::whole(const Table& declared) {
  const auto [place, is_new] = whole_tables_.try_emplace(&declared, declared);
  if (is_new) add_columns_of_parents(place->second, declared);
  return place->second;
}

void Normalizer::add_columns_of_parents(Table& table, const Table& child) const {
  for (const schema::Name& name : schema::parents_of(child)) {
    const Table* const parent = declared_.find_table(name);
    if (parent == nullptr) continue;
    for (const schema::Column& column : parent->columns) {
      const bool is_there = std::ranges::find(table.columns, column.name, &schema::Column::name) !=
                            table.columns.end();
      if (!is_there) table.columns.push_back(column);
    }
    add_columns_of_parents(table, *parent);
  }
}

/// Of the doubts of all matchings, in order.
void Normalizer::settle(std::vector<PartMatching>& matchings, const std::vector<Doubt>& doubts) {
  const auto verdicts = resolve(dialect_, connection_, missing_types(), doubts);
  std::size_t next = 0;
  for (PartMatching& matching : matchings) {
    for (std::size_t i = 0; i < matching.doubts().size(); ++i) {
      const Verdict& verdict = verdicts[next++];
      matching.settle(i, verdict);
      if (verdict.unconfirmed.empty()) continue;
      result_.unconfirmed.push_back(
          fmt::format("{}: {}", matching.describe(i), verdict.unconfirmed));
    }
  }
}

void Normalizer::match() {
  std::vector<PartMatching> matchings;
  matchings.reserve(declared_.tables.size());
  std::vector<Doubt> doubts;
  for (Table& declared : declared_.tables) {
    const Table* const live = live_table(declared.name);
    if (live == nullptr) continue;
    adopt_options(declared, *live);
    for (Doubt doubt : matchings.emplace_back(declared, *live).doubts()) {
      if (declared.has_parents()) doubt.table = &whole(declared);
      doubts.push_back(std::move(doubt));
    }
  }
  if (!doubts.empty()) settle(matchings, doubts);
  for (const PartMatching& matching : matchings)
    free_names_[live_table(matching.name())] = matching.free_names();
}

bool has_nameless(const Table& table) {
  return std::ranges::any_of(
             table.constraints,
             [](const schema::Constraint& one) { return schema::name(one).empty(); }) ||
         std::ranges::any_of(
             table.indexes, [](const schema::Index& one) { return one.name.empty(); });
}

/// What has no name yet gets the one that the server would choose.
void Normalizer::choose_names() {
  if (std::ranges::none_of(declared_.tables, has_nameless)) return;
  std::map<std::string, std::set<std::string>> taken;  // by schema
  const auto take = [&](const Table& table) {
    auto& names = taken[table.name.schema];
    names.insert(table.name.name);
    for (const schema::Constraint& constraint : table.constraints)
      names.insert(schema::name(constraint));
    for (const schema::Index& index : table.indexes)
      names.insert(index.name);
  };
  for (const MetaData* const side : {&declared_, &live_}) {
    for (const schema::Sequence& sequence : side->sequences)
      taken[sequence.name.schema].insert(sequence.name.name);
  }
  for (const Table& table : live_.tables)
    take(table);
  // What goes makes room for what comes in its place.
  for (const auto& [table, names] : free_names_) {
    for (const std::string& name : names)
      taken[table->name.schema].erase(name);
  }
  for (const Table& table : declared_.tables)
    take(table);
  for (Table& table : declared_.tables)
    choose_names(table, taken[table.name.schema]);
}

void Normalizer::choose_names(Table& table, std::set<std::string>& taken) {
  const auto is_taken = [&](const std::string& name) { return taken.contains(name); };
  for (schema::Constraint& constraint : table.constraints) {
    if (!schema::name(constraint).empty()) continue;
    std::string name = chosen_name(table, constraint, is_taken);
    taken.insert(name);
    std::visit([&](auto& one) { one.name = std::move(name); }, constraint);
  }
  for (schema::Index& index : table.indexes) {
    if (!index.name.empty()) continue;
    index.name = chosen_name(table, index, is_taken);
    taken.insert(index.name);
  }
}

}  // namespace

Normalization normalize(
    const Dialect& dialect,
    MetaData& declared,
    MetaData& live,
    const std::vector<schema::Rename>& renames,
    db::Connection& connection) {
  return Normalizer(dialect, declared, live, renames, connection).run();
}

}  // namespace migrate::dialect::postgresql
