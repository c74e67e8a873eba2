#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "schema/metadata.hpp"
#include "schema/naming.hpp"

namespace migrate::testing {

/// What writers of YAML and C++ break on.
inline constexpr auto awkward_words = std::to_array<std::string_view>({
    "null",
    "true",
    "no",
    "~",
    "1",
    "-1",
    "1.5",
    "0x1F",
    "1e5",
    "007",
    ".inf",
    "a",
    "Table",
    "name: x",
    "- b",
    "#c",
    "x #y",
    "{a}",
    "[b]",
    "a, b",
    "'",
    "''",
    "\"",
    "\\",
    "\\n",
    "\n",
    "a\nb\n",
    "\r\n",
    "\t",
    " ",
    " a",
    "a ",
    "*x",
    "&y",
    "!z",
    "%d",
    "@",
    "`",
    "|",
    ">",
    "?",
    ":",
    "::",
    ")\"",
    "R\"(",
    ")sql\"",
    "//",
    "/*",
    "*/",
    "$1",
    "?\?/",
    "\x01",
    "\x7f",
    "\xC3\xA9",
    "\xF0\x9F\x98\x80",
    "\xC2\x85",
    "\xE2\x80\xA8",
    "\xEF\xBB\xBF",
    "%s",
    "{}",
    "${A}",
    "status IN ('a', 'b')",
    "end_date >= start_date",
    "<<",
    "---",
    "...",
});

/// Metadata with everything that it can hold, by chance; the same for the same seed. What no
/// database and no model could have is left out.
class RandomMetaData final {
 public:
  RandomMetaData(unsigned seed, schema::NamingConvention naming)
      : random_(seed), naming_(std::move(naming)) {}

  schema::MetaData make() {
    schema::MetaData metadata;
    for (std::size_t i = number(3); i > 0; --i)
      metadata.schemas.push_back({.name = name(), .comment = text()});
    for (std::size_t i = number(3); i > 0; --i)
      metadata.enums.push_back(enumeration());
    for (std::size_t i = number(3); i > 0; --i)
      metadata.sequences.push_back(sequence());
    for (std::size_t i = 1 + number(5); i > 0; --i)
      metadata.tables.push_back(table());
    add_renames(metadata);
    return metadata;
  }

 private:
  bool chance(int percent) { return std::uniform_int_distribution(1, 100)(random_) <= percent; }

