#include "autogenerate/rename_matching.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "autogenerate/mentions.hpp"
#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Rename;
using schema::RenameKind;

constexpr double certain_score = 0.8;
constexpr double certain_margin = 0.1;

using Key = std::tuple<std::string, std::string, std::string>;

Key old_key(const Rename& rename) {
  return {rename.parent.schema, rename.parent.name, rename.from};
}

Key new_key(const Rename& rename) {
  return {rename.parent.schema, rename.parent.name, rename.to};
}

/// Which candidates can still be chosen: of each thing, one.
class Choice final {
 public:
  bool is_open(const Rename& rename) const {
    return !old_.contains(old_key(rename)) && !new_.contains(new_key(rename));
  }
  void choose(const Rename& rename) {
    old_.insert(old_key(rename));
    new_.insert(new_key(rename));
  }

 private:
  std::set<Key> old_{};
  std::set<Key> new_{};
};

/// The two best scores of each thing, to see how near the rivals come.
class Rivals final {
 public:
  explicit Rivals(const std::vector<RenameCandidate>& candidates) {
    for (const RenameCandidate& one : candidates) {
      note(old_[old_key(one.rename)], one.score);
      note(new_[new_key(one.rename)], one.score);
    }
  }

  bool come_near(const RenameCandidate& one) const {
    return rival(old_.at(old_key(one.rename)), one.score) > one.score - certain_margin ||
           rival(new_.at(new_key(one.rename)), one.score) > one.score - certain_margin;
  }

 private:
  struct Best {
    double first{-1};
    double second{-1};
  };

  static void note(Best& best, double score) {
    if (score > best.first) {
      best.second = best.first;
      best.first = score;
    } else {
      best.second = std::max(best.second, score);
    }
  }

  static double rival(const Best& best, double score) {
    return score < best.first ? best.first : best.second;
  }

  std::map<Key, Best> old_{};
  std::map<Key, Best> new_{};
};

/// Puts new names into expressions.
class NewWords final {
 public:
  NewWords(const schema::Table& table, const std::vector<Rename>& renames) {
    for (const Rename& one : renames) {
      const bool is_here = one.kind == RenameKind::column && one.parent == table.name;
      const bool is_type = one.kind == RenameKind::enumeration;
      if (is_here || is_type) names_.emplace(one.from, one.to);
      if (one.kind == RenameKind::enum_value) values_.emplace(one.from, one.to);
    }
  }

  void put_into(std::string& expression) const {
    if (!names_.empty() || !values_.empty())
      expression = replace_words(expression, names_, values_);
  }

 private:
  std::map<std::string, std::string> names_{};
  std::map<std::string, std::string> values_{};
};

struct PutInto {
  const NewWords& words;

  void operator()(schema::Check& check) const { words.put_into(check.condition); }
  void operator()(schema::Exclude& exclude) const {
    for (schema::ExcludeElement& element : exclude.elements)
      words.put_into(element.expression);
    words.put_into(exclude.where);
  }
  template <typename Key>
  void operator()(Key& /*key*/) const {}
};

template <typename Part>
std::vector<const Part*> without_names(
    const std::vector<Part>& parts, const std::set<std::string>& names) {
  std::vector<const Part*> result;
  for (const Part& part : parts) {
    std::string name;
    if constexpr (requires { part.name; }) {
      name = part.name;
    } else {
      name = schema::name(part);
    }
    if (!name.empty() && !names.contains(name)) result.push_back(&part);
  }
  return result;
}

const std::string& name_of(const schema::Constraint& constraint) {
  return schema::name(constraint);
}

const std::string& name_of(const schema::Index& index) {
  return index.name;
}

