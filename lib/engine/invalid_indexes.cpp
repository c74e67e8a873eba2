#include "engine/invalid_indexes.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "schema/parents.hpp"
#include "support/error.hpp"

namespace migrate::engine {
namespace {

struct InvalidIndex {
  schema::Name table{};
  std::string name{};
};

std::vector<InvalidIndex> invalid_indexes(const schema::MetaData& metadata) {
  std::vector<InvalidIndex> result;
  for (const schema::Unmanaged& one : metadata.unmanaged) {
    if (one.subject && one.subject->kind == schema::ReferenceKind::index)
      result.push_back({.table = one.subject->name, .name = one.subject->part});
  }
  return result;
}

/// An index, or one of a key, that a step makes or drops.
struct TouchedIndex {
  schema::Name table{};
  std::string name{};
};

bool has_index(const schema::Constraint& constraint) {
  return !std::holds_alternative<schema::ForeignKey>(constraint) &&
         !std::holds_alternative<schema::Check>(constraint);
}

std::optional<TouchedIndex> touched_index(const operations::Operation& operation) {
  if (const auto* const create = std::get_if<operations::CreateIndex>(&operation))
    return TouchedIndex{create->table, create->index.name};
  if (const auto* const drop = std::get_if<operations::DropIndex>(&operation))
    return TouchedIndex{drop->table, drop->name};
  const auto* const add = std::get_if<operations::AddConstraint>(&operation);
  if (add != nullptr && has_index(add->constraint))
    return TouchedIndex{add->table, schema::name(add->constraint)};
  const auto* const drop = std::get_if<operations::DropConstraint>(&operation);
  if (drop != nullptr && drop->existing && has_index(*drop->existing))
    return TouchedIndex{drop->table, drop->name};
  return std::nullopt;
}

bool has_name(const TouchedIndex& touched, const InvalidIndex& invalid) {
  return touched.table.schema == invalid.table.schema && touched.name == invalid.name;
}

/// Whether the index is one of the partitioned table that has the other, or of a partition of it.
bool is_beside(
    const schema::MetaData& metadata, const TouchedIndex& touched, const InvalidIndex& invalid) {
  const schema::Table* table = metadata.find_table(touched.table);
  while (table != nullptr) {
    if (table->name == invalid.table) return !table->partition_by.empty();
    if (table->partition_of.empty()) return false;
    table = metadata.find_table(schema::parents_of(*table).back());
  }
  return false;
}

[[noreturn]] void refuse(const InvalidIndex& invalid) {
  throw Error(
      ErrorCode::unsupported,
      fmt::format(
          "index {} on {} is not valid, so how it comes to be as declared cannot be told",
          invalid.name,
          describe(invalid.table)),
      "drop it, or make it valid (REINDEX INDEX; ALTER INDEX ... ATTACH PARTITION), and try again; "
      "`--no-prove` writes the unit all the same, for you to mend");
}

template <typename IsInTheWay>
void refuse_any(const std::vector<InvalidIndex>& indexes, const IsInTheWay& is_in_the_way) {
  const auto found = std::ranges::find_if(indexes, is_in_the_way);
  if (found != indexes.end()) refuse(*found);
}

}  // namespace

void refuse_invalid_indexes(const Comparison& comparison) {
  const std::vector<InvalidIndex> live = invalid_indexes(comparison.live);
  const std::vector<InvalidIndex> declared = invalid_indexes(comparison.declared);
  for (const autogenerate::Step& step : comparison.upgrade.steps) {
    const auto touched = touched_index(step.operation);
    if (!touched) continue;
    refuse_any(live, [&](const InvalidIndex& one) {
      return has_name(*touched, one) || is_beside(comparison.start(), *touched, one);
    });
    refuse_any(declared, [&](const InvalidIndex& one) { return has_name(*touched, one); });
  }
}

}  // namespace migrate::engine
