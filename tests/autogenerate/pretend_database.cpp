#include "autogenerate/pretend_database.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "autogenerate/mentions.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/renames.hpp"
#include "autogenerate/server_rules.hpp"
#include "autogenerate/whole_schema.hpp"
#include "operations/describe.hpp"
#include "support/error.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Constraint;
using schema::MetaData;
using schema::Name;
using schema::Table;

std::vector<Constraint>::iterator find_constraint(Table& table, const std::string& name) {
  return std::ranges::find_if(
      table.constraints, [&](const Constraint& one) { return schema::name(one) == name; });
}

bool is_in_primary_key(const Table& table, const std::string& column) {
  const schema::PrimaryKey* const key = table.primary_key();
  return key != nullptr && footing_of(Constraint(*key)).columns.contains(column);
}

/// Whether rows of the one table refer, over whatever others, to the other one.
bool reaches(const MetaData& metadata, const Name& from, const Name& to) {
  std::vector<Name> open{from};
  std::vector<Name> seen;
  while (!open.empty()) {
    const Name name = open.back();
    open.pop_back();
    if (name == to) return true;
    if (std::ranges::find(seen, name) != seen.end()) continue;
    seen.push_back(name);
    const Table* const table = metadata.find_table(name);
    if (table == nullptr) continue;
    for (const schema::ForeignKey& key : foreign_keys_of(*table))
      open.push_back(key.referred_table);
  }
  return false;
}

/// Foreign keys that had a key to refer to, and have none any more. Tables that refer to each other
/// can only go one by one.
void refuse_broken_references(
    const MetaData& first, const MetaData& before, const MetaData& after) {
  for (const Table& table : after.tables) {
    const Table* const old = before.find_table(table.name);
    if (old == nullptr) continue;
    const auto keys = foreign_keys_of(*old);
    for (const schema::ForeignKey& key : foreign_keys_of(table)) {
      const bool was_there = std::ranges::find(keys, key) != keys.end();
      const bool is_broken = was_there && is_sound(before, key) && !is_sound(after, key);
      refuse_if(
          is_broken && !reaches(first, key.referred_table, table.name),
          key.name + " has nothing to refer to any more");
    }
  }
}

}  // namespace

/// Makes one operation.
struct Application {
  PretendDatabase& database;
  ServerRules rules;

  MetaData& all() const { return database.metadata_; }
  bool is_strict() const { return database.kind_ == PretendDatabase::Kind::strict; }

  Table& table(const Name& name) const {
    Table* const found = all().find_table(name);
    refuse_if(found == nullptr, "no table " + describe(name));
    return *found;
  }
  schema::Column& column(Table& table, const std::string& name) const {
    const auto found = find_named(table.columns, name);
    refuse_if(found == table.columns.end(), fmt::format("no column {}.{}", table.name.name, name));
    return *found;
  }

  /// The table as plans speak of it: types that have given way keep their name there.
  Table said(const Table& table) const {
    std::vector<schema::Rename> renames;
    for (const schema::EnumType& type : all().enums) {
      const std::string& name = type.name.name;
      const std::size_t at = name.find("__old");
      if (at == std::string::npos) continue;
      renames.push_back(
          {.kind = schema::RenameKind::enumeration, .from = name, .to = name.substr(0, at)});
    }
    return canonical(renamed({.tables = {table}}, renames)).tables.front();
  }

  void drop_owned(const Name& table, const std::string& column) const {
    std::vector<Name> gone;
    for (const schema::Sequence& one : all().sequences) {
      const bool is_of_table = one.name.schema == table.schema && one.owned_by_table == table.name;
      if (is_of_table && (column.empty() || one.owned_by_column == column))
        gone.push_back(one.name);
    }
    for (const Name& name : gone) {
      rules.refuse_if_sequence_used(name);
      std::erase_if(all().sequences, [&](const auto& one) { return one.name == name; });
    }
  }

