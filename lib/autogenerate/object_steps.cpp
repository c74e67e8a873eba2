#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/enum_values.hpp"
#include "autogenerate/plan.hpp"
#include "autogenerate/sequence_owners.hpp"

namespace migrate::autogenerate {
namespace {

using operations::CommentTarget;
using schema::EnumType;
using schema::Name;
using schema::Sequence;

Rank rank(Phase phase, const Name& object, std::size_t place = 0) {
  return {.phase = phase, .schema = object.schema, .object = object.name, .place = place};
}

PlannedStep comment_step(operations::SetComment set, const std::vector<Node>& nodes) {
  Rank rank{.phase = Phase::comments, .schema = set.name.schema, .object = set.name.name};
  rank.part = std::to_string(static_cast<int>(set.target));
  return {
      .step = {.operation = std::move(set)},
      .rank = std::move(rank),
      .needs = nodes,
      .uses = nodes};
}

std::vector<PlannedStep> schema_steps(const SchemaPair& pair) {
  std::vector<PlannedStep> steps;
  if (pair.is_added()) {
    steps.push_back(
        {.step = {.operation = operations::CreateSchema{.name = pair.to->name}},
         .rank = rank(Phase::schemas, {.name = pair.to->name}),
         .provides = {schema_node(pair.to->name)}});
  }
  if (pair.is_removed()) {
    steps.push_back(
        {.step = {.operation = operations::DropSchema{.name = pair.from->name}},
         .rank = rank(Phase::drop_schemas, {.name = pair.from->name}),
         .removes = {schema_node(pair.from->name)}});
    return steps;
  }
  const std::string before = pair.from ? pair.from->comment : std::string{};
  if (before != pair.to->comment) {
    steps.push_back(comment_step(
        {.target = CommentTarget::schema,
         .name = {.name = pair.to->name},
         .comment = pair.to->comment,
         .existing = before},
        {schema_node(pair.to->name)}));
  }
  return steps;
}

/// A name that nothing has, for a type that gives way to another one.
Name aside(const Name& type, const Draft& draft) {
  constexpr std::size_t longest = 55;  // of PostgreSQL's 63 bytes
  const std::string stem = type.name.substr(0, longest) + "__old";
  Name name{.schema = type.schema, .name = stem};
  const auto is_taken = [&](const schema::MetaData& metadata) {
    return metadata.find_enum(name) != nullptr || metadata.find_table(name) != nullptr;
  };
  for (int i = 2; is_taken(*draft.from) || is_taken(*draft.to); ++i)
    name.name = stem + std::to_string(i);
  return name;
}

class EnumSteps final {
 public:
  EnumSteps(const EnumPair& pair, const Draft& draft)
      : pair_(&pair),
        draft_(&draft),
        name_(pair.to ? pair.to->name : pair.from->name),
        node_{.kind = NodeKind::enumeration, .object = name_},
        name_node_{.kind = NodeKind::type_name, .object = name_} {}

  std::vector<PlannedStep> steps() && {
    if (pair_->is_replaced) {
      replace();
      return std::move(steps_);
    }
    if (pair_->is_added()) create();
    if (pair_->is_removed()) drop(name_);
    if (!pair_->stays()) return std::move(steps_);
    add_values();
    if (pair_->from->comment != pair_->to->comment) set_comment();
    return std::move(steps_);
  }

 private:
  void create() {
    steps_.push_back(
        {.step = {.operation = operations::CreateEnum{.type = *pair_->to}},
         .rank = rank(Phase::create_types, name_, 1),
         .needs = {schema_node(name_.schema), name_node_},
         .provides = {node_},
         .takes = {type_slot(name_)}});
  }

  void drop(const Name& name) {
    EnumType existing = *pair_->from;
    existing.name = name;
    steps_.push_back(
        {.step = {.operation = operations::DropEnum{.name = name, .existing = std::move(existing)}},
         .rank = rank(Phase::drop_objects, name),
         .uses = {schema_node(name.schema), name_node_},
         .removes = {node_}});
    if (name == name_) steps_.back().frees = {type_slot(name)};
  }