template <typename Part>
NamePairs same_parts(const std::vector<Part>& from, const std::vector<Part>& to) {
  std::set<std::string> old_names;
  std::set<std::string> new_names;
  for (const Part& part : from)
    old_names.insert(name_of(part));
  for (const Part& part : to)
    new_names.insert(name_of(part));
  auto gone = without_names(from, new_names);
  auto come = without_names(to, old_names);
  const auto by_name = [](const Part* part) { return name_of(*part); };
  std::ranges::sort(gone, {}, by_name);
  std::ranges::sort(come, {}, by_name);
  NamePairs pairs;
  for (const Part* const old : gone) {
    const auto same = std::ranges::find_if(
        come, [&](const Part* now) { return content_of(*old) == content_of(*now); });
    if (same == come.end()) continue;
    pairs.emplace_back(name_of(*old), name_of(**same));
    come.erase(same);
  }
  return pairs;
}

}  // namespace

Decision decided(std::vector<RenameCandidate> candidates, UndecidedRenames undecided) {
  if (undecided == UndecidedRenames::refused) return {};
  std::ranges::sort(candidates, [](const RenameCandidate& a, const RenameCandidate& b) {
    const auto key = [](const RenameCandidate& one) {
      return std::tuple(-one.score, old_key(one.rename), new_key(one.rename));
    };
    return key(a) < key(b);
  });
  Decision decision;
  Choice choice;
  const Rivals rivals(candidates);
  const auto is_certain = [&](const RenameCandidate& one) {
    return undecided == UndecidedRenames::assumed ||
           (one.score >= certain_score && !rivals.come_near(one));
  };
  for (const RenameCandidate& one : candidates) {
    if (one.score < least_score || !is_certain(one) || !choice.is_open(one.rename)) continue;
    choice.choose(one.rename);
    decision.renames.push_back(one.rename);
  }
  for (RenameCandidate& one : candidates) {
    if (one.score < least_score || !choice.is_open(one.rename)) continue;
    choice.choose(one.rename);
    one.score = std::min(one.score, 1.0);
    decision.questions.push_back(one);
  }
  return decision;
}

std::vector<ColumnPlace> places_without(const schema::Table& table, const schema::Table& other) {
  std::set<std::string_view> stay;
  for (const schema::Column& column : other.columns)
    stay.insert(column.name);
  std::vector<ColumnPlace> places;
  std::string_view before;
  std::size_t open = 0;  // from here on, the column behind is not known yet
  for (const schema::Column& column : table.columns) {
    if (!stay.contains(column.name)) {
      places.push_back({.column = &column, .before = before});
      continue;
    }
    before = column.name;
    for (; open < places.size(); ++open)
      places[open].behind = column.name;
  }
  return places;
}

NamePairs exchanged(const std::vector<std::string>& from, const std::vector<std::string>& to) {
  const std::set<std::string> old_values(from.begin(), from.end());
  const std::set<std::string> new_values(to.begin(), to.end());
  // What stands between two values that stay, by the one in front.
  const auto gaps = [](const std::vector<std::string>& values, const std::set<std::string>& stay) {
    std::map<std::string, std::vector<std::string>> result;
    std::string before;
    for (const std::string& value : values) {
      if (stay.contains(value)) {
        before = "=" + value;
      } else {
        result[before].push_back(value);
      }
    }
    return result;
  };
  const auto gone = gaps(from, new_values);
  const auto come = gaps(to, old_values);
  NamePairs pairs;
  for (const auto& [before, old] : gone) {
    const auto now = come.find(before);
    if (now == come.end() || old.size() != 1 || now->second.size() != 1) continue;
    pairs.emplace_back(old.front(), now->second.front());
  }
  return pairs;
}

schema::Table with_new_words(schema::Table table, const std::vector<Rename>& renames) {
  const NewWords words(table, renames);
  for (schema::Constraint& constraint : table.constraints)
    std::visit(PutInto{words}, constraint);
  for (schema::Index& index : table.indexes) {
    for (schema::IndexColumn& column : index.columns)
      words.put_into(column.expression);
    words.put_into(index.where);
  }
  return table;
}

NamePairs same_constraints(const schema::Table& from, const schema::Table& to) {
  return same_parts(from.constraints, to.constraints);
}

NamePairs same_indexes(const schema::Table& from, const schema::Table& to) {
  return same_parts(from.indexes, to.indexes);
}

}  // namespace migrate::autogenerate
