#include <algorithm>
#include <deque>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/dependents.hpp"
#include "autogenerate/draft.hpp"
#include "autogenerate/event.hpp"
#include "autogenerate/key_attachments.hpp"
#include "autogenerate/lost_sequences.hpp"
#include "autogenerate/nested_types.hpp"
#include "autogenerate/pairing.hpp"
#include "autogenerate/partition_parts.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/type_change.hpp"
#include "autogenerate/type_uses.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::ReferenceKind;

/// Works out, event by event, what must be made again.
class Consequences final {
 public:
  explicit Consequences(Draft& draft) : draft_(&draft), dependents_(draft) {}

  void add() {
    for (const auto& [name, pair] : draft_->tables)
      begin(pair);
    replace_between_unlogged();
    for (const EnumPair& pair : draft_->enums) {
      if (pair.is_replaced) begin(pair);
    }
    for (const auto& [key, pair] : draft_->objects)
      begin(key, pair);
    for (const auto& [reference, what] : removed_things(*draft_))
      replace_users(reference, what);
    while (!events_.empty()) {
      const Event event = std::move(events_.front());
      events_.pop_front();
      handle(event);
    }
    add_lost_sequences(*draft_);
  }

 private:
  /// An enumeration that is made anew.
  void begin(const EnumPair& pair) {
    replace_uses(pair.to->name);
    replace_dependents(
        {.kind = ReferenceKind::enumeration, .name = pair.from->name},
        fmt::format("the type {} is made anew", describe(pair.from->name)));
  }

  void begin(const std::string& key, const ObjectPair& pair) {
    const schema::Object& object = pair.any();
    if (pair.is_replaced) note_object(key);
    if (object.kind == "default" && !comes(*draft_, *object.host))
      repeat_defaults_of_children(object.host->name, object.host->part);
    if (pair.is_altered() && object.kind == "attribute")
      detour_columns_around(object.host->name.name);
  }

  void note_object(const std::string& key) {
    events_.push_back(
        {.kind = EventKind::object_gone,
         .part = {.kind = ReferenceKind::object, .name = {.name = key}}});
  }

  /// The objects that stand on this, and those that go with it. A column that gets another type
  /// keeps what is said of it and granted.
  void replace_dependents(
      const schema::Reference& reference, const std::string& cause, bool is_retyped = false) {
    for (const schema::Object* const object : dependents_.objects_on(reference))
      replace(*object, cause);
    for (const schema::Object* const object : dependents_.hosted_by(reference)) {
      const std::string& kind = object->kind;
      const bool is_said = kind == "comment" || kind == "privilege" || kind == "withheld privilege";
      if (!is_retyped || !is_said) replace(*object, cause);
    }
  }

  /// What stands on something that goes for good, and is to be the same: it means another one now.
  void replace_users(const schema::Reference& reference, const std::string& what) {
    for (const schema::Object* const object : dependents_.objects_on(reference)) {
      if (!draft_->objects.contains(object->key()) && !is_said_of_child(*object, reference))
        replace(*object, fmt::format("{} is dropped", what));
    }
  }

  /// Whether it says something of a column that stays when the parent of its table goes.
  bool is_said_of_child(const schema::Object& object, const schema::Reference& parent) const {
    const bool is_of_column = object.kind == "NOT NULL" || object.kind == "default";
    if (!is_of_column || parent.kind != ReferenceKind::table) return false;
    return object.host && object.host->name != parent.name &&
           !goes(*draft_, {.name = object.host->name});
  }

  void replace(const schema::Object& from, const std::string& cause) {
    const std::string key = from.key();
    const auto to = draft_->objects_to.find(key);
    if (to == draft_->objects_to.end()) return;
    auto [found, is_new] = draft_->objects.try_emplace(key, ObjectPair{&from, to->second});
    if (found->second.is_replaced) return;
    found->second.is_replaced = true;
    found->second.cause = cause;
    note_object(key);
  }

  /// The parts of tables that stand on an object that goes.
  void replace_parts_on(const Event& event) {
    const std::string& key = event.part.name.name;
    for (const schema::Reference& part : dependents_.parts_on(key)) {
      if (draft_->table_to(part.name) == nullptr) continue;
      TablePair& pair = draft_->at(part.name);
      if (pair.stays()) replace_part(pair, part, fmt::format("{} is made anew", key));
    }
  }