  void add_values() {
    std::size_t place = 0;
    const bool is_first = is_used_at_once(*pair_, *draft_);
    for (operations::AddEnumValue& add : added_values(*pair_)) {
      // When what comes behind it fails, it is run again.
      add.if_not_exists = is_first;
      const std::string_view why = "what comes behind uses the value, so it is committed first";
      PlannedStep step{
          .step =
              {.operation = std::move(add),
               .remark = is_first && place == 0 ? std::string(why) : std::string(),
               .is_autocommitted = is_first},
          .rank = rank(Phase::enum_values, name_, place),
          .needs = {name_node_},
          .uses = {name_node_}};
      const auto value = [&](std::size_t i) {
        return Node{.kind = NodeKind::enum_value, .object = name_, .part = std::to_string(i)};
      };
      if (place > 0) step.needs.push_back(value(place - 1));
      step.provides = {value(place)};
      steps_.push_back(std::move(step));
      ++place;
    }
  }

  void set_comment() {
    steps_.push_back(comment_step(
        {.target = CommentTarget::enumeration,
         .name = name_,
         .comment = pair_->to->comment,
         .existing = pair_->from->comment},
        {name_node_}));
  }

  /// The old type gives way, the columns move over to the new one, and the old one goes.
  void replace() {
    const Name old = aside(name_, *draft_);
    steps_.push_back(
        {.step =
             {.operation = operations::RenameEnum{.name = name_, .new_name = old.name},
              .remark = "values cannot be removed from a type, put into another order, or be used "
                        "at once: a new type takes its place"},
         .rank = rank(Phase::create_types, name_),
         .needs = {name_node_},
         .takes = {type_slot(old)},
         .frees = {type_slot(name_)}});
    create();
    const std::vector<std::string> gone = removed_values(*pair_);
    if (!gone.empty())
      steps_.back().step.risks = {
          {.kind = RiskKind::enum_value_removed, .table = name_, .columns = gone}};
    drop(old);
  }

  const EnumPair* pair_;
  const Draft* draft_;
  Name name_;
  Node node_;
  Node name_node_;
  std::vector<PlannedStep> steps_{};
};

Name owner_of(const Sequence& sequence) {
  return {.schema = sequence.name.schema, .name = sequence.owned_by_table};
}

class SequenceSteps final {
 public:
  SequenceSteps(const SequencePair& pair, const Draft& draft)
      : pair_(&pair),
        draft_(&draft),
        name_(pair.to ? pair.to->name : pair.from->name),
        name_node_{.kind = NodeKind::sequence_name, .object = name_} {}

  std::vector<PlannedStep> steps() && {
    if (pair_->is_added() || pair_->is_replaced) create();
    if (pair_->is_removed() && !goes_with_owner()) drop();
    if (!pair_->stays()) return std::move(steps_);
    Sequence from = *pair_->from;
    from.comment = pair_->to->comment;
    if (from != *pair_->to) alter();
    if (pair_->from->comment != pair_->to->comment) set_comment();
    return std::move(steps_);
  }

 private:
  Node node() const { return {.kind = NodeKind::sequence, .object = name_}; }

  bool goes_with_owner() const {
    const Sequence& sequence = *pair_->from;
    if (sequence.owned_by_table.empty()) return false;
    const TablePair* const table = draft_->find(owner_of(sequence));
    if (table == nullptr) return false;
    if (!table->stays()) return true;
    const ColumnPair* const column = table->find_column(sequence.owned_by_column);
    return column == nullptr || !column->stays();
  }

  /// Whether the column that owns it is there before and after.
  bool has_owner() const {
    const Sequence& sequence = *pair_->to;
    if (sequence.owned_by_table.empty()) return true;
    const TablePair* const table = draft_->find(owner_of(sequence));
    if (table == nullptr) return true;
    const ColumnPair* const column = table->find_column(sequence.owned_by_column);
    return table->stays() && column != nullptr && column->stays();
  }

