#include "dialect/postgresql/part_matching.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgresql/default_values.hpp"

namespace migrate::dialect::postgresql {
namespace {

using schema::Check;
using schema::Column;
using schema::Exclude;
using schema::ForeignKey;
using schema::Index;
using schema::PrimaryKey;
using schema::Unique;

/// Whether two literals of the type are the same exactly when they are equal.
bool is_decided(const Column& column, const schema::Value& a, const schema::Value& b) {
  const auto both = [&](auto... kinds) {
    const std::array indexes{kinds...};
    const auto is_one = [&](const schema::Value& value) {
      return std::ranges::find(indexes, value.index()) != indexes.end();
    };
    return is_one(a) && is_one(b);
  };
  constexpr std::size_t boolean = 1;
  constexpr std::size_t integer = 2;
  constexpr std::size_t real = 3;
  constexpr std::size_t text = 4;
  constexpr std::array as_written{TypeKind::text, TypeKind::varchar, TypeKind::enumeration};
  const bool keeps_text = column.type.dimensions == 0 &&
                          std::ranges::find(as_written, column.type.kind) != as_written.end();
  return both(boolean) || both(integer, real) || (keeps_text && both(text));
}

/// Whether the server can tell more of two columns than that they are written differently.
bool is_doubtful(const Column& declared, const Column& live) {
  if (declared.computed && live.computed) return true;
  const auto a = canonical_default(declared.server_default, declared.type);
  const auto b = canonical_default(live.server_default, live.type);
  return a && b && !is_decided(declared, *a, *b);
}

/// Whether the default is a literal of another kind because the type is: '7' is no bigint's 7, and
/// the server would go on printing it as it was.
bool is_new_literal(const Column& declared, const Column& live) {
  const auto is_literal = [](const std::optional<schema::Value>& value) {
    return value && !std::holds_alternative<schema::Expression>(*value);
  };
  return declared.type != live.type && is_literal(declared.server_default) &&
         is_literal(live.server_default) &&
         declared.server_default->index() != live.server_default->index();
}

/// The texts of one column under the type of the other.
Column texts_of(const Column& column, const Column& typed) {
  return {
      .name = column.name,
      .type = typed.type,
      .server_default = column.server_default,
      .collation = typed.collation,
      .computed = column.computed};
}

/// Named one by one, all columns are all.
std::vector<std::string> on_delete_columns(const ForeignKey& key) {
  return key.on_delete_columns == key.columns ? std::vector<std::string>{} : key.on_delete_columns;
}

/// Apart from texts, names and comments, and from whether rows have been checked.
bool has_same_structure(const Check& a, const Check& b) {
  return a.no_inherit == b.no_inherit;
}
bool has_same_structure(const Exclude& a, const Exclude& b) {
  return a.deferral == b.deferral && a.include == b.include &&
         std::ranges::equal(
             a.elements,
             b.elements,
             {},
             &schema::ExcludeElement::with,
             &schema::ExcludeElement::with);
}
bool has_same_structure(const Index& a, const Index& b) {
  return a.unique == b.unique && a.nulls_not_distinct == b.nulls_not_distinct &&
         a.include == b.include && a.columns.size() == b.columns.size();
}

/// Whether the server may write the definition in another way.
bool has_texts(const Check& /*check*/) {
  return true;
}
bool has_texts(const Exclude& /*exclude*/) {
  return true;
}
bool has_texts(const Index& index) {
  return !index.where.empty() ||
         std::ranges::any_of(index.columns, [](const schema::IndexColumn& column) {
           return column.name.empty() || !column.operator_class.empty() ||
                  !column.collation.empty();
         });
}

/// The key without what it may differ in and still be the same.
template <typename Key>
Key content(Key key) {
  key.name.clear();
  key.comment.clear();
  if constexpr (requires { key.not_valid; }) {
    key.not_valid = false;
    key.on_delete_columns = on_delete_columns(key);
  }
  return key;
}

}  // namespace

PartMatching::PartMatching(schema::Table& declared, const schema::Table& live)
    : declared_(declared), live_(live) {
  for (const schema::Constraint& constraint : declared.constraints)
    claimed_.insert(schema::name(constraint));
  for (const Index& index : declared.indexes)
    claimed_.insert(index.name);
  match_columns();
  for (std::size_t i = 0; i < declared.constraints.size(); ++i)
    match_constraint(i);
  for (std::size_t i = 0; i < declared.indexes.size(); ++i)
    match_index(i);
}

void PartMatching::match_columns() {
  for (std::size_t i = 0; i < declared_.columns.size(); ++i) {
    const Column& declared = declared_.columns[i];
    const auto live = std::ranges::find(live_.columns, declared.name, &Column::name);
    if (live == live_.columns.end()) continue;
    if (is_new_literal(declared, *live)) continue;
    if (has_same_texts(declared, *live)) {
      declared_.columns[i] = std::get<Column>(with_texts(declared, *live));
    } else if (is_doubtful(declared, *live)) {
      add_doubt(i, texts_of(declared, declared), {texts_of(*live, declared)});
    }
  }
}

template <typename Kind>
std::vector<const Kind*> PartMatching::live_constraints() const {
  std::vector<const Kind*> result;
  for (const schema::Constraint& constraint : live_.constraints) {
    if (const auto* const one = std::get_if<Kind>(&constraint)) result.push_back(one);
  }
  return result;
}

/// A key without a name is the live one with the same content.
template <typename Kind>
void PartMatching::match_key(Kind& declared) {
  if (!declared.name.empty()) return;
  for (const Kind* const live : live_constraints<Kind>()) {
    if (!is_free(live->name) || content(*live) != content(declared)) continue;
    declared.name = live->name;
    claimed_.insert(live->name);
    return;
  }
}

void PartMatching::match_constraint(std::size_t place) {
  schema::Constraint& constraint = declared_.constraints[place];
  if (auto* const key = std::get_if<PrimaryKey>(&constraint)) match_key(*key);
  if (auto* const unique = std::get_if<Unique>(&constraint)) match_key(*unique);
  if (auto* const key = std::get_if<ForeignKey>(&constraint)) {
    match_key(*key);
    adopt_columns(*key);
  }
  if (auto* const check = std::get_if<Check>(&constraint))
    match_texts(place, *check, live_constraints<Check>());
  if (auto* const exclude = std::get_if<Exclude>(&constraint))
    match_texts(place, *exclude, live_constraints<Exclude>());
}

/// The live spelling for all columns.
void PartMatching::adopt_columns(ForeignKey& declared) const {
  for (const ForeignKey* const live : live_constraints<ForeignKey>()) {
    if (live->name == declared.name && on_delete_columns(*live) == on_delete_columns(declared))
      declared.on_delete_columns = live->on_delete_columns;
  }
}

void PartMatching::match_index(std::size_t place) {
  std::vector<const Index*> live;
  std::ranges::transform(
      live_.indexes, std::back_inserter(live), [](const Index& index) { return &index; });
  match_texts(place, declared_.indexes[place], live);
}

/// By its name, or among all that no declared one has the name of.
template <typename Kind>
void PartMatching::match_texts(
    std::size_t place, Kind& declared, const std::vector<const Kind*>& live) {
  std::vector<Part> candidates;
  const auto named = std::ranges::find(live, declared.name, &Kind::name);
  for (const Kind* const one : live) {
    const bool may_be = named != live.end()
                            ? one == *named
                            : is_free(one->name) && has_same_structure(declared, *one);
    if (!may_be) continue;
    if (has_same_texts(declared, *one)) {
      if (declared.name.empty()) declared.name = one->name;
      claimed_.insert(declared.name);
      return;
    }
    candidates.emplace_back(*one);
  }
  if (!candidates.empty() && has_texts(declared)) add_doubt(place, declared, std::move(candidates));
}

void PartMatching::add_doubt(std::size_t place, Part declared, std::vector<Part> candidates) {
  doubts_.push_back(
      {.table = &declared_, .declared = std::move(declared), .candidates = std::move(candidates)});
  places_.push_back(place);
}

void PartMatching::settle(std::size_t number, const Verdict& verdict) {
  const auto name_of = [](const Part& part) {
    return std::visit([](const auto& one) -> const std::string& { return one.name; }, part);
  };
  const Doubt& doubt = doubts_[number];
  const bool is_nameless = name_of(doubt.declared).empty();
  for (const std::size_t i : verdict.same) {
    const Part& candidate = doubt.candidates[i];
    if (is_nameless && !is_free(name_of(candidate))) continue;
    Part part = with_texts(part_at(number), candidate);
    if (is_nameless) {
      std::visit([&](auto& one) { one.name = name_of(candidate); }, part);
      claimed_.insert(name_of(candidate));
    }
    put(number, part);
    return;
  }
  if (verdict.printed) put(number, with_texts(part_at(number), *verdict.printed));
}

Part PartMatching::part_at(std::size_t number) const {
  const std::size_t place = places_[number];
  const Part& kind = doubts_[number].declared;
  if (std::holds_alternative<Column>(kind)) return declared_.columns[place];
  if (std::holds_alternative<Index>(kind)) return declared_.indexes[place];
  const schema::Constraint& constraint = declared_.constraints[place];
  if (std::holds_alternative<Check>(kind)) return std::get<Check>(constraint);
  return std::get<Exclude>(constraint);
}

void PartMatching::put(std::size_t number, const Part& part) {
  const std::size_t place = places_[number];
  if (const auto* const column = std::get_if<Column>(&part)) declared_.columns[place] = *column;
  if (const auto* const index = std::get_if<Index>(&part)) declared_.indexes[place] = *index;
  if (const auto* const check = std::get_if<Check>(&part)) declared_.constraints[place] = *check;
  if (const auto* const exclude = std::get_if<Exclude>(&part))
    declared_.constraints[place] = *exclude;
}

std::vector<std::string> PartMatching::free_names() const {
  std::vector<std::string> names;
  for (const schema::Constraint& constraint : live_.constraints)
    names.push_back(schema::name(constraint));
  for (const Index& index : live_.indexes)
    names.push_back(index.name);
  std::erase_if(names, [this](const std::string& name) { return !is_free(name); });
  return names;
}

std::string PartMatching::describe(std::size_t number) const {
  const std::string table = schema::describe(declared_.name);
  const Part& part = doubts_[number].declared;
  if (const auto* const column = std::get_if<Column>(&part)) {
    return fmt::format(
        "{} of {}.{}", column->computed ? "expression" : "default", table, column->name);
  }
  if (const auto* const index = std::get_if<Index>(&part)) {
    return index->name.empty() ? "an index of " + table
                               : fmt::format("index {} of {}", index->name, table);
  }
  const schema::Constraint& constraint = declared_.constraints[places_[number]];
  const std::string& name = schema::name(constraint);
  return fmt::format(
      "{} {}{}of {}", schema::kind_name(constraint), name, name.empty() ? "" : " ", table);
}

}  // namespace migrate::dialect::postgresql
