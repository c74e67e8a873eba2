#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "autogenerate/ancestry.hpp"
#include "autogenerate/plan.hpp"
#include "autogenerate/quoted_name.hpp"
#include "schema/parents.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;

/// That a table is no child any more of those that it leaves, or is one of so many of the others.
Node left_node(const Name& child) {
  return {.kind = NodeKind::object, .object = child, .part = "\nleft parents"};
}

Node joined_node(const Name& child, std::size_t place) {
  return {.kind = NodeKind::object, .object = child, .part = fmt::format("\njoined {}", place)};
}

/// That the table, and those that it inherits from, are what a child that joins them needs.
Node ready_node(const Name& child) {
  return {.kind = NodeKind::object, .object = child, .part = "\nready to join"};
}

/// Whether the columns and checks that it gives its children are the same before and after.
bool gives_the_same(const Draft& draft, const Name& parent) {
  const schema::Table child{.inherits = {describe(parent)}};
  const Ancestry from(draft, Side::from);
  const Ancestry to(draft, Side::to);
  return from.columns_from_parents(child) == to.columns_from_parents(child) &&
         from.checks_from_parents(child) == to.checks_from_parents(child);
}

/// How many of the parents that are to be can stay: the server keeps them in the order in which the
/// table came to them.
std::size_t kept_parents(const Draft& draft, const TablePair& pair) {
  const std::vector<Name> from = schema::parents_of(*pair.from);
  const std::vector<Name> to = schema::parents_of(*pair.to);
  if (from == to) return 0;
  auto at = from.begin();
  std::size_t kept = 0;
  for (; kept < to.size(); ++kept) {
    const auto found = std::find(at, from.end(), to[kept]);
    if (found == from.end() || !gives_the_same(draft, to[kept])) break;
    at = std::next(found);
  }
  return kept;
}

PlannedStep step(const TablePair& pair, const Name& parent, std::string_view action, Phase phase) {
  return {
      .step =
          {.operation =
               operations::ExecuteSql{
                   .sql = fmt::format(
                       "ALTER TABLE {} {} {}", quoted(pair.name), action, quoted(parent))}},
      .rank = {
          .phase = phase,
          .schema = pair.name.schema,
          .object = pair.name.name,
          .part = describe(parent)}};
}

/// The table that the step changes in such a way that its children change with it; null when there
/// is none.
struct ChangedTable {
  const Name* operator()(const operations::AddColumn& one) const { return &one.table; }
  const Name* operator()(const operations::DropColumn& one) const { return &one.table; }
  const Name* operator()(const operations::AlterColumn& one) const { return &one.table; }
  const Name* operator()(const operations::AddConstraint& one) const { return &one.table; }
  const Name* operator()(const operations::DropConstraint& one) const { return &one.table; }
  const Name* operator()(const operations::ValidateConstraint& one) const { return &one.table; }
  template <typename Other>
  const Name* operator()(const Other& /*one*/) const {
    return nullptr;
  }
};

using NodesByTable = std::map<Name, std::vector<Node>, ByName>;

/// The tables that must be left alone until a child has left them, or are what it is to join.
struct Waiting {
  NodesByTable left{};
  NodesByTable ready{};
};

Waiting waiting_of(const Draft& draft) {
  Waiting result;
  const Ancestry from(draft, Side::from);
  const Ancestry to(draft, Side::to);
  for (const auto& [name, pair] : draft.tables) {
    if (!pair.stays() || !pair.is_taken_out) continue;
    for (const Name& one : from.ancestors_of(*pair.from))
      result.left[one].push_back(left_node(name));
    for (const Name& one : to.ancestors_of(*pair.to))
      result.ready[one].push_back(ready_node(name));
    result.left[name].push_back(left_node(name));
    result.ready[name].push_back(ready_node(name));
  }
  return result;
}

