#include "autogenerate/server_rules.hpp"

#include <fmt/format.h>

#include "autogenerate/mentions.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/type_change.hpp"
#include "autogenerate/whole_schema.hpp"
#include "support/error.hpp"

namespace migrate::autogenerate {

using schema::Column;
using schema::Constraint;
using schema::MetaData;
using schema::Name;
using schema::Table;

namespace {

void need_column(const Table& table, const std::string& name) {
  const auto found = find_named(table.columns, name);
  refuse_if(found == table.columns.end(), fmt::format("no column {}.{}", table.name.name, name));
}

const schema::Type& type_of(const Table& table, const std::string& column) {
  need_column(table, column);
  return find_named(table.columns, column)->type;
}

bool has_key(const Table& table, const std::vector<std::string>& key) {
  const auto is_it = [&](const auto& one) { return key_of(one) == key; };
  return std::ranges::any_of(table.constraints, is_it) || std::ranges::any_of(table.indexes, is_it);
}

bool has_index_or_key(const Table& table, const std::string& name, bool is_strict) {
  if (find_named(table.indexes, name) != table.indexes.end()) return true;
  return is_strict && std::ranges::any_of(table.constraints, [&](const Constraint& one) {
           return !key_of(one).empty() && schema::name(one) == name;
         });
}

}  // namespace

void refuse_if(bool is_wrong, const std::string& reason) {
  if (is_wrong) throw Error(ErrorCode::sql_error, reason);
}

std::vector<schema::ForeignKey> foreign_keys_of(const Table& table) {
  std::vector<schema::ForeignKey> keys;
  for (const Constraint& constraint : table.constraints) {
    if (const auto* const key = std::get_if<schema::ForeignKey>(&constraint)) keys.push_back(*key);
  }
  return keys;
}

bool is_sound(const MetaData& metadata, const schema::ForeignKey& key) {
  const Table* const referred = metadata.find_table(key.referred_table);
  return referred != nullptr && has_key(*referred, key_of(key, referred));
}

bool ServerRules::has_relation(const Name& name) const {
  if (all_->find_table(name) != nullptr || all_->find_sequence(name) != nullptr) return true;
  return std::ranges::any_of(all_->tables, [&](const Table& one) {
    return one.name.schema == name.schema && has_index_or_key(one, name.name, is_strict_);
  });
}

void ServerRules::take_relation(const Name& name) const {
  refuse_if(has_relation(name), "there is a relation " + describe(name));
}

void ServerRules::take_type(const Name& name) const {
  const bool is_taken = all_->find_enum(name) != nullptr || all_->find_table(name) != nullptr;
  refuse_if(is_taken, "there is a type " + describe(name));
}

void ServerRules::need_schema(const std::string& name) const {
  const bool is_there = name.empty() || find_named(all_->schemas, name) != all_->schemas.end();
  refuse_if(!is_there, "no schema " + name);
}

void ServerRules::check_words(const Table& table, const std::string& expression) const {
  const Words words = words_of(expression);
  for (const std::string& word : words.names) {
    if (word.starts_with("col_") || word == "id") need_column(table, word);
    const bool is_type = word.starts_with("mood");
    refuse_if(is_type && all_->find_enum({.name = word}) == nullptr, "no type " + word);
  }
  for (const std::string& text : words.strings) {
    for (const auto& [type, value] : *unsafe_values_)
      refuse_if(value == text && mentions(words, type), "unsafe use of new value " + text);
    const bool is_sequence = text.starts_with("seq");
    refuse_if(is_sequence && all_->find_sequence({.name = text}) == nullptr, "no sequence " + text);
  }
}

void ServerRules::check_default(const Table& table, const Column& column) const {
  if (!column.server_default) return;
  if (const auto* const text = std::get_if<schema::Expression>(&*column.server_default))
    check_words(table, text->text);
  const auto* const value = std::get_if<std::string>(&*column.server_default);
  if (value == nullptr || column.type.kind != TypeKind::enumeration) return;
  const auto& values =
      all_->find_enum({.schema = column.type.schema, .name = column.type.name})->values;
  refuse_if(std::ranges::find(values, *value) == values.end(), "no value " + *value);
  refuse_if(
      unsafe_values_->contains({column.type.name, *value}), "unsafe use of new value " + *value);
}

void ServerRules::check_column(const Table& table, const Column& column) const {
  const schema::Type& type = column.type;
  const bool is_enum = type.kind == TypeKind::enumeration;
  refuse_if(
      is_enum && all_->find_enum({.schema = type.schema, .name = type.name}) == nullptr,
      "no type " + type.name);
  refuse_if(column.identity && column.nullable, "identity needs not null");
  refuse_if(column.identity && column.server_default, "identity with a default");
  if (column.computed) check_words(table, column.computed->expression);
  check_default(table, column);
}

void ServerRules::check_logging(const Table& from, const schema::ForeignKey& key) const {
  const Table* const to = all_->find_table(key.referred_table);
  refuse_if(
      is_strict_ && to != nullptr && to->unlogged && !from.unlogged,
      "a logged table refers to one that is not");
}

void ServerRules::check_foreign_key(const Table& from, const schema::ForeignKey& key) const {
  if (!is_strict_) return;
  const Table* const to =
      key.referred_table == from.name ? &from : all_->find_table(key.referred_table);
  refuse_if(to == nullptr, "no table " + describe(key.referred_table));
  check_logging(from, key);
  refuse_if(!has_key(*to, key_of(key, to)), "no such key of " + describe(key.referred_table));
  for (std::size_t i = 0; i < key.referred_columns.size(); ++i) {
    const schema::Type& type = type_of(from, key.columns[i]);
    refuse_if(is_other_type(type, type_of(*to, key.referred_columns[i])), "a key of another type");
  }
}

void ServerRules::check_constraint(const Table& table, const Constraint& constraint) const {
  const bool is_primary = std::holds_alternative<schema::PrimaryKey>(constraint);
  for (const std::string& name : footing_of(constraint).columns) {
    need_column(table, name);
    const bool is_nullable = find_named(table.columns, name)->nullable;
    refuse_if(is_primary && is_nullable, "a primary key that may be null");
  }
  if (const auto* const check = std::get_if<schema::Check>(&constraint))
    check_words(table, check->condition);
  if (const auto* const key = std::get_if<schema::ForeignKey>(&constraint))
    check_foreign_key(table, *key);
}

void ServerRules::check_index(const Table& table, const schema::Index& index) const {
  for (const std::string& name : footing_of(index).columns)
    need_column(table, name);
  for (const schema::IndexColumn& one : index.columns)
    check_words(table, one.expression);
  check_words(table, index.where);
}

void ServerRules::refuse_if_referred(
    const Table& table, const std::vector<std::string>& key) const {
  if (key.empty() || !is_strict_) return;
  for (const Table& other : all_->tables) {
    for (const schema::ForeignKey& one : foreign_keys_of(other)) {
      const bool refers = one.referred_table == table.name && key_of(one, &table) == key;
      refuse_if(refers, fmt::format("{} refers to the key of {}", one.name, table.name.name));
    }
  }
}

void ServerRules::refuse_if_sequence_used(const Name& sequence) const {
  for (const Table& other : all_->tables) {
    refuse_if(
        mentions_anywhere(words_of(expressions_text(other)), sequence.name),
        fmt::format("table {} uses sequence {}", other.name.name, sequence.name));
  }
}

void ServerRules::refuse_if_in_foreign_key(const Table& table, const std::string& column) const {
  for (const Table& other : all_->tables) {
    for (const schema::ForeignKey& key : foreign_keys_of(other)) {
      const bool is_own = &other == &table && involves(footing_of(Constraint(key)), column);
      const auto columns = key_of(key, &table);
      const bool refers =
          key.referred_table == table.name && std::ranges::find(columns, column) != columns.end();
      refuse_if(is_own || refers, "the foreign key " + key.name + " uses it");
    }
  }
}

void ServerRules::check_type_change(
    const Table& table, const Column& column, const operations::AlterColumn& alter) const {
  const bool changes = alter.change.type || alter.change.collation;
  if (!is_strict_ || !changes) return;
  const auto uses = [&](const auto& part) { return involves(footing_of(part), column.name); };
  refuse_if(std::ranges::any_of(table.columns, uses), "a generated column uses it");
  if (!alter.change.type) return;
  const bool is_family = is_same_family(column.type, *alter.change.type);
  const bool is_other = is_other_type(column.type, *alter.change.type);
  const auto is_in_way = [&](const auto& part) { return uses(part) && !footing_of(part).is_plain; };
  refuse_if(!is_family && std::ranges::any_of(table.constraints, is_in_way), "a check uses it");
  refuse_if(!is_family && std::ranges::any_of(table.indexes, is_in_way), "an index uses it");
  refuse_if(
      is_other && default_of(column) && !alter.change.server_default,
      "its default is of the old type");
  refuse_if(
      !is_family && needs_text(column.type, *alter.change.type) && !alter.convert_by_text,
      "values are not converted");
  if (is_other) refuse_if_in_foreign_key(table, column.name);
}

}  // namespace migrate::autogenerate