  void operator()(const operations::CreateTable& create) const {
    const Table& table = create.table;
    rules.need_schema(table.name.schema);
    rules.take_relation(table.name);
    rules.take_type(table.name);
    for (const schema::Column& one : table.columns)
      rules.check_column(table, one);
    for (const Constraint& one : table.constraints) {
      rules.check_constraint(table, one);
      if (!key_of(one).empty() && is_strict())
        rules.take_relation({.schema = table.name.schema, .name = schema::name(one)});
    }
    for (const schema::Index& one : table.indexes) {
      rules.check_index(table, one);
      rules.take_relation({.schema = table.name.schema, .name = one.name});
    }
    all().tables.push_back(table);
  }
  void operator()(const operations::DropTable& drop) const {
    Table& gone = table(drop.name);
    for (const Table& other : all().tables) {
      if (&other == &gone || !is_strict()) continue;
      for (const Constraint& one : other.constraints) {
        const auto* const key = std::get_if<schema::ForeignKey>(&one);
        refuse_if(
            key != nullptr && key->referred_table == drop.name,
            fmt::format("{} refers to {}", other.name.name, drop.name.name));
      }
    }
    const bool is_whole = gone.constraints.size() == drop.existing->constraints.size();
    refuse_if(is_whole && said(gone) != said(*drop.existing), "it is not what was said to exist");
    std::erase_if(all().tables, [&](const Table& one) { return one.name == drop.name; });
    drop_owned(drop.name, {});
  }
  void operator()(const operations::RenameTable& rename) const {
    table(rename.name);
    const Name now{.schema = rename.name.schema, .name = rename.new_name};
    rules.take_relation(now);
    rules.take_type(now);
    make(
        {.kind = schema::RenameKind::table,
         .parent = {.schema = now.schema},
         .from = rename.name.name,
         .to = now.name});
  }
  void make(const schema::Rename& rename) const { all() = renamed(std::move(all()), {rename}); }

  void operator()(const operations::SetTableComment& set) const {
    refuse_if(table(set.table).comment != set.existing, "it has another comment");
    table(set.table).comment = set.comment;
  }
  void operator()(const operations::SetTableOptions& set) const {
    Table& one = table(set.table);
    if (set.change.with) one.with = *set.change.with;
    if (set.change.unlogged) one.unlogged = *set.change.unlogged;
    if (set.change.strict) one.strict = *set.change.strict;
    for (const Table& from : all().tables) {
      for (const schema::ForeignKey& key : foreign_keys_of(from))
        rules.check_logging(from, key);
    }
  }
  void operator()(const operations::SetComment& set) const {
    std::string* comment = nullptr;
    if (set.target == operations::CommentTarget::schema)
      comment = &find_named(all().schemas, set.name.name)->comment;
    if (set.target == operations::CommentTarget::enumeration)
      comment = &const_of(all().find_enum(set.name))->comment;
    if (set.target == operations::CommentTarget::sequence)
      comment = &const_of(all().find_sequence(set.name))->comment;
    if (set.target == operations::CommentTarget::index) {
      for (Table& one : all().tables) {
        const auto found = find_named(one.indexes, set.name.name);
        if (found != one.indexes.end()) comment = &found->comment;
      }
    }
    if (set.target == operations::CommentTarget::constraint) {
      Constraint& one = *find_constraint(table(set.table), set.name.name);
      set_comment(one, set.comment);
      return;
    }
    refuse_if(comment == nullptr, "nothing to comment on: " + describe(set.name));
    *comment = set.comment;
  }
  template <typename Thing>
  Thing* const_of(const Thing* thing) const {
    refuse_if(thing == nullptr, "nothing to comment on");
    return const_cast<Thing*>(thing);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  }