  void replace_part(TablePair& pair, const schema::Reference& part, const std::string& cause) {
    if (part.kind == ReferenceKind::constraint)
      replace_named(pair, pair.constraints, cause, [&](const auto& one) {
        return schema::name(one) == part.part;
      });
    if (part.kind == ReferenceKind::index)
      replace_named(
          pair, pair.indexes, cause, [&](const auto& one) { return one.name == part.part; });
    for (ColumnPair& column : pair.columns) {
      if (!column.stays() || column.from->name != part.part) continue;
      if (part.kind == ReferenceKind::column_default && column.from->computed)
        replace(pair, column, cause);
      else if (part.kind == ReferenceKind::column_default)
        column.is_default_set = column.is_default_dropped = true;
      else if (part.kind == ReferenceKind::column)
        detour(pair, column);
    }
  }

  /// An attribute of a type changes its own type: no column may have it meanwhile, nor have a type
  /// that it is in.
  void detour_columns_around(const std::string& type) {
    for (const std::string& one : types_around(draft_->objects_from, type))
      detour_columns_of(one);
  }

  void detour_columns_of(const std::string& type) {
    for (const schema::Reference& part : dependents_.parts_on(type)) {
      if (part.kind != ReferenceKind::column || draft_->table_to(part.name) == nullptr) continue;
      TablePair& pair = draft_->at(part.name);
      if (pair.stays()) replace_part(pair, part, {});
    }
  }

  template <typename Parts, typename IsIt>
  void replace_named(TablePair& pair, Parts& parts, const std::string& cause, const IsIt& is_it) {
    for (auto& part : parts) {
      if (part.stays() && is_it(*part.from)) replace(pair, part, cause);
    }
  }

  /// The column's type is made anew: meanwhile the values are texts.
  void detour(TablePair& pair, ColumnPair& column) {
    if (column.is_detoured) return;
    column.is_detoured = true;
    convert(pair, column);
  }

  void begin(const TablePair& pair) {
    if (pair.is_replaced) events_.push_back({.kind = EventKind::table_gone, .table = pair.name});
    if (!pair.stays()) return;
    for (const ColumnPair& column : pair.columns)
      begin(pair.name, column);
    const auto note = [&](const auto& part) {
      if (part.is_removed()) note_key(pair.name, key_of(*part.from));
      if (part.is_replaced) note_part(pair.name, *part.from);
    };
    for (const ConstraintPair& part : pair.constraints)
      note(part);
    for (const IndexPair& part : pair.indexes)
      note(part);
  }

  void begin(const Name& table, const ColumnPair& column) {
    if (column.is_removed() || column.is_replaced) note_gone(table, column);
    if (!column.stays()) return;
    note_type(table, column);
    if (default_of(*column.from) == default_of(*column.to)) return;
    repeat_default(table, column.to->name, table);
    repeat_defaults_of_children(table, column.to->name);
  }

  /// A new default is the children's too, also of those that say another one.
  void repeat_defaults_of_children(const Name& table, const std::string& column) {
    for (const Name& child : descendants_of(*draft_->from, table))
      repeat_default(table, column, child);
  }

  void repeat_default(const Name& table, const std::string& column, const Name& child) {
    const schema::Reference same{.kind = ReferenceKind::column, .name = child, .part = column};
    for (const schema::Object* const object : dependents_.hosted_by(same)) {
      if (object->kind == "default")
        replace(*object, fmt::format("the default of {}.{} changes", describe(table), column));
    }
  }

  void note_gone(const Name& table, const ColumnPair& column) {
    events_.push_back(
        {.kind = EventKind::column_gone,
         .table = table,
         .column = column.from->name,
         .comes_back = column.is_replaced});
  }

  void note_type(const Name& table, const ColumnPair& column) {
    const schema::Type& from = column.from->type;
    const schema::Type& to = column.to->type;
    if (from == to && column.from->collation == column.to->collation && !column.is_converted)
      return;
    events_.push_back(
        {.kind = EventKind::column_retyped,
         .table = table,
         .column = column.from->name,
         .is_other_type = column.is_converted || is_other_type(from, to),
         .is_other_family = column.is_converted || !is_same_family(from, to)});
  }

