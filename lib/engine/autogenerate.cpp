#include "engine/autogenerate.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "autogenerate/partition_parts.hpp"
#include "engine/unmanaged.hpp"
#include "schema/parents.hpp"

namespace migrate::engine {
namespace {

/// Finds the renames; asks until everything is decided, or nobody answers.
autogenerate::FoundRenames decide_renames(
    const schema::MetaData& live,
    const schema::MetaData& declared,
    const ComparisonRequest& request) {
  auto given = autogenerate::parse_renames(request.renames, live, declared);
  std::vector<schema::Rename> denied;
  while (true) {
    auto found = autogenerate::find_renames(live, declared, given, denied, request.undecided);
    if (found.questions.empty() || !request.decide) return found;
    const autogenerate::RenameCandidate& best = found.questions.front();
    const auto answer = request.decide(best);
    if (!answer) return found;
    (*answer ? given : denied).push_back(best.rename);
  }
}

/// Puts the parts of tables into the order in which a database is read: what is equal is then seen
/// to be so at once. Where tables are built anew their order counts.
void sort_parts(schema::MetaData& declared, const autogenerate::CompareOptions& options) {
  if (options.rebuilds_tables) return;
  for (schema::Table& table : declared.tables) {
    std::ranges::stable_sort(table.constraints, {}, [](const schema::Constraint& one) {
      return std::make_pair(one.index(), std::string_view(schema::name(one)));
    });
    std::ranges::stable_sort(table.indexes, {}, &schema::Index::name);
  }
}

/// Names tables that are declared without any of the partitions that they have: those are left to
/// somebody else.
void name_left_partitions(Comparison& comparison) {
  const auto undeclared = autogenerate::tables_without_partitions(comparison.declared);
  std::set<std::string> left;
  for (const schema::Table& table : comparison.live.tables) {
    const bool is_left =
        !table.partition_of.empty() && undeclared.contains(schema::parents_of(table).back());
    if (is_left) left.insert(table.partition_of);
  }
  for (const std::string& parent : left)
    comparison.live.unmanaged.push_back({.key = "partitions of " + parent});
}

}  // namespace

Comparison compare(
    Database& database,
    schema::MetaData live,
    schema::MetaData declared,
    const ComparisonRequest& request) {
  const dialect::Dialect& dialect = *database.dialect;
  refuse_unmanaged(live, declared);
  const schema::MetaData as_loaded = declared;
  Comparison result{
      .live = std::move(live),
      .declared = std::move(declared),
      .options = for_database(request.compare, database)};
  result.unconfirmed =
      dialect.normalize(result.declared, result.live, {}, *database.connection).unconfirmed;
  sort_parts(result.declared, result.options);
  auto found = decide_renames(result.live, result.declared, request);
  result.renames = std::move(found.renames);
  result.assumed = std::move(found.assumed);
  result.questions = std::move(found.questions);
  if (!result.renames.empty()) {
    result.renamed = result.live;
    autogenerate::apply_renames(result.renamed, result.renames);
    // What has no name has got one by now, chosen as if nothing were renamed.
    result.declared = as_loaded;
    result.unconfirmed =
        dialect.normalize(result.declared, result.renamed, result.renames, *database.connection)
            .unconfirmed;
    sort_parts(result.declared, result.options);
  }
  name_left_partitions(result);
  result.upgrade =
      autogenerate::compare(result.start(), result.declared, result.renames, result.options);
  return result;
}

autogenerate::Difference way_back(const Comparison& comparison) {
  return autogenerate::compare_back(
      comparison.start(), comparison.declared, comparison.renames, comparison.options);
}

autogenerate::CompareOptions for_database(
    autogenerate::CompareOptions options, Database& database) {
  const dialect::Capabilities& capabilities = database.dialect->capabilities();
  options.comments = options.comments && capabilities.comments;
  options.rebuilds_tables = capabilities.rebuilds_tables;
  options.sets_expressions = database.dialect->features(*database.connection).sets_expressions;
  return options;
}

}  // namespace migrate::engine
