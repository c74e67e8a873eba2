#include "autogenerate/compare.hpp"

#include <utility>

#include "autogenerate/describe_change.hpp"
#include "autogenerate/draft.hpp"
#include "autogenerate/kept_privileges.hpp"
#include "autogenerate/plan.hpp"

namespace migrate::autogenerate {
namespace {

Difference difference(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options,
    Direction direction) {
  Draft differing = draft(from, to, renames, options, direction);
  Difference result{.changes = changes_of(differing, direction)};
  add_consequences(differing);
  add_kept_privileges(differing);
  result.steps = plan(differing, direction);
  return result;
}

std::vector<operations::Operation> operations_of(Difference difference) {
  std::vector<operations::Operation> result;
  for (Step& step : difference.steps)
    result.push_back(std::move(step.operation));
  return result;
}

schema::MetaData nothing() {
  return {.has_objects = true, .has_privileges = true};
}

CompareOptions without_transaction(CompareOptions options) {
  options.is_in_transaction = false;
  return options;
}

}  // namespace

Difference compare(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options) {
  return difference(from, to, renames, options, Direction::there);
}

Difference compare_back(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options) {
  return difference(to, from, renames, options, Direction::back);
}

std::vector<operations::Operation> create_all(
    const schema::MetaData& metadata, const CompareOptions& options) {
  return operations_of(compare(nothing(), metadata, {}, without_transaction(options)));
}

std::vector<operations::Operation> drop_all(
    const schema::MetaData& metadata, const CompareOptions& options) {
  return operations_of(compare_back(nothing(), metadata, {}, without_transaction(options)));
}

}  // namespace migrate::autogenerate
