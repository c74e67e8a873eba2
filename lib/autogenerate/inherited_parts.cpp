#include "autogenerate/inherited_parts.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "autogenerate/ancestry.hpp"
#include "autogenerate/catalog_objects.hpp"
#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Check;
using schema::Column;
using schema::Constraint;
using schema::Table;

/// A table, and what its parents give it.
struct Child {
  Table table{};
  std::vector<Column> columns{};   // from its parents
  std::vector<Check> checks{};     // likewise
  std::set<std::string> shared{};  // columns that several parents have
  bool speaks_of_objects{false};
};

/// Who says that a column which a table has from its parents is otherwise there: objects, where
/// both sides speak of them, or else the column.
enum class Speaker { objects, columns };

Speaker speaker_of(const Draft& draft) {
  const bool are_compared =
      draft.options.objects && draft.from->has_objects && draft.to->has_objects;
  return are_compared ? Speaker::objects : Speaker::columns;
}

/// Objects that are not compared stay: they say of the columns what they did.
Child child_of(const Draft& draft, const Table& table, Side side) {
  const Ancestry ancestry(draft, side);
  return {
      .table = table,
      .columns = speaker_of(draft) == Speaker::objects ? ancestry.columns_from_parents(table)
                                                       : ancestry.said_columns(table),
      .checks = ancestry.checks_from_parents(table),
      .shared = ancestry.shared_columns(table),
      .speaks_of_objects = (side == Side::from ? draft.from : draft.to)->has_objects};
}

/// Of the constraints of a table; null when there is none.
template <typename Constraints>
auto find_check(Constraints& constraints, const std::string& name) {
  decltype(std::get_if<Check>(constraints.data())) result = nullptr;
  for (auto& one : constraints) {
    auto* const check = std::get_if<Check>(&one);
    if (check != nullptr && check->name == name) result = check;
  }
  return result;
}

void erase_column(Table& table, const std::string& name) {
  std::erase_if(table.columns, [&](const Column& one) { return one.name == name; });
}

void erase_check(Table& table, const std::string& name) {
  std::erase_if(table.constraints, [&](const Constraint& one) {
    const auto* const check = std::get_if<Check>(&one);
    return check != nullptr && check->name == name;
  });
}

/// The column as its table has it: of its parents, and by itself.
Column whole_column(const Column& inherited, const Column* own, Speaker speaker) {
  if (own == nullptr) return inherited;
  if (speaker == Speaker::columns) return *own;
  Column whole = inherited;
  whole.identity = own->identity;
  whole.computed = own->computed;
  return whole;
}

/// The table with all that it has.
Table whole_table(const Child& child, Speaker speaker) {
  Table whole = child.table;
  whole.columns.clear();
  for (const Column& column : child.columns)
    whole.columns.push_back(
        whole_column(column, find_named(child.table.columns, column.name), speaker));
  for (const Column& own : child.table.columns) {
    if (find_named(child.columns, own.name) == nullptr) whole.columns.push_back(own);
  }
  for (const Check& check : child.checks) {
    Check* const own = find_check(whole.constraints, check.name);
    if (own == nullptr)
      whole.constraints.emplace_back(check);
    else if (speaker == Speaker::objects)
      *own = check;
  }
  return whole;
}

/// Makes the two sides of a table that keeps its parents comparable.
class Siblings final {
 public:
  Siblings(Child from, Child to, Speaker speaker)
      : from_(std::move(from)),
        to_(std::move(to)),
        result_{from_.table, to_.table},
        speaker_(speaker) {}

  std::pair<Table, Table> compared() && {
    for (const Column& column : to_.columns) {
      if (const Column* const old = find_named(from_.columns, column.name))
        compare_both(*old, column);
    }
    for (const Check& check : to_.checks)
      compare_check(check);
    return std::move(result_);
  }

 private:
  /// A column that the table had, and is to have, from its parents.
  void compare_both(const Column& was, const Column& is) {
    const Column* const from = find_named(from_.table.columns, is.name);
    const Column* const to = find_named(to_.table.columns, is.name);
    if (speaker_ == Speaker::columns) return compare_said(was, is, from, to);
    const auto is_special = [&](const Column* own, const Column& inherited) {
      return own != nullptr && (own->identity || own->computed != inherited.computed);
    };
    erase_column(result_.first, is.name);
    erase_column(result_.second, is.name);
    if (!is_special(from, was) && !is_special(to, is)) return;
    // The rest of it follows the parent.
    result_.first.columns.push_back(whole_column(is, from, speaker_));
    result_.second.columns.push_back(whole_column(is, to, speaker_));
  }

  /// The same where one of the models does not speak of objects: what it lists, it says in full.
  void compare_said(const Column& was, const Column& is, const Column* from, const Column* to) {
    if (from == nullptr && to == nullptr) return;
    if (from != nullptr && to != nullptr) {
      Column* const followed = find_named(result_.first.columns, is.name);
      followed->type = to->type;
      followed->collation = to->collation;
    } else if (from != nullptr) {
      if (from_.speaks_of_objects)
        erase_column(result_.first, is.name);
      else
        result_.second.columns.push_back(is);
    } else if (to_.speaks_of_objects) {
      erase_column(result_.second, is.name);
    } else {
      result_.first.columns.push_back(was);
    }
  }

