#include "autogenerate/random_metadata.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

namespace migrate::autogenerate {
namespace {

using schema::Column;
using schema::MetaData;
using schema::Name;
using schema::Table;

std::string comment(Dice& dice) {
  return dice.one_in(4) ? fmt::format("comment {}", dice.below(3)) : std::string{};
}

schema::EnumType random_enum(std::string name, Dice& dice) {
  std::vector<std::string> values{"a", "b", "c", "d", "e"};
  if (dice.one_in(3)) dice.shuffle(values);
  std::vector<std::string> kept;
  std::ranges::copy_if(
      values, std::back_inserter(kept), [&](const std::string&) { return !dice.one_in(4); });
  if (kept.empty()) kept.emplace_back("a");
  return {.name = {.name = std::move(name)}, .values = kept, .comment = comment(dice)};
}

/// Builds a table after the other, each with what fits it.
class Builder final {
 public:
  explicit Builder(Dice& dice) : dice_(&dice), is_unlogged_(dice.one_in(4)) {}

  MetaData metadata() && {
    if (dice_->one_in(2)) all_.schemas.push_back({.name = "app", .comment = comment(*dice_)});
    for (const char* const name : {"mood0", "mood1"}) {
      if (!dice_->one_in(4)) all_.enums.push_back(random_enum(name, *dice_));
    }
    for (const char* const name : {"seq0", "seq1", "seq2"})
      add_sequence(name);
    for (int i = 0; i < 6; ++i)
      add_table(fmt::format("t{}", i));
    for (Table& table : all_.tables)
      add_foreign_keys(table);
    for (schema::Sequence& sequence : all_.sequences)
      give_owner(sequence);
    return std::move(all_);
  }

 private:
  void add_sequence(std::string name) {
    if (dice_->one_in(3)) return;
    schema::Sequence sequence{.name = {.name = std::move(name)}, .comment = comment(*dice_)};
    if (dice_->one_in(3)) sequence.increment = 2;
    if (dice_->one_in(4)) sequence.cycle = true;
    all_.sequences.push_back(std::move(sequence));
  }

  void give_owner(schema::Sequence& sequence) {
    if (all_.tables.empty() || dice_->one_in(2)) return;
    const Table& table = all_.tables[dice_->below(all_.tables.size())];
    if (!table.name.schema.empty()) return;
    sequence.owned_by_table = table.name.name;
    sequence.owned_by_column = table.columns[dice_->below(table.columns.size())].name;
    // Of the other tables none may use it: it goes with its owner.
    for (Table& other : all_.tables) {
      if (&other != &table) forget(other, sequence.name.name);
    }
  }

  static void forget(Table& table, const std::string& sequence) {
    for (Column& column : table.columns) {
      if (!column.server_default) continue;
      const auto* const text = std::get_if<schema::Expression>(&*column.server_default);
      if (text != nullptr && text->text.find(sequence) != std::string::npos)
        column.server_default.reset();
    }
  }

  schema::Type random_type() {
    switch (dice_->below(9)) {
      case 0: return {.kind = TypeKind::big_integer};
      case 1: return {.kind = TypeKind::text};
      case 2: return {.kind = TypeKind::varchar, .length = 20};
      case 3: return {.kind = TypeKind::varchar, .length = 40};
      case 4: return {.kind = TypeKind::timestamp};
      case 5:
      case 6:
        if (!all_.enums.empty()) {
          const Name& name = all_.enums[dice_->below(all_.enums.size())].name;
          return {
              .kind = TypeKind::enumeration,
              .dimensions = dice_->one_in(4) ? 1 : 0,
              .name = name.name};
        }
        [[fallthrough]];
      default: return {.kind = TypeKind::integer};
    }
  }

  std::optional<schema::Value> random_default(const schema::Type& type) {
    if (type.dimensions > 0 || dice_->one_in(2)) return std::nullopt;
    if (type.kind == TypeKind::enumeration) {
      const auto& values = all_.find_enum({.name = type.name})->values;
      return values[dice_->below(values.size())];
    }
    if (type.kind == TypeKind::integer || type.kind == TypeKind::big_integer) {
      if (all_.sequences.empty() || dice_->one_in(2)) return std::int64_t(dice_->below(3));
      const std::string& name = all_.sequences[dice_->below(all_.sequences.size())].name.name;
      return schema::Expression{fmt::format("nextval('{}'::regclass)", name)};
    }
    if (type.kind == TypeKind::timestamp) return schema::Expression{"now()"};
    return std::string("x");
  }

  Column random_column(std::string name) {
    Column column{.name = std::move(name), .type = random_type()};
    column.nullable = dice_->one_in(2);
    column.server_default = random_default(column.type);
    column.comment = comment(*dice_);
    const bool is_text =
        column.type.kind == TypeKind::text || column.type.kind == TypeKind::varchar;
    if (is_text && dice_->one_in(4)) column.collation = "C";
    return column;
  }

