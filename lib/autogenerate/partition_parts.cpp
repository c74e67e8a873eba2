#include "autogenerate/partition_parts.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/parts.hpp"
#include "schema/parents.hpp"
#include "support/error.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Constraint;
using schema::Index;
using schema::Table;

/// Of the parts, the one that is the same but for its name and its comment; null when there is
/// none.
template <typename Part>
const Part* find_same(const std::vector<Part>& parts, const Part& part) {
  const auto found = std::ranges::find_if(
      parts, [&](const Part& one) { return content_of(one) == content_of(part); });
  return found == parts.end() ? nullptr : &*found;
}

struct NameOf {
  std::string table{};

  std::string operator()(const schema::PrimaryKey& /*key*/) const { return table + "_pkey"; }
  std::string operator()(const schema::Unique& unique) const {
    return fmt::format("{}_{}_key", table, fmt::join(unique.columns, "_"));
  }
  std::string operator()(const schema::ForeignKey& key) const {
    return fmt::format("{}_{}_fkey", table, fmt::join(key.columns, "_"));
  }
  std::string operator()(const schema::Check& check) const { return check.name; }
  std::string operator()(const schema::Exclude& exclude) const {
    std::string name = table;
    for (const schema::ExcludeElement& element : exclude.elements)
      name += "_" + (element.column.empty() ? "expr" : element.column);
    return name + "_excl";
  }
};

/// What a partition calls its part of what its parent has, where an object says it.
std::optional<std::string> said_name(
    const schema::MetaData& metadata, const schema::Name& partition, const schema::Reference& of) {
  const auto found = std::ranges::find_if(metadata.objects, [&](const schema::Object& one) {
    return one.kind == "name" && one.host && one.host->name == partition &&
           std::ranges::find(one.needs, of) != one.needs.end();
  });
  return found == metadata.objects.end() ? std::nullopt : std::optional(found->relation_name);
}

void add(
    Table& whole,
    Constraint constraint,
    const Table& plain,
    const std::optional<std::string>& said) {
  const auto* const check = std::get_if<schema::Check>(&constraint);
  if (check != nullptr && check->no_inherit) return;
  if (find_same(whole.constraints, constraint) != nullptr) return;
  const bool is_called_as_plain = check == nullptr && !said;
  const Constraint* const same =
      is_called_as_plain ? find_same(plain.constraints, constraint) : nullptr;
  if (same != nullptr) {
    whole.constraints.push_back(*same);
    return;
  }
  set_name(constraint, said ? *said : std::visit(NameOf{whole.name.name}, constraint));
  set_comment(constraint, {});
  whole.constraints.push_back(std::move(constraint));
}

std::string usual_name(const Table& table, const Index& index) {
  std::string name = table.name.name;
  for (const schema::IndexColumn& column : index.columns)
    name += "_" + (column.name.empty() ? "expr" : column.name);
  for (const std::string& column : index.include)
    name += "_" + column;
  return name + "_idx";
}

void add(Table& whole, Index index, const Table& plain, const std::optional<std::string>& said) {
  if (find_same(whole.indexes, index) != nullptr) return;
  const Index* const same = said ? nullptr : find_same(plain.indexes, index);
  if (same != nullptr) {
    whole.indexes.push_back(*same);
    return;
  }
  index.name = said ? *said : usual_name(whole, index);
  index.comment.clear();
  whole.indexes.push_back(std::move(index));
}

const Table* find_parent(const Draft& draft, const Table& table) {
  if (table.partition_of.empty()) return nullptr;
  const schema::Name name = schema::parents_of(table).back();
  const Table* const parent = draft.table_from(name);
  return parent == nullptr ? draft.table_to(name) : parent;
}

template <typename Parts>
void refuse_lost(const Table& whole, const Parts& parts, const Parts& left, std::string_view what) {
  for (const auto& one : parts) {
    if (find_same(left, one) != nullptr) continue;
    throw Error(
        ErrorCode::unsupported,
        fmt::format(
            "table {} is to be no partition of {} any more, and to lack {} that it has as one",
            describe(whole.name),
            whole.partition_of,
            what),
        "let the model have it still, and take it out in another revision");
  }
}

void replace_check(TablePair& table, const std::string& name, const schema::Name& child) {
  for (ConstraintPair& one : table.constraints) {
    if (!one.stays() || schema::name(*one.from) != name) continue;
    one.is_replaced = true;
    one.cause = fmt::format("it is valid in {}", describe(child));
  }
}

}  // namespace

std::set<schema::Name, ByName> tables_without_partitions(const schema::MetaData& declared) {
  std::set<schema::Name, ByName> result;
  for (const Table& table : declared.tables) {
    if (!table.partition_by.empty()) result.insert(table.name);
  }
  for (const Table& table : declared.tables) {
    if (!table.partition_of.empty()) result.erase(schema::parents_of(table).back());
  }
  return result;
}

Table whole_partition(const Draft& draft, const Table& partition, const Table& plain) {
  using schema::ReferenceKind;
  const bool is_of_old = draft.table_from(partition.name) == &partition;
  const schema::MetaData& side = is_of_old ? *draft.from : *draft.to;
  Table whole = partition;
  const Table* parent = &partition;
  while ((parent = find_parent(draft, *parent)) != nullptr) {
    if (!parent->columns.empty()) whole.columns = parent->columns;
    const auto said = [&](ReferenceKind kind, const std::string& part) {
      return said_name(side, partition.name, {.kind = kind, .name = parent->name, .part = part});
    };
    for (const Constraint& one : parent->constraints)
      add(whole, one, plain, said(ReferenceKind::constraint, schema::name(one)));
    for (const Index& one : parent->indexes)
      add(whole, one, plain, said(ReferenceKind::index, one.name));
  }
  return whole;
}

std::vector<std::string> usual_index_names(const Draft& draft, const Table& partition) {
  std::vector<std::string> names;
  const Table* parent = &partition;
  while ((parent = find_parent(draft, *parent)) != nullptr) {
    for (const Constraint& one : parent->constraints)
      names.push_back(std::visit(NameOf{partition.name.name}, one));
    for (const Index& one : parent->indexes)
      names.push_back(usual_name(partition, one));
  }
  return names;
}

void refuse_lost_parts(const Table& whole, const Table& plain) {
  std::vector<Constraint> keys = whole.constraints;
  std::erase_if(
      keys, [](const Constraint& one) { return std::holds_alternative<schema::Check>(one); });
  refuse_lost(whole, keys, plain.constraints, "a key");
  refuse_lost(whole, whole.indexes, plain.indexes, "an index");
}

void replace_tried_checks(Draft& draft) {
  for (const auto& [key, pair] : draft.objects) {
    if (!pair.is_removed() || pair.from->kind != "validation") continue;
    for (const schema::Reference& check : pair.from->needs) {
      const bool is_there =
          draft.table_from(check.name) != nullptr && draft.table_to(check.name) != nullptr;
      if (is_there) replace_check(draft.at(check.name), check.part, pair.from->host->name);
    }
  }
}

}  // namespace migrate::autogenerate