  void note_part(const Name& table, const schema::Constraint& constraint) {
    note_key(table, key_of(constraint));
    note_part({.kind = ReferenceKind::constraint, .name = table, .part = schema::name(constraint)});
  }

  void note_part(const Name& table, const schema::Index& index) {
    note_key(table, key_of(index));
    note_part({.kind = ReferenceKind::index, .name = table, .part = index.name});
  }

  void note_part(const schema::Reference& part) {
    if (draft_->objects_from.empty()) return;
    events_.push_back({.kind = EventKind::part_gone, .table = part.name, .part = part});
  }

  void note_key(const Name& table, std::vector<std::string> key) {
    if (key.empty()) return;
    events_.push_back({.kind = EventKind::key_gone, .table = table, .key = std::move(key)});
  }

  void handle(const Event& event) {
    switch (event.kind) {
      case EventKind::table_gone:
        replace_children(event);
        replace_dependents({.name = event.table}, cause_of(event));
        return replace_referrers(event);
      case EventKind::column_gone: return handle_gone_column(event);
      case EventKind::column_retyped: return handle_retyped_column(event);
      case EventKind::key_gone: return replace_referrers(event);
      case EventKind::part_gone: return replace_dependents(event.part, cause_of(event));
      case EventKind::object_gone:
        replace_dependents(event.part, fmt::format("{} is made anew", event.part.name.name));
        return replace_parts_on(event);
    }
  }

  /// Tables that have columns of a table that is made anew.
  void replace_children(const Event& event) {
    for (const Name& child : children_of(*draft_->from, event.table)) {
      if (draft_->table_to(child) == nullptr) continue;
      TablePair& pair = draft_->at(child);
      if (!pair.stays()) continue;
      pair.is_replaced = true;
      events_.push_back({.kind = EventKind::table_gone, .table = child});
    }
  }

  /// The objects that stand on the column, also as a column of the tables that have it from there.
  void replace_dependents_of_column(const Event& event, const std::string& cause) {
    replace_dependents(column_of(event), cause, event.kind == EventKind::column_retyped);
    if (draft_->objects_from.empty()) return;
    for (const Name& child : children_of(*draft_->from, event.table)) {
      Event same = event;
      same.table = child;
      replace_dependents_of_column(same, cause);
    }
  }

  void handle_gone_column(const Event& event) {
    TablePair& pair = draft_->at(event.table);
    const std::string cause =
        fmt::format("column {}.{} is dropped", describe(event.table), event.column);
    replace_generated(pair, event.column, cause);
    if (event.comes_back) replace_dependents_of_column(event, cause);
    const auto uses = [&](const Footing& footing) { return involves(footing, event.column); };
    replace_parts(pair, uses, cause);
  }

  void handle_retyped_column(const Event& event) {
    TablePair& pair = draft_->at(event.table);
    const std::string cause =
        fmt::format("the type of column {}.{} changes", describe(event.table), event.column);
    replace_generated(pair, event.column, cause);
    replace_dependents_of_column(event, cause);
    if (event.is_other_type) replace_foreign_keys(pair, event.column, cause);
    if (event.is_other_type) replace_referrers(event);
    if (!event.is_other_family) return;
    const auto uses = [&](const Footing& footing) {
      return !footing.is_plain && involves(footing, event.column);
    };
    replace_parts(pair, uses, cause);
  }

  void replace_generated(TablePair& pair, const std::string& name, const std::string& cause) {
    for (ColumnPair& column : pair.columns) {
      if (column.stays() && involves(footing_of(*column.from), name)) replace(pair, column, cause);
    }
  }

  template <typename Uses>
  void replace_parts(TablePair& pair, const Uses& uses, const std::string& cause) {
    for (ConstraintPair& part : pair.constraints) {
      if (part.stays() && uses(footing_of(*part.from))) replace(pair, part, cause);
    }
    for (IndexPair& part : pair.indexes) {
      if (part.stays() && uses(footing_of(*part.from))) replace(pair, part, cause);
    }
  }