void append(std::vector<Node>& nodes, const NodesByTable& more, const Name& table) {
  const auto found = more.find(table);
  if (found != more.end()) std::ranges::copy(found->second, std::back_inserter(nodes));
}

/// The part of a table that its children have from there; empty when the step is about none.
struct ChangedPart {
  std::string operator()(const operations::AddColumn& one) const {
    return "column " + one.column.name;
  }
  std::string operator()(const operations::DropColumn& one) const { return "column " + one.name; }
  std::string operator()(const operations::AlterColumn& one) const { return "column " + one.name; }
  std::string operator()(const operations::AddConstraint& one) const {
    return "constraint " + schema::name(one.constraint);
  }
  std::string operator()(const operations::DropConstraint& one) const {
    return "constraint " + one.name;
  }
  template <typename Other>
  std::string operator()(const Other& /*one*/) const {
    return {};
  }
};

std::vector<Name> parents_in(const TableMap& tables, const Name& table) {
  const auto found = tables.find(table);
  return found == tables.end() ? std::vector<Name>{} : schema::parents_of(*found->second);
}

bool takes_away(const operations::Operation& operation) {
  return std::holds_alternative<operations::DropColumn>(operation) ||
         std::holds_alternative<operations::DropConstraint>(operation);
}

/// That a part of a table is gone, or changed, so that the same of a child can be; and that the old
/// one is gone from the children, or they have the new one, so that the table can get it.
Node gone_node(const Name& table, const std::string& part) {
  return {.kind = NodeKind::object, .object = table, .part = "\ngone " + part};
}

Node ready_in_children_node(const Name& table, const std::string& part) {
  return {.kind = NodeKind::object, .object = table, .part = "\nready in children " + part};
}

/// That all is said of a column of the table that its children get, too.
Node said_node(const Name& table, const std::string& part) {
  return {.kind = NodeKind::object, .object = table, .part = "\nsaid " + part};
}

/// That nothing is said of the same column of the children any more that is not to be.
Node unsaid_node(const Name& table, const std::string& part) {
  return {.kind = NodeKind::object, .object = table, .part = "\nunsaid " + part};
}

/// Where the table has the column from its parents alone, it goes with theirs.
void let_be_gone(const Draft& draft, operations::Operation& operation) {
  auto* const drop = std::get_if<operations::DropColumn>(&operation);
  const TablePair* const pair = drop == nullptr ? nullptr : draft.find(drop->table);
  if (pair == nullptr || !pair->stays() || pair->is_taken_out) return;
  const auto columns =
      Ancestry(draft, Side::from).columns_from_parents(*draft.table_from(drop->table));
  drop->if_exists = find_named(columns, drop->name) != nullptr;
}

/// What a child has of a part by itself, too, goes when the parent's is gone, and comes before the
/// parent gets one.
void mind_copies(const Draft& draft, PlannedStep& step) {
  const Name* const table = std::visit(ChangedTable{}, step.step.operation);
  const std::string part = std::visit(ChangedPart{}, step.step.operation);
  if (table == nullptr || part.empty()) return;
  const Name name = *table;
  const bool is_gone = takes_away(step.step.operation);
  const bool is_altered = std::holds_alternative<operations::AlterColumn>(step.step.operation);
  if (is_altered) step.provides.push_back(said_node(name, part));
  if (is_gone || is_altered)
    step.provides.push_back(gone_node(name, part));
  else
    step.needs.push_back(ready_in_children_node(name, part));
  for (const Name& parent : parents_in(draft.tables_from, name)) {
    step.needs.push_back(gone_node(parent, part));
    if (is_gone) step.provides.push_back(ready_in_children_node(parent, part));
  }
  if (is_gone || is_altered) return;
  for (const Name& parent : parents_in(draft.tables_to, name))
    step.provides.push_back(ready_in_children_node(parent, part));
}

/// What objects say of columns, by key: it holds for the children, too.
using Sayings = std::map<std::string, schema::Reference>;

