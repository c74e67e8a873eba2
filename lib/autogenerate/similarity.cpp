#include "autogenerate/similarity.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "autogenerate/parts.hpp"
#include "autogenerate/type_change.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Column;
using schema::Table;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// The words of a name: of "userName" and "user_name" user and name.
std::set<std::string> words_in(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.insert(support::to_lower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_break = c == '_' || c == '-' || c == ' ' || c == '.';
    if (is_break || (is_upper(c) && i > 0 && !is_upper(name[i - 1]))) end();
    if (!is_break) word += c;
  }
  end();
  return words;
}

double words_in_common(std::string_view a, std::string_view b) {
  const std::set<std::string> one = words_in(a);
  const std::set<std::string> other = words_in(b);
  const auto common = static_cast<double>(
      std::ranges::count_if(one, [&](const std::string& word) { return other.contains(word); }));
  const double all = static_cast<double>(one.size() + other.size()) - common;
  return all > 0 ? common / all : 0;
}

/// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

double letters_in_common(std::string_view a, std::string_view b) {
  const std::size_t longest = std::max(a.size(), b.size());
  if (longest == 0) return 0;
  const double ratio = 1 - static_cast<double>(distance(a, b)) / static_cast<double>(longest);
  return ratio > 0.5 ? ratio : 0;
}

double containment(std::string_view a, std::string_view b) {
  constexpr std::size_t shortest = 2;
  if (std::min(a.size(), b.size()) < shortest) return 0;
  const bool is_contained =
      a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos;
  return is_contained ? 0.8 : 0;
}

double attribute_score(const Column& a, const Column& b) {
  const int differing = int(a.nullable != b.nullable) + int(default_of(a) != default_of(b)) +
                        int(a.computed != b.computed) + int(a.identity != b.identity) +
                        int(a.collation != b.collation);
  if (differing == 0) return 0.15;
  return differing == 1 ? 0.05 : 0;
}

double type_score(const schema::Type& a, const schema::Type& b) {
  if (a == b) return 0.30;
  return is_same_family(a, b) ? 0.15 : 0;
}

/// A column as one that tables have in common.
std::string feature(const Column& column) {
  const schema::Type& type = column.type;
  return fmt::format(
      "{}\n{} {} {} {} {} {}",
      column.name,
      static_cast<int>(type.kind),
      type.length.value_or(-1),
      type.scale.value_or(-1),
      type.dimensions,
      type.schema,
      type.name);
}

/// How much each column of the tables says about which table it is.
class Weights final {
 public:
  explicit Weights(const AllTables& all) : count_(std::max(all.live.size(), all.declared.size())) {
    count(all.live, &Count::live);
    count(all.declared, &Count::declared);
  }

  double of(const std::string& feature) const {
    const auto found = tables_.find(feature);
    // A table and what it becomes have the column in common for both sides.
    const std::size_t having =
        found == tables_.end() ? 1 : std::max(found->second.live, found->second.declared);
    return std::log(1 + static_cast<double>(count_) / static_cast<double>(having));
  }

  double of(const Table& table) const {
    double sum = 0;
    for (const Column& column : table.columns)
      sum += of(feature(column));
    return sum;
  }

 private:
  struct Count {
    std::size_t live{0};
    std::size_t declared{0};
  };

  void count(const std::vector<const Table*>& tables, std::size_t Count::*side) {
    for (const Table* const table : tables) {
      for (const Column& column : table->columns)
        ++(tables_[feature(column)].*side);
    }
  }

  std::size_t count_;
  std::unordered_map<std::string, Count> tables_{};
};

constexpr double name_weight = 0.1;

/// The tables that have come, by what they have.
class NewTables final {
 public:
  NewTables(const std::vector<const Table*>& tables, const AllTables& all) : weights_(all) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
      weight_.push_back(weights_.of(*tables[i]));
      for (const Column& column : tables[i]->columns)
        having_[feature(column)].push_back(i);
    }
  }

  /// For each, the weight of what it has in common with the table, as a part of what the two have.
  std::vector<double> likeness_to(const Table& table) const {
    std::vector<double> result(weight_.size(), 0);
    for (const Column& column : table.columns) {
      const auto found = having_.find(feature(column));
      if (found == having_.end()) continue;
      for (const std::size_t i : found->second)
        result[i] += weights_.of(found->first);
    }
    const double own = weights_.of(table);
    for (std::size_t i = 0; i < result.size(); ++i) {
      const double whole = own + weight_[i] - result[i];
      result[i] = whole > 0 ? result[i] / whole : 0;
    }
    return result;
  }

 private:
  Weights weights_;
  std::vector<double> weight_{};
  std::unordered_map<std::string, std::vector<std::size_t>> having_{};
};

/// Whether one is partitioned and the other is not, or in another way: under no name is it the
/// same.
bool is_partitioned_otherwise(const Table& a, const Table& b) {
  const auto way = [](const Table& table) {
    return table.partition_by.substr(0, table.partition_by.find(' '));
  };
  return way(a) != way(b);
}

}  // namespace

double name_similarity(std::string_view a, std::string_view b) {
  const std::string one = support::to_lower(a);
  const std::string other = support::to_lower(b);
  if (one == other) return 1;
  return std::max({words_in_common(a, b), letters_in_common(one, other), containment(one, other)});
}

double column_similarity(const ColumnPlace& gone, const ColumnPlace& come) {
  const double neighbours =
      (gone.before == come.before ? 0.10 : 0) + (gone.behind == come.behind ? 0.10 : 0);
  return type_score(gone.column->type, come.column->type) +
         attribute_score(*gone.column, *come.column) + neighbours +
         0.35 * name_similarity(gone.column->name, come.column->name);
}

std::vector<TableLikeness> similar_tables(
    const std::vector<const Table*>& gone,
    const std::vector<const Table*>& come,
    const AllTables& all,
    double least) {
  if (gone.empty() || come.empty()) return {};
  const NewTables tables(come, all);
  std::vector<TableLikeness> result;
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const std::vector<double> likeness = tables.likeness_to(*gone[i]);
    for (std::size_t j = 0; j < come.size(); ++j) {
      if (likeness[j] + name_weight < least) continue;
      if (is_partitioned_otherwise(*gone[i], *come[j])) continue;
      const double names = name_similarity(gone[i]->name.name, come[j]->name.name);
      const double score = likeness[j] + name_weight * names;
      if (score >= least) result.push_back({.gone = i, .come = j, .score = score});
    }
  }
  return result;
}

}  // namespace migrate::autogenerate
