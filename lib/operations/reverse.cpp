#include "operations/reverse.hpp"

#include <algorithm>
#include <utility>

namespace migrate::operations {
namespace {

using Reversed = std::optional<std::vector<Operation>>;

Reversed with(Operation operation) {
  return std::vector<Operation>{std::move(operation)};
}

/// Whether what was says as much of the numbers as what is to be: what is not said is not changed
/// back.
bool says_all(const schema::Identity& existing, const schema::Identity& change) {
  return (!change.start || existing.start) && (!change.increment || existing.increment) &&
         (!change.minimum || existing.minimum) && (!change.maximum || existing.maximum) &&
         (!change.cache || existing.cache);
}

/// Whether everything that changes was said before, so that it can be said again.
bool is_known(const AlterColumn& alter) {
  const ColumnAspects& change = alter.change;
  const ColumnAspects& existing = alter.existing;
  return (!change.type || existing.type) && (!change.nullable || existing.nullable) &&
         (!change.server_default || existing.server_default) &&
         (!change.comment || existing.comment) && (!change.collation || existing.collation) &&
         (!change.computed || existing.computed) && (!alter.drop_identity || existing.identity) &&
         !alter.drop_computed &&
         (!change.identity || !existing.identity || says_all(*existing.identity, *change.identity));
}

bool is_known(const SetTableOptions& set) {
  const TableAspects& change = set.change;
  const TableAspects& existing = set.existing;
  return (!change.with || existing.with) && (!change.unlogged || existing.unlogged) &&
         (!change.tablespace || existing.tablespace) && (!change.strict || existing.strict) &&
         (!change.without_rowid || existing.without_rowid) &&
         (!change.autoincrement || existing.autoincrement);
}

/// An aspect of what was, for each that changes.
ColumnAspects changed_back(const AlterColumn& alter) {
  ColumnAspects back;
  if (alter.change.type) back.type = alter.existing.type;
  if (alter.change.nullable) back.nullable = alter.existing.nullable;
  if (alter.change.server_default) back.server_default = alter.existing.server_default;
  if (alter.change.comment) back.comment = alter.existing.comment;
  if (alter.change.collation) back.collation = alter.existing.collation;
  if (alter.change.computed) back.computed = alter.existing.computed;
  if (alter.change.identity || alter.drop_identity) back.identity = alter.existing.identity;
  return back;
}

/// What is there after the change, as far as it was said. The type and the collation are told even
/// where they stay: the one cannot be said without the other.
ColumnAspects aspects_after(const AlterColumn& alter) {
  ColumnAspects after = alter.change;
  if (!after.type) after.type = alter.existing.type;
  if (!after.collation) after.collation = alter.existing.collation;
  return after;
}

/// What a change without `whole` makes of a sequence.
schema::Sequence changed(const schema::Sequence& existing, const schema::Sequence& change) {
  schema::Sequence after = existing;
  if (change.type) after.type = change.type;
  if (change.start) after.start = change.start;
  if (change.increment) after.increment = change.increment;
  if (change.minimum) after.minimum = change.minimum;
  if (change.maximum) after.maximum = change.maximum;
  if (change.cache) after.cache = change.cache;
  if (change.cycle) after.cycle = change.cycle;
  if (!change.owned_by_table.empty()) {
    after.owned_by_table = change.owned_by_table;
    after.owned_by_column = change.owned_by_column;
  }
  return after;
}

struct Reverse {
  Reversed operator()(const CreateTable& create) const {
    if (create.if_not_exists) return std::nullopt;  // it may have been there before
    return with(DropTable{.name = create.table.name, .existing = create.table});
  }
  Reversed operator()(const DropTable& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(CreateTable{.table = *drop.existing});
  }
  Reversed operator()(const RenameTable& rename) const {
    return with(RenameTable{
        .name = {.schema = rename.name.schema, .name = rename.new_name},
        .new_name = rename.name.name});
  }
  Reversed operator()(const SetTableComment& set) const {
    if (!set.existing) return std::nullopt;
    return with(
        SetTableComment{.table = set.table, .comment = *set.existing, .existing = set.comment});
  }
  Reversed operator()(const SetTableOptions& set) const {
    if (!is_known(set)) return std::nullopt;
    return with(
        SetTableOptions{.table = set.table, .change = set.existing, .existing = set.change});
  }
  Reversed operator()(const SetComment& set) const {
    if (!set.existing) return std::nullopt;
    SetComment back = set;
    back.comment = *set.existing;
    back.existing = set.comment;
    return with(std::move(back));
  }
  Reversed operator()(const AddColumn& add) const {
    if (add.if_not_exists) return std::nullopt;
    return with(DropColumn{.table = add.table, .name = add.column.name, .existing = add});
  }
  Reversed operator()(const DropColumn& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(*drop.existing);
  }
  Reversed operator()(const AlterColumn& alter) const {
    if (!is_known(alter)) return std::nullopt;
    AlterColumn back{
        .table = alter.table,
        .name = alter.new_name.empty() ? alter.name : alter.new_name,
        .new_name = alter.new_name.empty() ? std::string{} : alter.name,
        .change = changed_back(alter),
        .existing = aspects_after(alter),
        .using_expression = alter.existing_using,
        .existing_using = alter.using_expression,
        .convert_by_text = alter.convert_by_text,
    };
    back.drop_identity = alter.change.identity && !alter.existing.identity;
    return with(std::move(back));
  }
  Reversed operator()(const RenameColumn& rename) const {
    return with(
        RenameColumn{.table = rename.table, .name = rename.new_name, .new_name = rename.name});
  }
  Reversed operator()(const CreateIndex& create) const {
    if (create.if_not_exists) return std::nullopt;
    return with(DropIndex{
        .table = create.table,
        .name = create.index.name,
        .concurrently = create.concurrently,
        .existing = create.index});
  }
  Reversed operator()(const DropIndex& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(CreateIndex{
        .table = drop.table, .index = *drop.existing, .concurrently = drop.concurrently});
  }
  Reversed operator()(const RenameIndex& rename) const {
    return with(
        RenameIndex{.table = rename.table, .name = rename.new_name, .new_name = rename.name});
  }
  Reversed operator()(const AddConstraint& add) const {
    // Without a name of ours, nobody knows what the database has called it.
    if (name(add.constraint).empty()) return std::nullopt;
    return with(DropConstraint{
        .table = add.table, .name = name(add.constraint), .existing = add.constraint});
  }
  Reversed operator()(const DropConstraint& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(AddConstraint{.table = drop.table, .constraint = *drop.existing});
  }
  Reversed operator()(const RenameConstraint& rename) const {
    return with(
        RenameConstraint{.table = rename.table, .name = rename.new_name, .new_name = rename.name});
  }
  Reversed operator()(const ValidateConstraint& /*validate*/) const {
    return std::vector<Operation>{};  // that rows were checked is no change of theirs
  }
  Reversed operator()(const BulkInsert& /*insert*/) const { return std::nullopt; }
  Reversed operator()(const ExecuteSql& execute) const {
    if (execute.reverse.empty()) return std::nullopt;
    return with(ExecuteSql{
        .sql = execute.reverse,
        .parameters = execute.parameters,
        .reverse = execute.sql,
        .unused = UnusedParameters::allowed});
  }
  Reversed operator()(const BatchAlterTable& batch) const;
  Reversed operator()(const CreateSchema& create) const {
    if (create.if_not_exists) return std::nullopt;
    return with(DropSchema{.name = create.name});
  }
  Reversed operator()(const DropSchema& /*drop*/) const { return std::nullopt; }
  Reversed operator()(const CreateEnum& create) const {
    return with(DropEnum{.name = create.type.name, .existing = create.type});
  }
  Reversed operator()(const DropEnum& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(CreateEnum{.type = *drop.existing});
  }
  Reversed operator()(const AddEnumValue& /*add*/) const { return std::nullopt; }
  Reversed operator()(const RenameEnumValue& rename) const {
    return with(
        RenameEnumValue{.type = rename.type, .value = rename.new_value, .new_value = rename.value});
  }
  Reversed operator()(const RenameEnum& rename) const {
    return with(RenameEnum{
        .name = {.schema = rename.name.schema, .name = rename.new_name},
        .new_name = rename.name.name});
  }
  Reversed operator()(const CreateSequence& create) const {
    if (create.if_not_exists) return std::nullopt;
    return with(DropSequence{.name = create.sequence.name, .existing = create.sequence});
  }
  Reversed operator()(const AlterSequence& alter) const {
    // Where the sequence was before a restart, nobody has kept.
    if (!alter.existing || alter.restart) return std::nullopt;
    return with(AlterSequence{
        .change = *alter.existing,
        .whole = true,
        .existing = alter.whole ? alter.change : changed(*alter.existing, alter.change)});
  }
  Reversed operator()(const RenameSequence& rename) const {
    return with(RenameSequence{
        .name = {.schema = rename.name.schema, .name = rename.new_name},
        .new_name = rename.name.name});
  }
  Reversed operator()(const DropSequence& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(CreateSequence{.sequence = *drop.existing});
  }
  Reversed operator()(const CreateDomain& create) const {
    return with(DropDomain{.name = create.domain.name});
  }
  Reversed operator()(const DropDomain& /*drop*/) const { return std::nullopt; }
  Reversed operator()(const CreateView& create) const {
    if (create.or_replace || create.if_not_exists) return std::nullopt;
    return with(DropView{.name = create.view.name, .existing = create.view});
  }
  Reversed operator()(const DropView& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(CreateView{.view = *drop.existing});
  }
  Reversed operator()(const CreateMaterializedView& create) const {
    if (create.if_not_exists) return std::nullopt;
    return with(DropMaterializedView{.name = create.view.name, .existing = create.view});
  }
  Reversed operator()(const RefreshMaterializedView& /*refresh*/) const {
    return std::vector<Operation>{};
  }
  Reversed operator()(const DropMaterializedView& drop) const {
    if (!drop.existing || drop.cascade) return std::nullopt;
    return with(CreateMaterializedView{.view = *drop.existing});
  }
  Reversed operator()(const CreateFunction& create) const {
    if (create.or_replace) return std::nullopt;
    return with(DropFunction{.name = create.function.name, .arguments = create.function.arguments});
  }
  Reversed operator()(const DropFunction& /*drop*/) const { return std::nullopt; }
  Reversed operator()(const CreateTrigger& create) const {
    if (create.or_replace || create.if_not_exists) return std::nullopt;
    return with(DropTrigger{.name = create.trigger.name, .table = create.trigger.table});
  }
  Reversed operator()(const DropTrigger& /*drop*/) const { return std::nullopt; }
  Reversed operator()(const CreateExtension& create) const {
    if (create.if_not_exists) return std::nullopt;
    return with(DropExtension{.name = create.extension.name});
  }
  Reversed operator()(const DropExtension& /*drop*/) const { return std::nullopt; }
};

/// The operation as a part of a batch; the reverse of a part is always one.
std::optional<TableChange> part(const Operation& operation) {
  return std::visit(
      [](const auto& one) -> std::optional<TableChange> {
        if constexpr (std::is_constructible_v<TableChange, decltype(one)>) return TableChange(one);
        return std::nullopt;
      },
      operation);
}

Reversed Reverse::operator()(const BatchAlterTable& batch) const {
  BatchAlterTable back{.table = batch.table, .recreate = batch.recreate};
  std::vector<TableChange> changes = batch.changes;
  std::ranges::reverse(changes);
  for (const TableChange& change : changes) {
    const Reversed undone = std::visit([](const auto& one) { return Reverse{}(one); }, change);
    if (!undone) return std::nullopt;
    for (const Operation& operation : *undone) {
      if (auto one = part(operation)) back.changes.push_back(*std::move(one));
    }
  }
  return with(std::move(back));
}

}  // namespace

std::optional<std::vector<Operation>> reverse(const Operation& operation) {
  return std::visit(Reverse{}, operation);
}

std::optional<std::vector<Operation>> reverse(std::vector<Operation> operations) {
  std::ranges::reverse(operations);
  std::vector<Operation> result;
  for (const Operation& operation : operations) {
    auto undone = reverse(operation);
    if (!undone) return std::nullopt;
    std::ranges::move(*undone, std::back_inserter(result));
  }
  return result;
}

}  // namespace migrate::operations