  void add_table(const std::string& name) {
    if (dice_->one_in(4)) return;
    Table table{.name = {.name = name}, .comment = comment(*dice_)};
    if (name == "t5" && !all_.schemas.empty()) table.name.schema = "app";
    Column id{.name = "id", .type = {.kind = TypeKind::integer}, .nullable = false};
    if (dice_->one_in(4)) id.type.kind = TypeKind::big_integer;
    if (dice_->one_in(3)) id.identity = schema::Identity{.always = dice_->one_in(2)};
    table.columns.push_back(id);
    for (int i = 0; i < 5; ++i) {
      if (!dice_->one_in(3)) table.columns.push_back(random_column(fmt::format("col_{}", i)));
    }
    if (dice_->one_in(3)) add_generated(table);
    add_keys(table);
    add_parts(table);
    table.unlogged = is_unlogged_;
    if (dice_->one_in(5)) table.with = {{.name = "fillfactor", .value = "70"}};
    all_.tables.push_back(std::move(table));
  }

  void add_generated(Table& table) {
    const Column& source = table.columns[dice_->below(table.columns.size())];
    Column column{.name = "col_g", .type = {.kind = TypeKind::text}};
    column.computed =
        schema::Computed{.expression = fmt::format("{} || '{}'", source.name, dice_->below(2))};
    table.columns.push_back(std::move(column));
  }

  std::string prefix(const Table& table) { return table.name.name; }

  void add_keys(Table& table) {
    schema::PrimaryKey key{
        .name = dice_->one_in(6) ? "key_" + prefix(table) : "pk_" + prefix(table),
        .columns = {"id"},
        .comment = comment(*dice_)};
    if (dice_->one_in(5) && table.columns.size() > 1 && !table.columns[1].nullable)
      key.columns.push_back(table.columns[1].name);
    const bool has_id = key.columns.size() == 1;
    if (!dice_->one_in(6)) table.constraints.emplace_back(std::move(key));
    if (!has_id || dice_->one_in(4))
      table.constraints.emplace_back(
          schema::Unique{.name = "uq_" + prefix(table) + "_id", .columns = {"id"}});
    for (const Column& column : table.columns) {
      if (column.name == "id" || column.type.dimensions > 0 || !dice_->one_in(4)) continue;
      const std::string name = fmt::format("uq_{}_{}", prefix(table), column.name);
      if (dice_->one_in(3)) {
        table.indexes.push_back({.name = name, .columns = {{.name = column.name}}, .unique = true});
      } else {
        table.constraints.emplace_back(schema::Unique{.name = name, .columns = {column.name}});
      }
    }
  }

  void add_parts(Table& table) {
    for (const Column& column : table.columns) {
      if (dice_->one_in(4)) {
        table.indexes.push_back(
            {.name = fmt::format("ix_{}_{}", prefix(table), column.name),
             .columns = {{.name = column.name}},
             .where = dice_->one_in(3) ? fmt::format("{} IS NOT NULL", column.name) : "",
             .comment = comment(*dice_)});
      }
      if (dice_->one_in(4)) table.constraints.emplace_back(random_check(table, column));
    }
    if (dice_->one_in(4)) {
      table.indexes.push_back(
          {.name = "ix_" + prefix(table),
           .columns = {{.expression = fmt::format("md5({}::text)", table.columns.back().name)}}});
    }
  }

  schema::Check random_check(const Table& table, const Column& column) {
    schema::Check check{
        .name = fmt::format("ck_{}_{}", prefix(table), column.name),
        .condition = fmt::format("{} IS NOT NULL", column.name),
        .not_valid = dice_->one_in(4),
        .comment = comment(*dice_)};
    const bool is_enum = column.type.kind == TypeKind::enumeration && column.type.dimensions == 0;
    if (is_enum && dice_->one_in(2)) {
      const auto& values = all_.find_enum({.name = column.type.name})->values;
      check.condition = fmt::format(
          "{} <> '{}'::{}", column.name, values[dice_->below(values.size())], column.type.name);
    }
    return check;
  }

  static std::vector<std::string> single_keys(const Table& table) {
    std::vector<std::string> keys;
    for (const schema::Constraint& constraint : table.constraints) {
      if (const auto* const key = std::get_if<schema::PrimaryKey>(&constraint)) {
        if (key->columns.size() == 1) keys.push_back(key->columns[0]);
      }
      if (const auto* const key = std::get_if<schema::Unique>(&constraint))
        keys.push_back(key->columns[0]);
    }
    for (const schema::Index& index : table.indexes) {
      if (index.unique) keys.push_back(index.columns[0].name);
    }
    return keys;
  }

