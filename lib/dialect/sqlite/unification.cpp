#include "dialect/sqlite/unification.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <type_traits>
#include <utility>

#include "dialect/sqlite/expression.hpp"
#include "dialect/sqlite/reading.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::same_word;

/// Calls the function with each expression of the table that is about columns.
template <typename Function>
void for_each_expression(schema::Table& table, Function function) {
  for (schema::Column& column : table.columns) {
    if (column.computed) function(column.computed->expression);
  }
  for (schema::Constraint& constraint : table.constraints) {
    if (auto* const check = std::get_if<schema::Check>(&constraint)) function(check->condition);
  }
  for (schema::Index& index : table.indexes) {
    for (schema::IndexColumn& column : index.columns) {
      if (!column.expression.empty()) function(column.expression);
    }
    if (!index.where.empty()) function(index.where);
  }
}

LowerNames columns_of(const schema::Table& table) {
  LowerNames result;
  for (const schema::Column& column : table.columns)
    result.insert(support::to_lower(column.name));
  return result;
}

/// One text for all expressions that mean the same: the first one that was met.
class Texts final {
 public:
  void settle(schema::Table& table) {
    const LowerNames columns = columns_of(table);
    for_each_expression(table, [&](std::string& text) { settle(text, columns); });
    for (schema::Column& column : table.columns) {
      if (!column.server_default) continue;
      if (auto* const value = std::get_if<schema::Expression>(&*column.server_default))
        settle(value->text, {});
    }
  }

 private:
  void settle(std::string& text, const LowerNames& columns) {
    text = texts_.try_emplace(canonical(text, columns), text).first->second;
  }

  std::map<std::string, std::string> texts_{};
};

void unify_columns(schema::Table& declared, const schema::Table& live) {
  std::map<std::string, const schema::Column*> live_columns;
  for (const schema::Column& column : live.columns)
    live_columns.emplace(column.name, &column);
  for (schema::Column& column : declared.columns) {
    const auto found = live_columns.find(column.name);
    if (found == live_columns.end()) continue;
    const schema::Column& other = *found->second;
    if (same_word(column.collation, other.collation)) column.collation = other.collation;
    if (!column.server_default || !other.server_default) continue;
    const bool is_same = stored(*column.server_default, affinity_of(column.type, declared)) ==
                         stored(*other.server_default, affinity_of(other.type, live));
    if (is_same) column.server_default = other.server_default;
  }
}

/// The collation that a column of an index is sorted by.
std::string collation_of(const schema::IndexColumn& column, const schema::Table& table) {
  std::string collation = column.collation;
  if (collation.empty()) {
    const auto own = std::ranges::find(table.columns, column.name, &schema::Column::name);
    if (own != table.columns.end()) collation = own->collation;
  }
  return collation.empty() ? "binary" : support::to_lower(collation);
}

void unify_indexes(schema::Table& declared, const schema::Table& live) {
  for (schema::Index& index : declared.indexes) {
    const auto other = std::ranges::find_if(
        live.indexes, [&](const schema::Index& one) { return same_word(one.name, index.name); });
    if (other == live.indexes.end()) continue;
    index.name = other->name;
    for (std::size_t i = 0; i < std::min(index.columns.size(), other->columns.size()); ++i) {
      const bool is_same =
          collation_of(index.columns[i], declared) == collation_of(other->columns[i], live);
      if (is_same) index.columns[i].collation = other->columns[i].collation;
    }
  }
}

schema::Constraint unnamed(schema::Constraint constraint) {
  std::visit([](auto& one) { one.name.clear(); }, constraint);
  return constraint;
}

/// Gives declared constraints the names of live ones, each of which serves once.
class ConstraintNames final {
 public:
  ConstraintNames(schema::Table& declared, const schema::Table& live)
      : declared_(&declared),
        live_(&live),
        is_done_(declared.constraints.size(), false),
        is_taken_(live.constraints.size(), false) {}

  void adopt() {
    pair([](const std::string& own, const std::string& other) {
      return !own.empty() && same_word(own, other);
    });
    pair([](const std::string& own, const std::string& other) {
      return own.empty() && other.empty();
    });
    pair([](const std::string& own, const std::string& /*other*/) { return own.empty(); });
  }

 private:
  template <typename Names>
  void pair(Names fit) {
    for (std::size_t i = 0; i < is_done_.size(); ++i) {
      for (std::size_t j = 0; j < is_taken_.size() && !is_done_[i]; ++j) {
        schema::Constraint& one = declared_->constraints[i];
        const schema::Constraint& other = live_->constraints[j];
        if (is_taken_[j] || !fit(schema::name(one), schema::name(other))) continue;
        // What has the name is it, whatever has become of it.
        const bool is_named = !schema::name(one).empty();
        const bool is_it = is_named ? one.index() == other.index() : unnamed(one) == unnamed(other);
        if (!is_it) continue;
        is_done_[i] = is_taken_[j] = true;
        std::visit([&](auto& constraint) { constraint.name = schema::name(other); }, one);
      }
    }
  }

  schema::Table* declared_;
  const schema::Table* live_;
  std::vector<bool> is_done_;
  std::vector<bool> is_taken_;
};

}  // namespace

void adopt_names(schema::Table& declared, const schema::Table& live) {
  declared.name.name = live.name.name;
  std::map<std::string, std::string> spellings;
  for (const schema::Column& column : live.columns)
    spellings.emplace(support::to_lower(column.name), column.name);
  for (schema::Column& column : declared.columns) {
    const auto found = spellings.find(support::to_lower(column.name));
    if (found != spellings.end()) column.name = found->second;
  }
}

void unify(schema::Table& declared, schema::Table& live) {
  Texts texts;
  texts.settle(live);
  texts.settle(declared);
  unify_columns(declared, live);
  unify_indexes(declared, live);
  ConstraintNames(declared, live).adopt();
}

void rename_in_expressions(schema::Table& live, const std::vector<schema::Rename>& renames) {
  std::map<std::string, std::string> columns;
  for (const schema::Rename& rename : renames) {
    if (rename.kind == schema::RenameKind::column && same_word(rename.parent.name, live.name.name))
      columns.emplace(support::to_lower(rename.from), rename.to);
  }
  if (columns.empty()) return;
  for_each_expression(live, [&](std::string& text) { text = with_new_names(text, columns); });
}

}  // namespace migrate::dialect::sqlite