Sayings sayings_of(const Draft& draft) {
  Sayings result;
  for (const auto& [key, pair] : draft.objects) {
    const schema::Object& object = pair.any();
    const bool says = object.kind == "default" || object.kind == "NOT NULL";
    if (says && object.host && object.host->kind == schema::ReferenceKind::column)
      result.emplace(key, *object.host);
  }
  return result;
}

const schema::Reference* find_saying(const std::vector<Node>& nodes, const Sayings& sayings) {
  for (const Node& node : nodes) {
    if (node.kind != NodeKind::object) continue;
    const auto found = sayings.find(node.part);
    if (found != sayings.end()) return &found->second;
  }
  return nullptr;
}

/// What is said of a column of a child is said behind what is said of that of the parent, and taken
/// back before it.
const Name* mind_saying(const Draft& draft, PlannedStep& step, const Sayings& sayings) {
  if (const schema::Reference* const said = find_saying(step.provides, sayings)) {
    const std::string part = "column " + said->part;
    step.provides.push_back(said_node(said->name, part));
    for (const Name& parent : parents_in(draft.tables_to, said->name))
      step.needs.push_back(said_node(parent, part));
    return &said->name;
  }
  const schema::Reference* const taken = find_saying(step.removes, sayings);
  if (taken == nullptr) return nullptr;
  const std::string part = "column " + taken->part;
  step.needs.push_back(unsaid_node(taken->name, part));
  for (const Name& parent : parents_in(draft.tables_from, taken->name))
    step.provides.push_back(unsaid_node(parent, part));
  return &taken->name;
}

bool any_inherits(const Draft& draft) {
  return std::ranges::any_of(draft.tables, [](const auto& entry) {
    const TablePair& pair = entry.second;
    return pair.stays() && (!pair.from->inherits.empty() || !pair.to->inherits.empty());
  });
}

}  // namespace

std::vector<PlannedStep> parent_steps(const Draft& draft, const TablePair& table) {
  if (!table.is_taken_out) return {};
  const std::vector<Name> from = schema::parents_of(*table.from);
  const std::vector<Name> to = schema::parents_of(*table.to);
  const std::size_t kept = kept_parents(draft, table);
  const std::set<Name, ByName> stay(to.begin(), to.begin() + static_cast<std::ptrdiff_t>(kept));
  std::vector<PlannedStep> steps;
  for (const Name& parent : from) {
    if (stay.contains(parent)) continue;
    PlannedStep one = step(table, parent, "NO INHERIT", Phase::drop_dependents);
    one.uses = {
        table_node(table.name), table_node(parent), names_node(table.name), names_node(parent)};
    one.provides = {left_node(table.name)};
    steps.push_back(std::move(one));
  }
  for (std::size_t i = kept; i < to.size(); ++i) {
    PlannedStep one = step(table, to[i], "INHERIT", Phase::add_references);
    one.needs = {
        table_node(table.name),
        table_node(to[i]),
        names_node(table.name),
        names_node(to[i]),
        left_node(table.name),
        ready_node(table.name),
        joined_node(table.name, i)};
    one.provides = {joined_node(table.name, i + 1)};
    steps.push_back(std::move(one));
  }
  return steps;
}

void mind_parents(const Draft& draft, std::vector<PlannedStep>& steps) {
  const Sayings sayings = sayings_of(draft);
  if (sayings.empty() && !any_inherits(draft)) return;
  const Waiting waiting = waiting_of(draft);
  for (PlannedStep& step : steps) {
    const Name* table = std::visit(ChangedTable{}, step.step.operation);
    if (table != nullptr) {
      mind_copies(draft, step);
      let_be_gone(draft, step.step.operation);
    } else {
      table = mind_saying(draft, step, sayings);
    }
    if (table == nullptr) continue;
    append(step.needs, waiting.left, *table);
    append(step.provides, waiting.ready, *table);
  }
}

}  // namespace migrate::autogenerate