  void add_foreign_keys(Table& table) {
    for (int i = 0; i < 2; ++i) {
      if (dice_->one_in(3)) continue;
      const Table& target = all_.tables[dice_->below(all_.tables.size())];
      const auto keys = single_keys(target);
      if (keys.empty()) continue;
      const std::string& key = keys[dice_->below(keys.size())];
      const auto referred = std::ranges::find(target.columns, key, &Column::name);
      Column column{.name = fmt::format("col_f{}", i), .type = referred->type};
      const Name target_name = target.name;
      schema::ForeignKey reference{
          .name = fmt::format("fk_{}_{}", prefix(table), i),
          .columns = {column.name},
          .referred_table = target_name,
          .referred_columns = {key},
          .on_delete = dice_->one_in(3) ? Action::cascade : Action::no_action,
          .not_valid = dice_->one_in(5),
          .comment = comment(*dice_)};
      table.columns.push_back(std::move(column));
      table.constraints.emplace_back(std::move(reference));
    }
  }

  Dice* dice_;
  bool is_unlogged_;
  MetaData all_{};
};

// What is left of a part where there are tables and nothing else.

void leave_alone(Column& column) {
  column.comment.clear();
  if (column.type.kind == TypeKind::enumeration) column.type = {.kind = TypeKind::text};
  if (!column.server_default) return;
  const auto* const text = std::get_if<schema::Expression>(&*column.server_default);
  if (text != nullptr && text->text.starts_with("nextval")) column.server_default.reset();
}

void leave_alone(schema::Constraint& constraint) {
  std::visit([](auto& one) { one.comment.clear(); }, constraint);
  if (auto* const key = std::get_if<schema::ForeignKey>(&constraint)) {
    key->referred_table.schema.clear();
    key->not_valid = false;
  }
  if (auto* const check = std::get_if<schema::Check>(&constraint)) {
    check->condition = check->condition.substr(0, check->condition.find("::"));
    check->not_valid = false;
  }
}

/// Some parts of the table with new names, and perhaps itself.
void rename_in(const Table& table, Dice& dice, std::vector<schema::Rename>& renames) {
  using schema::RenameKind;
  Name now = table.name;
  if (dice.one_in(3)) {
    now.name += "9";
    renames.push_back(
        {.kind = RenameKind::table,
         .parent = {.schema = now.schema},
         .from = table.name.name,
         .to = now.name});
  }
  const auto add = [&](RenameKind kind, const std::string& name) {
    if (!name.empty() && dice.one_in(4))
      renames.push_back({.kind = kind, .parent = now, .from = name, .to = name + "9"});
  };
  for (const Column& column : table.columns) {
    if (column.name != "id") add(RenameKind::column, column.name);
  }
  for (const schema::Constraint& constraint : table.constraints)
    add(RenameKind::constraint, schema::name(constraint));
  for (const schema::Index& index : table.indexes)
    add(RenameKind::index, index.name);
}

}  // namespace

MetaData random_metadata(Dice& dice) {
  return Builder(dice).metadata();
}

MetaData tables_alone(MetaData metadata) {
  metadata.schemas.clear();
  metadata.enums.clear();
  metadata.sequences.clear();
  for (Table& table : metadata.tables) {
    table.name.schema.clear();
    table.comment.clear();
    for (Column& column : table.columns)
      leave_alone(column);
    for (schema::Constraint& constraint : table.constraints)
      leave_alone(constraint);
    for (schema::Index& index : table.indexes)
      index.comment.clear();
  }
  return metadata;
}

MetaData shuffled(MetaData metadata, Dice& dice) {
  dice.shuffle(metadata.schemas);
  dice.shuffle(metadata.enums);
  dice.shuffle(metadata.sequences);
  dice.shuffle(metadata.tables);
  for (Table& table : metadata.tables) {
    dice.shuffle(table.constraints);
    dice.shuffle(table.indexes);
  }
  return metadata;
}

std::vector<schema::Rename> random_renames(const MetaData& metadata, Dice& dice) {
  using schema::RenameKind;
  std::vector<schema::Rename> renames;
  for (const schema::EnumType& type : metadata.enums) {
    if (dice.one_in(2))
      renames.push_back(
          {.kind = RenameKind::enumeration, .from = type.name.name, .to = type.name.name + "9"});
  }
  for (const schema::Sequence& one : metadata.sequences) {
    if (dice.one_in(2))
      renames.push_back(
          {.kind = RenameKind::sequence, .from = one.name.name, .to = one.name.name + "9"});
  }
  for (const Table& table : metadata.tables)
    rename_in(table, dice, renames);
  return renames;
}

}  // namespace migrate::autogenerate