  void replace_foreign_keys(TablePair& pair, const std::string& column, const std::string& cause) {
    for (ConstraintPair& part : pair.constraints) {
      const bool is_key = part.stays() && std::holds_alternative<schema::ForeignKey>(*part.from);
      if (is_key && footing_of(*part.from).columns.contains(column)) replace(pair, part, cause);
    }
  }

  void replace(TablePair& pair, ColumnPair& column, const std::string& cause) {
    column.is_replaced = true;
    column.cause = cause;
    note_gone(pair.name, column);
  }

  template <typename Part>
  void replace(TablePair& pair, Part& part, const std::string& cause) {
    part.is_replaced = true;
    part.cause = cause;
    note_part(pair.name, *part.from);
  }

  /// Foreign keys between tables that both become unlogged, or logged: for a moment, one would be
  /// and the other not.
  void replace_between_unlogged() {
    for (auto& [name, pair] : draft_->tables) {
      if (!changes_logging(&pair)) continue;
      for (ConstraintPair& part : pair.constraints) {
        if (refers_to_other_logging(name, part))
          replace(pair, part, "both tables are logged in another way");
      }
    }
  }

  /// Whether a foreign key of the table stays that refers to another one that changes its logging.
  bool refers_to_other_logging(const Name& table, const ConstraintPair& part) const {
    if (!part.stays()) return false;
    const auto* const key = std::get_if<schema::ForeignKey>(&*part.from);
    return key != nullptr && key->referred_table != table &&
           changes_logging(draft_->find(key->referred_table));
  }

  static bool changes_logging(const TablePair* pair) {
    return pair != nullptr && pair->stays() && pair->from->unlogged != pair->to->unlogged;
  }

  /// The foreign keys, of whatever table, that refer to what the event is about.
  void replace_referrers(const Event& event) {
    for (const Name& name : dependents_.referrers(event.table)) {
      const bool is_there = draft_->table_to(name) != nullptr;
      TablePair* const pair = is_there ? &draft_->at(name) : nullptr;
      if (pair == nullptr || !pair->stays()) continue;
      for (ConstraintPair& part : pair->constraints) {
        if (part.stays() && refers(*part.from, event)) replace(*pair, part, cause_of(event));
      }
    }
  }

  bool refers(const schema::Constraint& constraint, const Event& event) const {
    const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
    if (key == nullptr || key->referred_table != event.table) return false;
    if (event.kind == EventKind::table_gone) return true;
    const auto columns = key_of(*key, draft_->table_from(event.table));
    if (event.kind == EventKind::key_gone) return columns == event.key;
    return std::ranges::find(columns, event.column) != columns.end();
  }

  /// Everything that has the type, or mentions it.
  void replace_uses(const Name& type) {
    for (const schema::Table& table : draft_->from->tables) {
      if (draft_->table_to(table.name) == nullptr || !uses_type(table, type)) continue;
      TablePair& pair = draft_->at(table.name);
      if (pair.stays()) replace_uses(pair, type);
    }
  }

  void replace_uses(TablePair& pair, const Name& type) {
    const std::string cause = fmt::format("the type {} is made anew", describe(type));
    for (ColumnPair& column : pair.columns) {
      if (!column.stays()) continue;
      const bool has_type = is_of(*column.from, type) && is_of(*column.to, type);
      if (column.from->computed &&
          (has_type || mentions(footing_of(*column.from).words, type.name)))
        replace(pair, column, cause);
      else if (has_type)
        convert(pair, column);
      else if (mentions(default_words(*column.from), type.name))
        column.is_default_set = true;
    }
    const auto uses = [&](const Footing& footing) { return mentions(footing.words, type.name); };
    replace_parts(pair, uses, cause);
  }

  void convert(TablePair& pair, ColumnPair& column) {
    column.is_converted = true;
    note_type(pair.name, column);
  }

  Draft* draft_;
  Dependents dependents_;
  std::deque<Event> events_{};
};

}  // namespace

void add_consequences(Draft& draft) {
  // A table that is built anew needs none of this.
  if (draft.options.rebuilds_tables) return;
  detach_for_keys(draft);
  replace_tried_checks(draft);
  Consequences(draft).add();
}

}  // namespace migrate::autogenerate