  /// At least 0, less than `end`.
  std::size_t number(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

  std::int64_t integer() {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
    const std::array<std::int64_t, 7> some{0, 1, -1, 70000, 5'000'000'000, largest, smallest};
    return some.at(number(some.size()));
  }

  std::string some_text() {
    std::string result;
    for (std::size_t i = 1 + number(3); i > 0; --i)
      result += awkward_words.at(number(awkward_words.size()));
    return result;
  }

  /// Often empty.
  std::string text() { return chance(70) ? std::string() : some_text(); }

  /// Never one that was before.
  std::string name() {
    std::string result = chance(60) ? "name" : some_text();
    return result + std::to_string(++names_);
  }

  std::string schema() { return chance(80) ? std::string() : name(); }

  /// Neither empty nor blank.
  std::string sql() { return some_text() + "x"; }

  template <typename Enum>
  Enum word(std::size_t count) {
    return chance(70) ? Enum{} : static_cast<Enum>(number(count));
  }

  template <typename Thing>
  std::optional<Thing> maybe(Thing thing) {
    return chance(50) ? std::nullopt : std::optional<Thing>(std::move(thing));
  }

  std::vector<schema::Setting> settings() {
    std::vector<schema::Setting> result;
    if (chance(80)) return result;
    for (std::size_t i = 1 + number(3); i > 0; --i)
      result.push_back({.name = name(), .value = some_text()});
    return result;
  }

  schema::Type type() {
    using enum TypeKind;
    std::array<schema::Type, 14> types{
        schema::Type{.kind = big_integer},
        schema::Type{.kind = TypeKind::text},
        schema::Type{.kind = varchar, .length = 36},
        schema::Type{.kind = varchar},
        schema::Type{.kind = character, .length = 1},
        schema::Type{.kind = numeric},
        schema::Type{.kind = numeric, .length = 10, .scale = 2},
        schema::Type{.kind = timestamp_with_zone, .length = 3},
        schema::Type{.kind = TypeKind::time, .length = 0},
        schema::Type{.kind = jsonb},
        schema::Type{.kind = TypeKind::enumeration, .name = some_text()},
        schema::Type{.kind = TypeKind::enumeration, .name = some_text(), .schema = some_text()},
        schema::Type{.kind = verbatim, .name = some_text()},
        schema::Type{.kind = verbatim},
    };
    schema::Type result = types.at(number(types.size()));
    if (chance(20)) result.dimensions = 1 + static_cast<int>(number(2));
    return result;
  }

  schema::Value value() {
    const std::array<schema::Value, 11> values{
        schema::Value(schema::Null{}),
        schema::Value(true),
        schema::Value(false),
        schema::Value(integer()),
        schema::Value(1.5),
        schema::Value(-2.0),
        schema::Value(1e300),
        schema::Value(some_text()),
        schema::Value(std::string()),
        schema::Value(schema::Bytes{std::string("\0\x01\xFF'a", 5)}),
        schema::Value(schema::Expression{sql()}),
    };
    return values.at(number(values.size()));
  }

  schema::Column column() {
    schema::Column result{.name = name(), .type = type(), .nullable = chance(50)};
    if (chance(40)) result.server_default = value();
    if (chance(20)) result.collation = some_text();
    result.comment = text();
    if (chance(10)) {
      result.identity = schema::Identity{
          .always = chance(50),
          .start = maybe(integer()),
          .increment = maybe(integer()),
          .minimum = maybe(integer()),
          .maximum = maybe(integer()),
          .cache = maybe(integer()),
          .cycle = chance(50)};
      result.nullable = false;
    }
    if (chance(10)) result.computed = {.expression = sql(), .storage = word<Storage>(2)};
    result.not_null_conflict = word<OnConflict>(6);
    return result;
  }

  schema::EnumType enumeration() {
    schema::EnumType type{.name = {schema(), name()}, .comment = text()};
    for (std::size_t i = number(4); i > 0; --i)
      type.values.push_back(name());
    if (chance(20)) type.values.emplace_back();
    return type;
  }

  schema::Sequence sequence() {
    return {
        .name = {schema(), name()},
        .type = maybe(schema::Type{.kind = TypeKind::small_integer}),
        .start = maybe(integer()),
        .increment = maybe(integer()),
        .minimum = maybe(integer()),
        .maximum = maybe(integer()),
        .cache = maybe(integer()),
        .cycle = maybe(chance(50)),
        .owned_by_table = text(),
        .owned_by_column = text(),
        .comment = text()};
  }

  /// Different ones of the table's columns.
  std::vector<std::string> columns_of(const schema::Table& table, std::size_t most) {
    std::vector<std::string> names;
    for (const schema::Column& column : table.columns)
      names.push_back(column.name);
    if (chance(50)) std::ranges::shuffle(names, random_);
    names.resize(1 + number(std::min(most, names.size())));
    return names;
  }

  std::vector<std::string> maybe_columns_of(const schema::Table& table) {
    return chance(80) ? std::vector<std::string>() : columns_of(table, 2);
  }

  schema::ForeignKey foreign_key(const schema::Table& table) {
    schema::ForeignKey key{
        .columns = columns_of(table, 2),
        .referred_table = {schema(), name()},
        .on_delete = word<Action>(5),
        .on_update = word<Action>(5),
        .deferral = word<Deferral>(3)};
    if (chance(50)) {
      for (std::size_t i = key.columns.size(); i > 0; --i)
        key.referred_columns.push_back(name());
    }
    if (chance(60)) return key;
    key.match = word<Match>(2);
    key.not_valid = chance(30);
    key.on_delete_columns = maybe_columns_of(table);
    key.period = chance(30);
    key.not_enforced = chance(30);
    key.comment = text();
    return key;
  }

  schema::Exclude exclude(const schema::Table& table) {
    schema::Exclude result{
        .method = text(),
        .where = text(),
        .deferral = word<Deferral>(3),
        .include = maybe_columns_of(table),
        .comment = text()};
    for (std::size_t i = 1 + number(2); i > 0; --i) {
      schema::ExcludeElement element{.with = "&&", .operator_class = text()};
      (chance(50) ? element.column : element.expression) = columns_of(table, 1).front();
      result.elements.push_back(std::move(element));
    }
    return result;
  }

  schema::Constraint constraint(const schema::Table& table) {
    switch (number(4)) {
      case 0:
        if (chance(60)) return schema::Unique{.columns = columns_of(table, 2)};
        return schema::Unique{
            .columns = columns_of(table, 2),
            .include = maybe_columns_of(table),
            .nulls_not_distinct = chance(30),
            .deferral = word<Deferral>(3),
            .without_overlaps = chance(30),
            .on_conflict = word<OnConflict>(6),
            .comment = text()};
      case 1: return foreign_key(table);
      case 2: return exclude(table);
      default:
        return schema::Check{
            .condition = sql(),
            .not_valid = chance(30),
            .no_inherit = chance(30),
            .not_enforced = chance(30),
            .comment = text()};
    }
  }

  schema::PrimaryKey primary_key(const schema::Table& table) {
    schema::PrimaryKey key{.columns = columns_of(table, 2)};
    if (chance(60)) return key;
    key.include = maybe_columns_of(table);
    key.deferral = word<Deferral>(3);
    key.without_overlaps = chance(30);
    key.on_conflict = word<OnConflict>(6);
    key.nullable = chance(50);
    key.comment = text();
    return key;
  }

  schema::Index index(const schema::Table& table) {
    schema::Index result;
    if (chance(40)) {
      result.columns = {{.name = columns_of(table, 1).front()}};
      return result;
    }
    for (const std::string& column : columns_of(table, 3)) {
      schema::IndexColumn item{.name = column};
      if (chance(20)) item = {.expression = sql()};
      if (chance(30)) {
        item.order = word<Order>(2);
        item.nulls = word<Nulls>(3);
        item.operator_class = text();
        item.collation = text();
      }
      result.columns.push_back(std::move(item));
    }
    result.unique = chance(30);
    result.method = text();
    result.where = text();
    result.include = maybe_columns_of(table);
    result.nulls_not_distinct = chance(20);
    result.with = settings();
    result.tablespace = text();
    result.comment = text();
    return result;
  }

  /// By the convention, by chance, or (not of an index) none at all.
  std::string name_of(const std::string& by_convention, bool may_be_none) {
    if (chance(60) && used_.insert(by_convention).second) return by_convention;
    return may_be_none && chance(30) ? std::string() : name();
  }

  void add(schema::Table& table, schema::Constraint constraint) {
    const std::string chosen = name_of(name_for(constraint, table.name.name, naming_), true);
    std::visit([&](auto& one) { one.name = chosen; }, constraint);
    table.constraints.push_back(std::move(constraint));
  }

  schema::Table table() {
    schema::Table result{.name = {schema(), name()}, .comment = text()};
    for (std::size_t i = 1 + number(5); i > 0; --i)
      result.columns.push_back(column());
    used_.clear();
    if (chance(80)) {
      const schema::PrimaryKey key = primary_key(result);
      for (schema::Column& column : result.columns) {
        const bool is_in_it = std::ranges::count(key.columns, column.name) > 0;
        if (is_in_it && !key.nullable) column.nullable = false;
      }
      add(result, key);
    }
    for (std::size_t i = number(5); i > 0; --i)
      add(result, constraint(result));
    for (std::size_t i = number(4); i > 0; --i) {
      schema::Index one = index(result);
      one.name = name_of(name_for(one, result.name.name, naming_), false);
      result.indexes.push_back(std::move(one));
    }
    add_options(result);
    return result;
  }

  void add_options(schema::Table& table) {
    if (chance(50)) return;
    table.temporary = chance(30);
    table.unlogged = chance(30);
    table.on_commit = word<OnCommit>(4);
    table.partition_by = text();
    if (chance(30)) table.inherits = {name(), name()};
    table.with = settings();
    table.tablespace = text();
    table.access_method = text();
    table.strict = chance(30);
    table.without_rowid = chance(30);
    table.autoincrement = chance(30);
  }

  void add_rename(
      schema::MetaData& metadata,
      schema::RenameKind kind,
      const schema::Name& parent,
      const std::string& to) {
    if (to.empty() || chance(85)) return;
    metadata.renames.push_back({.kind = kind, .parent = parent, .from = name(), .to = to});
  }

  void add_renames(schema::MetaData& metadata) {
    using schema::RenameKind;
    for (const schema::EnumType& one : metadata.enums) {
      add_rename(metadata, RenameKind::enumeration, {.schema = one.name.schema}, one.name.name);
      for (const std::string& value : one.values)
        add_rename(metadata, RenameKind::enum_value, one.name, value);
    }
    for (const schema::Sequence& one : metadata.sequences)
      add_rename(metadata, RenameKind::sequence, {.schema = one.name.schema}, one.name.name);
    for (const schema::Table& one : metadata.tables) {
      add_rename(metadata, RenameKind::table, {.schema = one.name.schema}, one.name.name);
      for (const schema::Column& column : one.columns)
        add_rename(metadata, RenameKind::column, one.name, column.name);
      for (const schema::Constraint& constraint : one.constraints)
        add_rename(metadata, RenameKind::constraint, one.name, schema::name(constraint));
      for (const schema::Index& index : one.indexes)
        add_rename(metadata, RenameKind::index, one.name, index.name);
    }
  }

  std::mt19937 random_;
  schema::NamingConvention naming_;
  std::size_t names_{0};
  std::set<std::string> used_{};
};

/// Equal, but for the order of constraints, indexes and renames.
inline bool is_same(schema::MetaData a, schema::MetaData b) {
  const auto take_permutation = [](auto& one, auto& other) {
    if (!std::ranges::is_permutation(one, other)) return false;
    one = other;
    return true;
  };
  if (a.tables.size() != b.tables.size()) return false;
  for (std::size_t i = 0; i < a.tables.size(); ++i) {
    if (!take_permutation(a.tables[i].constraints, b.tables[i].constraints)) return false;
    if (!take_permutation(a.tables[i].indexes, b.tables[i].indexes)) return false;
  }
  return take_permutation(a.renames, b.renames) && a == b;
}

}  // namespace migrate::testing
