#include "autogenerate/batches.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {
namespace {

using operations::AddColumn;
using operations::AddConstraint;
using operations::TableChange;

/// The operation as a part of a batch.
struct AsChange {
  template <typename Operation>
  TableChange operator()(const Operation& operation) const {
    if constexpr (std::is_constructible_v<TableChange, Operation>) {
      return operation;
    } else {
      return operations::SetTableComment{};  // no other operation is in a group
    }
  }
};

bool is_index_change(const PlannedStep& step) {
  return std::holds_alternative<operations::CreateIndex>(step.step.operation) ||
         std::holds_alternative<operations::DropIndex>(step.step.operation);
}

void join(std::string& text, const std::string& more) {
  if (more.empty() || text == more) return;
  text += (text.empty() ? "" : "; ") + more;
}

/// Gathers the changes of one table.
class Batch final {
 public:
  explicit Batch(const schema::Table* table) : table_(table) {}

  void add(const Step& step) {
    std::ranges::copy(step.risks, std::back_inserter(step_.risks));
    join(step_.destroys, step.destroys);
    join(step_.remark, step.remark);
    const auto* const constraint = std::get_if<AddConstraint>(&step.operation);
    AddColumn* const column = constraint == nullptr ? nullptr : column_of(constraint->constraint);
    if (column != nullptr)
      column->constraints.push_back(constraint->constraint);
    else
      changes_.push_back(std::visit(AsChange{}, step.operation));
  }

  Step step() && {
    if (changes_.size() == 1) {
      std::visit([&](auto& one) { step_.operation = std::move(one); }, changes_.front());
    } else {
      step_.operation =
          operations::BatchAlterTable{.table = table_->name, .changes = std::move(changes_)};
    }
    return std::move(step_);
  }

 private:
  /// The column that is added before, if the constraint is about it alone. Said together with the
  /// column, a foreign key and a check do not need the table to be built anew.
  AddColumn* column_of(const schema::Constraint& constraint) {
    const bool is_fit = std::holds_alternative<schema::ForeignKey>(constraint) ||
                        std::holds_alternative<schema::Check>(constraint);
    if (!is_fit) return nullptr;
    const Footing footing = footing_of(constraint);
    std::vector<std::string> columns;
    for (const schema::Column& column : table_->columns) {
      if (involves(footing, column.name)) columns.push_back(column.name);
    }
    if (columns.size() != 1) return nullptr;
    for (TableChange& change : changes_) {
      auto* const add = std::get_if<AddColumn>(&change);
      if (add != nullptr && add->column.name == columns.front()) return add;
    }
    return nullptr;
  }

  const schema::Table* table_;
  Step step_{};
  std::vector<TableChange> changes_{};
};

}  // namespace

std::vector<Step> joined_steps(
    const Draft& draft, std::vector<PlannedStep> steps, const std::vector<Run>& runs) {
  std::vector<Step> result;
  for (const Run& run : runs) {
    const bool is_of_indexes =
        std::ranges::all_of(run, [&](std::size_t i) { return is_index_change(steps[i]); });
    if (run.size() == 1 || is_of_indexes) {
      for (const std::size_t i : run)
        result.push_back(std::move(steps[i].step));
      continue;
    }
    const Rank& rank = steps[run.front()].rank;
    Batch batch(draft.table_to({.schema = rank.schema, .name = rank.object}));
    for (const std::size_t i : run)
      batch.add(steps[i].step);
    result.push_back(std::move(batch).step());
  }
  return result;
}

}  // namespace migrate::autogenerate
