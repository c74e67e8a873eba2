#include "autogenerate/describe_change.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/describe_parts.hpp"
#include "autogenerate/enum_values.hpp"
#include "autogenerate/pairing.hpp"
#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {
namespace {

using schema::describe;

void append(std::vector<Change>& changes, std::vector<Change>&& more) {
  std::ranges::move(more, std::back_inserter(changes));
}

std::string quoted(const std::vector<std::string>& values) {
  std::vector<std::string> texts;
  std::ranges::transform(values, std::back_inserter(texts), [](const std::string& value) {
    return value_text(value);
  });
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// "set comment of table a", "drop comment of table a".
std::string comment_text(const std::string& comment, const std::string& what) {
  return fmt::format("{} comment of {}", comment.empty() ? "drop" : "set", what);
}

std::vector<Change> schema_changes(const SchemaPair& pair) {
  const std::string& name = (pair.to ? pair.to : pair.from)->name;
  std::vector<Change> changes;
  const auto add = [&](Sign sign, std::string text) {
    changes.push_back(
        {.sign = sign, .kind = "schema", .name = name, .description = std::move(text)});
  };
  if (pair.is_added()) add(Sign::added, "create schema " + name);
  if (pair.is_removed()) add(Sign::removed, "drop schema " + name);
  if (pair.stays()) add(Sign::changed, comment_text(pair.to->comment, "schema " + name));
  return changes;
}

std::vector<Change> enum_changes(const EnumPair& pair) {
  const std::string name = describe((pair.to ? pair.to : pair.from)->name);
  const std::string what = "enumeration " + name;
  std::vector<Change> changes;
  const auto add = [&](Sign sign, std::string text) {
    changes.push_back(
        {.sign = sign, .kind = "enumeration", .name = name, .description = std::move(text)});
  };
  if (pair.is_added())
    add(Sign::added, fmt::format("create {} ({})", what, quoted(pair.to->values)));
  if (pair.is_removed()) add(Sign::removed, "drop " + what);
  if (!pair.from || !pair.to) return changes;
  const EnumPair back{.from = pair.to, .to = pair.from};
  const auto come = removed_values(back);
  const auto gone = removed_values(pair);
  for (const std::string& value : come)
    add(Sign::changed, fmt::format("add value {} to {}", value_text(value), what));
  for (const std::string& value : gone)
    add(Sign::changed, fmt::format("remove value {} of {}", value_text(value), what));
  if (is_reordered(pair)) add(Sign::changed, fmt::format("change order of values of {}", what));
  if (pair.from->comment != pair.to->comment)
    add(Sign::changed, comment_text(pair.to->comment, what));
  return changes;
}

std::string number_text(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "the usual";
}

/// "change increment of sequence s from 1 to 5" and the like.
class SequenceChanges final {
 public:
  explicit SequenceChanges(const SequencePair& pair)
      : pair_(&pair), name_(describe((pair.to ? pair.to : pair.from)->name)) {}

  std::vector<Change> changes() && {
    if (pair_->is_added()) add(Sign::added, fmt::format("create sequence {}", name_));
    if (pair_->is_removed()) add(Sign::removed, fmt::format("drop sequence {}", name_));
    if (!pair_->from || !pair_->to) return std::move(changes_);
    const schema::Sequence& from = *pair_->from;
    const schema::Sequence& to = *pair_->to;
    if (from.type != to.type) change("type", type_words(from), type_words(to));
    change_number("start", from.start, to.start);
    change_number("increment", from.increment, to.increment);
    change_number("minimum", from.minimum, to.minimum);
    change_number("maximum", from.maximum, to.maximum);
    change_number("cache", from.cache, to.cache);
    if (from.cycle != to.cycle) change("cycle", cycle_word(from), cycle_word(to));
    if (owner_word(from) != owner_word(to)) change("owner", owner_word(from), owner_word(to));
    if (from.comment != to.comment)
      add(Sign::changed, comment_text(to.comment, "sequence " + name_));
    return std::move(changes_);
  }

 private:
  void add(Sign sign, std::string text) {
    changes_.push_back(
        {.sign = sign, .kind = "sequence", .name = name_, .description = std::move(text)});
  }
  void change(std::string_view what, const std::string& from, const std::string& to) {
    add(Sign::changed,
        fmt::format("change {} of sequence {} from {} to {}", what, name_, from, to));
  }
  void change_number(
      std::string_view what,
      const std::optional<std::int64_t>& from,
      const std::optional<std::int64_t>& to) {
    if (from != to) change(what, number_text(from), number_text(to));
  }
  static std::string type_words(const schema::Sequence& one) {
    return one.type ? type_text(*one.type) : "the usual";
  }
  static std::string cycle_word(const schema::Sequence& one) {
    return one.cycle.value_or(false) ? "yes" : "no";
  }
  static std::string owner_word(const schema::Sequence& one) {
    if (one.owned_by_table.empty()) return "none";
    return fmt::format("{}.{}", one.owned_by_table, one.owned_by_column);
  }

  const SequencePair* pair_;
  std::string name_;
  std::vector<Change> changes_{};
};

/// Whether the sequence comes, or goes, with the column that it belongs to.
bool is_part_of_change(const SequencePair& pair, const Draft& draft) {
  if (pair.from && pair.to) return false;
  const schema::Sequence& sequence = pair.to ? *pair.to : *pair.from;
  if (sequence.owned_by_table.empty()) return false;
  const TablePair* const table =
      draft.find({.schema = sequence.name.schema, .name = sequence.owned_by_table});
  if (table == nullptr) return false;
  if (!table->stays()) return true;
  const ColumnPair* const column = table->find_column(sequence.owned_by_column);
  return column != nullptr && !column->stays();
}

std::vector<Change> table_changes(const TablePair& pair, const CompareOptions& options) {
  const std::string name = describe(pair.name);
  std::vector<Change> changes;
  const auto add = [&](Sign sign, std::string text) -> Change& {
    changes.push_back(
        {.sign = sign, .kind = "table", .name = name, .description = std::move(text)});
    return changes.back();
  };
  if (pair.is_added()) add(Sign::added, "create table " + name);
  if (pair.is_removed()) add(Sign::removed, "drop table " + name).is_destructive = true;
  if (pair.from == nullptr || pair.to == nullptr) return changes;
  for (const std::string& text : option_texts(*pair.from, *pair.to))
    add(Sign::changed, text);
  if (pair.is_replaced) {
    add(Sign::changed, fmt::format("make table {} anew", name)).is_destructive = true;
    return changes;
  }
  if (options.comments && pair.from->comment != pair.to->comment)
    add(Sign::changed, comment_text(pair.to->comment, "table " + name));
  return changes;
}

std::vector<Change> column_changes(const TablePair& table, const ColumnPair& pair) {
  const std::string& name = (pair.to ? pair.to : pair.from)->name;
  const std::string whole = fmt::format("{}.{}", describe(table.name), name);
  Change change{.kind = "column", .table = describe(table.name), .name = name};
  if (pair.is_added()) {
    change.sign = Sign::added;
    change.description = fmt::format("add column {} {}", whole, column_text(*pair.to));
    return {change};
  }
  if (pair.is_removed()) {
    change.sign = Sign::removed;
    change.description = "drop column " + whole;
    change.is_destructive = !pair.from->computed;
    return {change};
  }
  std::vector<Change> changes;
  for (std::string& text : column_texts(*pair.from, *pair.to, whole)) {
    change.description = std::move(text);
    change.is_destructive = pair.is_replaced && !pair.from->computed;
    changes.push_back(change);
  }
  return changes;
}

std::vector<Change> constraint_changes(const TablePair& table, const ConstraintPair& pair) {
  const schema::Constraint& one = pair.to ? *pair.to : *pair.from;
  const std::string text = constraint_text(one, table.name);
  Change change{
      .kind = std::string(schema::kind_name(one)),
      .table = describe(table.name),
      .name = constraint_name(one)};
  if (pair.is_added()) {
    change.sign = Sign::added;
    change.description = "add " + text;
  } else if (pair.is_removed()) {
    change.sign = Sign::removed;
    change.description = "drop " + text;
  } else if (is_validated(pair)) {
    change.description = "validate " + text;
  } else if (content_of(*pair.from) != content_of(*pair.to)) {
    change.description = "change " + text;
  }
  std::vector<Change> changes;
  if (!change.description.empty()) changes.push_back(change);
  if (pair.from && pair.to && comment_of(*pair.from) != comment_of(*pair.to)) {
    change.description = comment_text(
        comment_of(*pair.to), fmt::format("{} {} of {}", change.kind, change.name, change.table));
    changes.push_back(change);
  }
  return changes;
}

std::vector<Change> index_changes(const TablePair& table, const IndexPair& pair) {
  const schema::Index& one = pair.to ? *pair.to : *pair.from;
  const std::string text = index_text(one, table.name);
  Change change{.kind = "index", .table = describe(table.name), .name = one.name};
  if (pair.is_added()) {
    change.sign = Sign::added;
    change.description = "create " + text;
    return {change};
  }
  if (pair.is_removed()) {
    change.sign = Sign::removed;
    change.description = "drop " + text;
    return {change};
  }
  std::vector<Change> changes;
  if (pair.is_replaced) {
    change.description = "change " + text;
    changes.push_back(change);
  }
  if (pair.from->comment != pair.to->comment) {
    change.description = comment_text(pair.to->comment, "index " + one.name);
    changes.push_back(change);
  }
  return changes;
}

std::vector<Change> part_changes(const TablePair& table) {
  std::vector<Change> changes;
  for (const ColumnPair& pair : table.columns) {
    if (differs(pair)) append(changes, column_changes(table, pair));
  }
  for (const ConstraintPair& pair : table.constraints)
    append(changes, constraint_changes(table, pair));
  for (const IndexPair& pair : table.indexes)
    append(changes, index_changes(table, pair));
  return changes;
}

/// Whether it is what a partition says of its part of an index that is made, or goes.
bool is_part_of_index(const Draft& draft, const ObjectPair& pair) {
  const schema::Object& object = pair.any();
  return object.host && object.host->kind == schema::ReferenceKind::index &&
         std::ranges::any_of(object.needs, [&](const schema::Reference& one) {
           return pair.from == nullptr ? comes(draft, one) : goes(draft, one);
         });
}

/// "create view v", "change privilege SELECT of bob on table t".
std::vector<Change> object_changes(const Draft& draft, const ObjectPair& pair) {
  const schema::Object& object = pair.any();
  const auto& host = object.host;
  const bool is_part = host && (pair.from == nullptr ? comes(draft, *host) : goes(draft, *host));
  const bool differs =
      pair.from == nullptr || pair.to == nullptr || pair.from->definition != pair.to->definition;
  if (is_part || !differs || is_part_of_index(draft, pair)) return {};
  Change change{.kind = object.kind, .name = object.name};
  std::string verb = "change";
  if (pair.is_added()) {
    change.sign = Sign::added;
    verb = host ? "add" : "create";
  } else if (pair.is_removed()) {
    change.sign = Sign::removed;
    verb = "drop";
  }
  change.is_destructive = object.holds_rows && (pair.is_removed() || pair.is_replaced);
  change.description = fmt::format("{} {}", verb, object.key());
  return {change};
}

std::vector<Change> rename_changes(const Draft& draft, Direction direction) {
  std::vector<Change> changes;
  for (schema::Rename rename : draft.renames) {
    if (direction == Direction::back) std::swap(rename.from, rename.to);
    const bool is_part = rename.kind == schema::RenameKind::column ||
                         rename.kind == schema::RenameKind::index ||
                         rename.kind == schema::RenameKind::constraint;
    const bool is_value = rename.kind == schema::RenameKind::enum_value;
    const std::string parent = rename.parent.name.empty() ? std::string{} : describe(rename.parent);
    const schema::Name whole{.schema = rename.parent.schema, .name = rename.to};
    std::string name = is_part || is_value ? rename.to : describe(whole);
    if (is_value) name = parent;
    changes.push_back(
        {.sign = Sign::changed,
         .kind = is_value ? "enumeration" : std::string(kind_name(rename.kind)),
         .table = is_part ? parent : std::string{},
         .name = std::move(name),
         .description = "rename " + describe(rename)});
  }
  std::ranges::sort(changes, {}, [](const Change& change) {
    return fmt::format("{}\n{}\n{}", change.table, change.kind, change.description);
  });
  return changes;
}

}  // namespace

std::vector<Change> changes_of(const Draft& draft, Direction direction) {
  std::vector<Change> changes = rename_changes(draft, direction);
  for (const SchemaPair& pair : draft.schemas)
    append(changes, schema_changes(pair));
  for (const EnumPair& pair : draft.enums)
    append(changes, enum_changes(pair));
  for (const SequencePair& pair : draft.sequences) {
    if (!is_part_of_change(pair, draft)) append(changes, SequenceChanges(pair).changes());
  }
  for (const auto& [key, pair] : draft.objects)
    append(changes, object_changes(draft, pair));
  for (const auto& [name, table] : draft.tables) {
    append(changes, table_changes(table, draft.options));
    if (table.stays()) append(changes, part_changes(table));
  }
  return changes;
}

}  // namespace migrate::autogenerate
