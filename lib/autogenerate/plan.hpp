#pragma once

#include <set>
#include <vector>

#include "autogenerate/draft.hpp"
#include "autogenerate/needs.hpp"
#include "autogenerate/step_graph.hpp"

namespace migrate::autogenerate {

/// The steps that make of the one schema the other, in order. Errors: unsupported, naming the
/// steps, when they wait for each other.
std::vector<Step> plan(const Draft& draft, Direction direction);

// What the plan is made of, each with what its place depends on.

/// What things stand on, on both sides.
struct BothNeeds {
  Needs from;
  Needs to;
};

using TableSet = std::set<schema::Name, ByName>;

/// Tables that come or go, with all their parts; the foreign keys of those in `split` by steps of
/// their own.
std::vector<PlannedStep> table_steps(
    const Draft& draft, const BothNeeds& needs, const TableSet& split);

/// Changes of a table that stays.
std::vector<PlannedStep> column_steps(
    const Draft& draft, const TablePair& table, const BothNeeds& needs);
std::vector<PlannedStep> constraint_steps(
    const Draft& draft, const TablePair& table, const BothNeeds& needs);
std::vector<PlannedStep> index_steps(
    const Draft& draft, const TablePair& table, const BothNeeds& needs);
std::vector<PlannedStep> option_steps(const Draft& draft, const TablePair& table);
std::vector<PlannedStep> parent_steps(const Draft& draft, const TablePair& table);

/// Puts what changes in tables that inherit, and in those that they inherit from, in order: a child
/// that is taken out is none while either changes.
void mind_parents(const Draft& draft, std::vector<PlannedStep>& steps);

/// Schemas, enumerations and sequences.
std::vector<PlannedStep> object_steps(const Draft& draft);

/// All else that a database holds. What belongs to a table of `split` and stands on other things is
/// dropped by a step of its own.
std::vector<PlannedStep> catalog_steps(
    const Draft& draft, const BothNeeds& needs, const TableSet& split);

/// What takes from new things the rights that they get by default and are not to have, and gives
/// them those that are withheld.
std::vector<PlannedStep> surplus_privilege_steps(const Draft& draft);

/// The renames, or what takes them back.
std::vector<PlannedStep> rename_steps(const Draft& draft, Direction direction);

}  // namespace migrate::autogenerate
