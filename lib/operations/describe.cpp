#include "operations/describe.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate::operations {
namespace {

using schema::describe;

std::string constraint_text(const schema::Constraint& constraint) {
  const std::string& given = schema::name(constraint);
  return given.empty() ? std::string(schema::kind_name(constraint))
                       : fmt::format("{} {}", schema::kind_name(constraint), given);
}

/// The beginning of a statement, in one line.
std::string first_words(const std::string& sql) {
  constexpr std::size_t most = 60;
  std::string line;
  for (const char c : sql) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_blank) line += c;
    if (is_blank && !line.empty() && line.back() != ' ') line += ' ';
    if (line.size() > most) return line.substr(0, most - 3) + "...";
  }
  return line;
}

std::string_view target_name(CommentTarget target) {
  switch (target) {
    case CommentTarget::schema: return "schema";
    case CommentTarget::enumeration: return "enumeration";
    case CommentTarget::sequence: return "sequence";
    case CommentTarget::index: return "index";
    case CommentTarget::constraint: return "constraint";
  }
  return {};
}

struct Describe {
  std::string operator()(const CreateTable& one) const {
    return "create table " + describe(one.table.name);
  }
  std::string operator()(const DropTable& one) const { return "drop table " + describe(one.name); }
  std::string operator()(const RenameTable& one) const {
    return fmt::format("rename table {} to {}", describe(one.name), one.new_name);
  }
  std::string operator()(const SetTableComment& one) const {
    return fmt::format(
        "{} comment of table {}", one.comment.empty() ? "drop" : "set", describe(one.table));
  }
  std::string operator()(const SetTableOptions& one) const {
    return "set options of table " + describe(one.table);
  }
  std::string operator()(const SetComment& one) const {
    return fmt::format(
        "{} comment of {} {}",
        one.comment.empty() ? "drop" : "set",
        target_name(one.target),
        describe(one.name));
  }
  std::string operator()(const AddColumn& one) const {
    return fmt::format("add column {}.{}", describe(one.table), one.column.name);
  }
  std::string operator()(const DropColumn& one) const {
    return fmt::format("drop column {}.{}", describe(one.table), one.name);
  }
  std::string operator()(const AlterColumn& one) const {
    return fmt::format("alter column {}.{}", describe(one.table), one.name);
  }
  std::string operator()(const RenameColumn& one) const {
    return fmt::format("rename column {}.{} to {}", describe(one.table), one.name, one.new_name);
  }
  std::string operator()(const CreateIndex& one) const {
    return fmt::format("create index {} on {}", one.index.name, describe(one.table));
  }
  std::string operator()(const DropIndex& one) const { return "drop index " + one.name; }
  std::string operator()(const RenameIndex& one) const {
    return fmt::format("rename index {} to {}", one.name, one.new_name);
  }
  std::string operator()(const AddConstraint& one) const {
    return fmt::format("add {} to {}", constraint_text(one.constraint), describe(one.table));
  }
  std::string operator()(const DropConstraint& one) const {
    return fmt::format("drop constraint {} of {}", one.name, describe(one.table));
  }
  std::string operator()(const RenameConstraint& one) const {
    return fmt::format(
        "rename constraint {} of {} to {}", one.name, describe(one.table), one.new_name);
  }
  std::string operator()(const ValidateConstraint& one) const {
    return fmt::format("validate constraint {} of {}", one.name, describe(one.table));
  }
  std::string operator()(const BulkInsert& one) const {
    return fmt::format(
        "insert {} {} into {}",
        one.rows.size(),
        one.rows.size() == 1 ? "row" : "rows",
        describe(one.table));
  }
  std::string operator()(const ExecuteSql& one) const { return "execute " + first_words(one.sql); }
  std::string operator()(const BatchAlterTable& one) const {
    return fmt::format("alter table {}: {} changes", describe(one.table), one.changes.size());
  }
  std::string operator()(const CreateSchema& one) const { return "create schema " + one.name; }
  std::string operator()(const DropSchema& one) const { return "drop schema " + one.name; }
  std::string operator()(const CreateEnum& one) const {
    return "create enumeration " + describe(one.type.name);
  }
  std::string operator()(const DropEnum& one) const {
    return "drop enumeration " + describe(one.name);
  }
  std::string operator()(const AddEnumValue& one) const {
    return fmt::format("add value {} to enumeration {}", one.value, describe(one.type));
  }
  std::string operator()(const RenameEnumValue& one) const {
    return fmt::format(
        "rename value {} of enumeration {} to {}", one.value, describe(one.type), one.new_value);
  }
  std::string operator()(const RenameEnum& one) const {
    return fmt::format("rename enumeration {} to {}", describe(one.name), one.new_name);
  }
  std::string operator()(const CreateSequence& one) const {
    return "create sequence " + describe(one.sequence.name);
  }
  std::string operator()(const AlterSequence& one) const {
    return "alter sequence " + describe(one.change.name);
  }
  std::string operator()(const RenameSequence& one) const {
    return fmt::format("rename sequence {} to {}", describe(one.name), one.new_name);
  }
  std::string operator()(const DropSequence& one) const {
    return "drop sequence " + describe(one.name);
  }
  std::string operator()(const CreateDomain& one) const {
    return "create domain " + describe(one.domain.name);
  }
  std::string operator()(const DropDomain& one) const {
    return "drop domain " + describe(one.name);
  }
  std::string operator()(const CreateView& one) const {
    return "create view " + describe(one.view.name);
  }
  std::string operator()(const DropView& one) const { return "drop view " + describe(one.name); }
  std::string operator()(const CreateMaterializedView& one) const {
    return "create materialized view " + describe(one.view.name);
  }
  std::string operator()(const RefreshMaterializedView& one) const {
    return "refresh materialized view " + describe(one.name);
  }
  std::string operator()(const DropMaterializedView& one) const {
    return "drop materialized view " + describe(one.name);
  }
  std::string operator()(const CreateFunction& one) const {
    return "create function " + describe(one.function.name);
  }
  std::string operator()(const DropFunction& one) const {
    return "drop function " + describe(one.name);
  }
  std::string operator()(const CreateTrigger& one) const {
    return fmt::format("create trigger {} on {}", one.trigger.name, describe(one.trigger.table));
  }
  std::string operator()(const DropTrigger& one) const {
    return fmt::format("drop trigger {} of {}", one.name, describe(one.table));
  }
  std::string operator()(const CreateExtension& one) const {
    return "create extension " + one.extension.name;
  }
  std::string operator()(const DropExtension& one) const { return "drop extension " + one.name; }
};

}  // namespace

std::string describe(const Operation& operation) {
  return std::visit(Describe{}, operation);
}

}  // namespace migrate::operations