  void operator()(const operations::AddColumn& add) const {
    Table& one = table(add.table);
    const auto found = find_named(one.columns, add.column.name);
    refuse_if(found != one.columns.end(), "there is a column " + add.column.name);
    rules.check_column(one, add.column);
    one.columns.push_back(add.column);
    for (const Constraint& constraint : add.constraints)
      (*this)(operations::AddConstraint{.table = add.table, .constraint = constraint});
  }
  void operator()(const operations::DropColumn& drop) const {
    Table& one = table(drop.table);
    Table now = said(one);
    refuse_if(column(now, drop.name) != drop.existing->column, "it is another column");
    const auto uses = [&](const auto& part) { return involves(footing_of(part), drop.name); };
    refuse_if(std::ranges::any_of(one.constraints, uses), "a constraint uses " + drop.name);
    refuse_if(std::ranges::any_of(one.indexes, uses), "an index uses " + drop.name);
    refuse_if(std::ranges::any_of(one.columns, uses), "a column uses " + drop.name);
    std::erase_if(one.columns, [&](const auto& column) { return column.name == drop.name; });
    drop_owned(drop.table, drop.name);
  }
  void operator()(const operations::AlterColumn& alter) const {
    Table& one = table(alter.table);
    schema::Column& column = this->column(one, alter.name);
    const operations::ColumnAspects& change = alter.change;
    rules.check_type_change(one, column, alter);
    refuse_if(
        change.nullable == true && is_strict() && is_in_primary_key(one, column.name),
        "the column is in the primary key");
    if (change.type) column.type = *change.type;
    if (change.collation) column.collation = *change.collation;
    if (change.nullable) column.nullable = *change.nullable;
    if (change.comment) column.comment = *change.comment;
    set_default(column, alter);
    set_generation(column, alter);
    rules.check_column(one, column);
  }
  static void set_default(schema::Column& column, const operations::AlterColumn& alter) {
    if (!alter.change.server_default) return;
    refuse_if(
        default_of(column).value_or(schema::Null{}) != alter.existing.server_default,
        "it has another default");
    column.server_default = alter.change.server_default;
    column.server_default = default_of(column);
  }
  void set_generation(schema::Column& column, const operations::AlterColumn& alter) const {
    const operations::ColumnAspects& change = alter.change;
    if (alter.drop_identity) column.identity.reset();
    if (change.identity) column.identity = change.identity;
    if (alter.drop_computed) column.computed.reset();
    refuse_if(change.computed && !column.computed && is_strict(), "it is not generated");
    if (change.computed) column.computed = change.computed;
  }
  void operator()(const operations::RenameColumn& rename) const {
    Table& one = table(rename.table);
    column(one, rename.name);
    const auto found = find_named(one.columns, rename.new_name);
    refuse_if(found != one.columns.end(), "there is a column " + rename.new_name);
    make(
        {.kind = schema::RenameKind::column,
         .parent = rename.table,
         .from = rename.name,
         .to = rename.new_name});
  }
  void operator()(const operations::CreateIndex& create) const {
    Table& one = table(create.table);
    rules.take_relation({.schema = one.name.schema, .name = create.index.name});
    rules.check_index(one, create.index);
    one.indexes.push_back(create.index);
  }
  void operator()(const operations::DropIndex& drop) const {
    Table& one = table(drop.table);
    const auto found = find_named(one.indexes, drop.name);
    refuse_if(found == one.indexes.end(), "no index " + drop.name);
    Table now = said(one);
    refuse_if(*find_named(now.indexes, drop.name) != drop.existing, "it is another index");
    const auto key = key_of(*found);
    rules.refuse_if_referred(one, key);
    one.indexes.erase(found);
  }
  void operator()(const operations::RenameIndex& rename) const {
    Table& one = table(rename.table);
    rules.take_relation({.schema = one.name.schema, .name = rename.new_name});
    refuse_if(find_named(one.indexes, rename.name) == one.indexes.end(), "no index");
    find_named(one.indexes, rename.name)->name = rename.new_name;
  }
  void operator()(const operations::AddConstraint& add) const {
    Table& one = table(add.table);
    const std::string& name = schema::name(add.constraint);
    refuse_if(
        !name.empty() && find_constraint(one, name) != one.constraints.end(),
        "there is a constraint " + name);
    const bool is_primary = std::holds_alternative<schema::PrimaryKey>(add.constraint);
    refuse_if(is_primary && one.primary_key() != nullptr, "there is a primary key");
    if (!key_of(add.constraint).empty() && is_strict())
      rules.take_relation({.schema = one.name.schema, .name = name});
    rules.check_constraint(one, add.constraint);
    one.constraints.push_back(add.constraint);
  }
  void operator()(const operations::DropConstraint& drop) const {
    Table& one = table(drop.table);
    const auto found = find_constraint(one, drop.name);
    refuse_if(found == one.constraints.end(), "no constraint " + drop.name);
    Table now = said(one);
    refuse_if(*find_constraint(now, drop.name) != drop.existing, "it is another constraint");
    const auto key = key_of(*found);
    rules.refuse_if_referred(one, key);
    one.constraints.erase(found);
  }
  void operator()(const operations::RenameConstraint& rename) const {
    Table& one = table(rename.table);
    const auto found = find_constraint(one, rename.name);
    refuse_if(found == one.constraints.end(), "no constraint " + rename.name);
    refuse_if(
        find_constraint(one, rename.new_name) != one.constraints.end(), "there is a constraint");
    if (!key_of(*found).empty() && is_strict())
      rules.take_relation({.schema = one.name.schema, .name = rename.new_name});
    set_name(*found, rename.new_name);
  }
  void operator()(const operations::ValidateConstraint& validate) const {
    Table& one = table(validate.table);
    const auto found = find_constraint(one, validate.name);
    refuse_if(found == one.constraints.end(), "no constraint " + validate.name);
    set_valid(*found);
  }
  void operator()(const operations::BatchAlterTable& batch) const {
    for (const operations::TableChange& change : batch.changes)
      std::visit(*this, change);
  }
  void operator()(const operations::CreateSchema& create) const {
    const auto found = find_named(all().schemas, create.name);
    refuse_if(found != all().schemas.end(), "there is a schema " + create.name);
    all().schemas.push_back({.name = create.name});
  }
  void operator()(const operations::DropSchema& drop) const {
    const auto is_inside = [&](const auto& one) { return one.name.schema == drop.name; };
    refuse_if(std::ranges::any_of(all().tables, is_inside), "the schema is not empty");
    refuse_if(std::ranges::any_of(all().sequences, is_inside), "the schema is not empty");
    std::erase_if(all().schemas, [&](const auto& one) { return one.name == drop.name; });
  }
  void operator()(const operations::CreateEnum& create) const {
    rules.take_type(create.type.name);
    all().enums.push_back(create.type);
  }
  void operator()(const operations::DropEnum& drop) const {
    refuse_if(all().find_enum(drop.name) == nullptr, "no type " + drop.name.name);
    for (Table& one : all().tables) {
      for (const schema::Column& column : one.columns) {
        const bool has_type =
            column.type.kind == TypeKind::enumeration && column.type.name == drop.name.name;
        refuse_if(has_type, fmt::format("{}.{} has the type", one.name.name, column.name));
      }
      refuse_if(
          mentions(words_of(expressions_text(one)), drop.name.name),
          "an expression of " + one.name.name + " mentions the type " + drop.name.name);
    }
    std::erase_if(all().enums, [&](const auto& one) { return one.name == drop.name; });
  }
  void operator()(const operations::AddEnumValue& add) const {
    schema::EnumType& type = *const_of(all().find_enum(add.type));
    auto at = type.values.end();
    if (!add.before.empty()) at = std::ranges::find(type.values, add.before);
    if (!add.after.empty()) at = std::ranges::find(type.values, add.after) + 1;
    type.values.insert(at, add.value);
    database.unsafe_values_.insert({add.type.name, add.value});
  }
  void operator()(const operations::RenameEnumValue& rename) const {
    make(
        {.kind = schema::RenameKind::enum_value,
         .parent = rename.type,
         .from = rename.value,
         .to = rename.new_value});
  }
  void operator()(const operations::RenameEnum& rename) const {
    refuse_if(all().find_enum(rename.name) == nullptr, "no type " + rename.name.name);
    rules.take_type({.schema = rename.name.schema, .name = rename.new_name});
    make(
        {.kind = schema::RenameKind::enumeration,
         .parent = {.schema = rename.name.schema},
         .from = rename.name.name,
         .to = rename.new_name});
  }
  void check_owner(const schema::Sequence& one) const {
    if (one.owned_by_table.empty()) return;
    column(table({.schema = one.name.schema, .name = one.owned_by_table}), one.owned_by_column);
  }
  void operator()(const operations::CreateSequence& create) const {
    rules.need_schema(create.sequence.name.schema);
    rules.take_relation(create.sequence.name);
    check_owner(create.sequence);
    all().sequences.push_back(create.sequence);
  }
  void operator()(const operations::AlterSequence& alter) const {
    schema::Sequence& one = *const_of(all().find_sequence(alter.change.name));
    schema::Sequence existing = *alter.existing;
    existing.comment = one.comment;
    refuse_if(one != existing, "it is another sequence");
    const std::string comment = one.comment;
    one = alter.change;
    one.comment = comment;
    check_owner(one);
  }
  void operator()(const operations::RenameSequence& rename) const {
    const Name now{.schema = rename.name.schema, .name = rename.new_name};
    rules.take_relation(now);
    make(
        {.kind = schema::RenameKind::sequence,
         .parent = {.schema = now.schema},
         .from = rename.name.name,
         .to = now.name});
  }
  void operator()(const operations::DropSequence& drop) const {
    refuse_if(all().find_sequence(drop.name) == nullptr, "no sequence " + drop.name.name);
    rules.refuse_if_sequence_used(drop.name);
    std::erase_if(all().sequences, [&](const auto& one) { return one.name == drop.name; });
  }
  template <typename Other>
  void operator()(const Other& /*other*/) const {
    refuse_if(true, "no plan has such an operation");
  }
};

PretendDatabase::PretendDatabase(MetaData metadata, Kind kind)
    : first_(metadata), metadata_(std::move(metadata)), kind_(kind) {}

void PretendDatabase::apply(const Step& step) {
  if (step.is_autocommitted && is_in_transaction_)
    throw Error(ErrorCode::sql_error, "it is to be committed behind what is not committed yet");
  is_in_transaction_ = !step.is_autocommitted;
  const MetaData old = metadata_;
  const ServerRules rules(metadata_, unsafe_values_, kind_ == Kind::strict);
  std::visit(Application{*this, rules}, step.operation);
  if (step.is_autocommitted) unsafe_values_.clear();
  if (kind_ == Kind::rebuilds) refuse_broken_references(first_, old, metadata_);
}

MetaData after(
    const MetaData& metadata, const std::vector<Step>& steps, PretendDatabase::Kind kind) {
  PretendDatabase database(metadata, kind);
  for (const Step& step : steps) {
    try {
      database.apply(step);
    } catch (const Error& error) {
      throw error.with_message(
          fmt::format("{}: {}", operations::describe(step.operation), error.message()));
    }
  }
  return canonical(database.metadata());
}

}  // namespace migrate::autogenerate