  /// A check that the table had, and is to have, from its parents. Where they gave another one,
  /// that of the table goes, or comes, by itself.
  void compare_check(const Check& check) {
    const Check* const old = find_named(from_.checks, check.name);
    if (old == nullptr || content_of(*old) != content_of(check)) return;
    const bool was_own = find_check(from_.table.constraints, check.name) != nullptr;
    const bool is_own = find_check(to_.table.constraints, check.name) != nullptr;
    if (speaker_ == Speaker::columns && was_own && is_own) return;
    erase_check(result_.first, check.name);
    erase_check(result_.second, check.name);
  }

  Child from_;
  Child to_;
  std::pair<Table, Table> result_;
  Speaker speaker_;
};

/// What becomes of a column that the table has, or is to have, from its parents. The answers are
/// the same for the way back.
class ColumnFate final {
 public:
  ColumnFate(const Child& from, const Child& to, const std::string& name)
      : was_(find_named(from.columns, name)),
        is_(find_named(to.columns, name)),
        old_(find_named(from.table.columns, name)),
        now_(find_named(to.table.columns, name)),
        is_shared_(from.shared.contains(name) || to.shared.contains(name)) {}

  /// Whether it is its own on the one side, and from its parents on the other: it stays, whatever
  /// they do.
  bool changes_hands() const {
    return was_ == nullptr ? old_ != nullptr : is_ == nullptr && now_ != nullptr;
  }

  /// Whether it gets another type, and not with that of the parent: of several parents none can
  /// change it by itself, and from version 18 on not where its NOT NULL is its own as well, and
  /// called otherwise.
  bool is_retyped_alone() const {
    const bool is_retyped = was_ != nullptr && is_ != nullptr &&
                            (was_->type != is_->type || was_->collation != is_->collation);
    const bool is_own = old_ != nullptr || now_ != nullptr;
    return is_retyped && (is_shared_ || (is_own && !(was_->nullable && is_->nullable)));
  }

  /// Whether it must be made anew in the table, which the server only does with one of its own.
  bool is_replaced(const CompareOptions& options) const {
    if (was_ == nullptr || is_ == nullptr) return false;
    const auto& before = (old_ == nullptr ? was_ : old_)->computed;
    const auto& after = (now_ == nullptr ? is_ : now_)->computed;
    const bool follows = old_ == nullptr && now_ == nullptr;
    if (before == after || follows) return false;
    return !options.sets_expressions || !before || !after || before->storage != after->storage;
  }

 private:
  const Column* was_;  // of the parents
  const Column* is_;   // likewise
  const Column* old_;  // of the table itself
  const Column* now_;  // likewise
  bool is_shared_;
};

}  // namespace

bool is_taken_out(const Draft& draft, const Table& from, const Table& to) {
  const bool is_partition = !from.partition_of.empty() || !to.partition_of.empty();
  const bool is_known =
      Ancestry(draft, Side::from).is_known(from) && Ancestry(draft, Side::to).is_known(to);
  if (is_partition || !is_known || draft.options.rebuilds_tables) return false;
  if (from.inherits != to.inherits) return true;
  const Child old = child_of(draft, from, Side::from);
  const Child now = child_of(draft, to, Side::to);
  const auto needs_it = [&](const Column& column) {
    const ColumnFate fate(old, now, column.name);
    return fate.changes_hands() || fate.is_retyped_alone() || fate.is_replaced(draft.options);
  };
  return std::ranges::any_of(old.columns, needs_it) || std::ranges::any_of(now.columns, needs_it);
}

std::pair<Table, Table> comparable(
    const Draft& draft, const Table& from, const Table& to, bool is_out) {
  Child old = child_of(draft, from, Side::from);
  Child now = child_of(draft, to, Side::to);
  const Speaker speaker = speaker_of(draft);
  if (is_out) return {whole_table(old, speaker), whole_table(now, speaker)};
  return Siblings(std::move(old), std::move(now), speaker).compared();
}

bool is_listed(const Draft& draft, const schema::Object& object, Side side) {
  using schema::ReferenceKind;
  // The sequence behind an identity is a part of the column, and has a comment of its own.
  const bool is_of_sequence = object.name.starts_with("of sequence ");
  const bool says = object.kind == "default" || object.kind == "NOT NULL" ||
                    (object.kind == "comment" && !is_of_sequence);
  if (!says || !object.host) return false;
  const schema::Reference& host = *object.host;
  const Table* const table =
      side == Side::from ? draft.table_from(host.name) : draft.table_to(host.name);
  if (table == nullptr) return false;
  if (host.kind == ReferenceKind::column) return find_named(table->columns, host.part) != nullptr;
  // Of a check; it stands on that of the parent, which is called like it.
  return host.kind == ReferenceKind::table &&
         std::ranges::any_of(object.needs, [&](const schema::Reference& need) {
           return need.kind == ReferenceKind::constraint &&
                  find_check(table->constraints, need.part) != nullptr;
         });
}

}  // namespace migrate::autogenerate