  /// Where the owner is made as well, its default needs the sequence: that gets its owner later.
  void create() {
    const std::string giving = handover(*draft_, *pair_->to);
    const bool is_owned_later = !has_owner() || !giving.empty();
    const Sequence first = is_owned_later ? without_owner(*pair_->to) : *pair_->to;
    PlannedStep step{
        .step = {.operation = operations::CreateSequence{.sequence = first}},
        .rank = rank(Phase::create_sequences, name_),
        .needs = {schema_node(name_.schema), name_node_},
        .provides = {node()},
        .takes = {relation_slot(name_.schema, name_.name)}};
    step.step.remark = pair_->cause;
    if (!first.owned_by_table.empty()) step.needs.push_back(names_node(owner_of(first)));
    steps_.push_back(std::move(step));
    if (is_owned_later) own(first, *pair_->to, giving);
  }

  static Sequence without_owner(Sequence sequence) {
    sequence.owned_by_table.clear();
    sequence.owned_by_column.clear();
    return sequence;
  }

  /// It comes to a column, or leaves one; the statement is for between the two.
  void own(const Sequence& from, const Sequence& to, const std::string& giving) {
    if (giving.empty()) return own(from, to);
    const Sequence free = without_owner(to);
    const Node loose{.kind = NodeKind::sequence, .object = name_, .part = "loose"};
    const Node given{.kind = NodeKind::sequence, .object = name_, .part = "given"};
    if (!from.owned_by_table.empty()) {
      own(from, free);
      steps_.back().provides.push_back(loose);
    }
    steps_.push_back(
        {.step = {.operation = operations::ExecuteSql{.sql = giving}},
         .rank = rank(Phase::owners, name_, 1),
         .needs = {node(), name_node_, loose},
         .provides = {given}});
    if (to.owned_by_table.empty()) return;
    own(free, to);
    steps_.back().rank.place = 2;
    steps_.back().needs.push_back(given);
  }

  void own(const Sequence& from, const Sequence& to) {
    const Name owner = owner_of(to);
    PlannedStep step{
        .step =
            {.operation = operations::AlterSequence{.change = to, .whole = true, .existing = from}},
        .rank = rank(Phase::owners, name_),
        .needs = {node(), name_node_},
        .uses = {name_node_}};
    if (!to.owned_by_table.empty()) {
      const std::vector<Node> nodes{owner_node(owner, to.owned_by_column), names_node(owner)};
      step.needs.insert(step.needs.end(), nodes.begin(), nodes.end());
      step.uses.push_back(names_node(owner));
    }
    if (!from.owned_by_table.empty())
      step.uses.push_back(owner_node(owner_of(from), from.owned_by_column));
    steps_.push_back(std::move(step));
  }

  void alter() {
    const bool has_same_owner = pair_->from->owned_by_table == pair_->to->owned_by_table &&
                                pair_->from->owned_by_column == pair_->to->owned_by_column;
    const std::string giving =
        has_same_owner ? std::string{} : handover(*draft_, *pair_->from, *pair_->to);
    own(*pair_->from, *pair_->to, giving);
    if (has_same_owner) steps_.back().rank.phase = Phase::alter_columns;
  }

  void drop() {
    steps_.push_back(
        {.step = {.operation = operations::DropSequence{.name = name_, .existing = *pair_->from}},
         .rank = rank(Phase::drop_objects, name_),
         .uses = {schema_node(name_.schema), name_node_},
         .removes = {node()},
         .frees = {relation_slot(name_.schema, name_.name)}});
  }

  void set_comment() {
    steps_.push_back(comment_step(
        {.target = CommentTarget::sequence,
         .name = name_,
         .comment = pair_->to->comment,
         .existing = pair_->from->comment},
        {name_node_}));
  }

  const SequencePair* pair_;
  const Draft* draft_;
  Name name_;
  Node name_node_;
  std::vector<PlannedStep> steps_{};
};

}  // namespace

std::vector<PlannedStep> object_steps(const Draft& draft) {
  std::vector<PlannedStep> result;
  const auto append = [&](std::vector<PlannedStep>&& more) {
    std::ranges::move(more, std::back_inserter(result));
  };
  for (const SchemaPair& pair : draft.schemas)
    append(schema_steps(pair));
  for (const EnumPair& pair : draft.enums)
    append(EnumSteps(pair, draft).steps());
  for (const SequencePair& pair : draft.sequences)
    append(SequenceSteps(pair, draft).steps());
  return result;
}

}  // namespace migrate::autogenerate
