#include "autogenerate/renames.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/draft.hpp"
#include "autogenerate/named_things.hpp"
#include "autogenerate/parts.hpp"
#include "autogenerate/rename_matching.hpp"
#include "autogenerate/similarity.hpp"
#include "support/error.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::Rename;
using schema::RenameKind;
using schema::Table;

Error impossible(const Rename& rename, const std::string& reason, const std::string& hint) {
  return {ErrorCode::usage, fmt::format("cannot rename {}: {}", describe(rename), reason), hint};
}

/// The sequence without what it is called and who says so.
schema::Sequence content_of(schema::Sequence sequence) {
  sequence.name.name.clear();
  sequence.comment.clear();
  return sequence;
}

/// Finds renames from the whole to the parts. What is found is made in a copy of what is there, so
/// that parts are compared under the new names.
class Search final {
 public:
  Search(
      const schema::MetaData& live,
      const schema::MetaData& declared,
      std::vector<Rename> denied,
      UndecidedRenames undecided)
      : live_(live, declared),
        declared_(&declared),
        things_(declared),
        denied_(std::move(denied)),
        undecided_(undecided) {
    for (const Table& table : live.tables)
      tables_live_.push_back(&table);
    for (const Table& table : declared.tables)
      tables_declared_.push_back(&table);
  }

  FoundRenames find(std::vector<Rename> said, std::vector<Rename> given) && {
    said_ = std::move(said);
    given_ = std::move(given);
    refuse_doubles();
    find_tables();
    find_enums();
    find_values();
    for (const Table& table : live_.differing().tables)
      find_columns(table);
    apply(RenameKind::column);
    find_sequences();
    for (const Table& table : live_.differing().tables)
      find_parts(table);
    refuse_unused();
    std::ranges::stable_sort(result_.questions, std::ranges::greater{}, &RenameCandidate::score);
    return std::move(result_);
  }

 private:
  /// Two renames of one thing, or to one name.
  void refuse_doubles() const {
    for (std::size_t i = 0; i < given_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const Rename& a = given_[i];
        const Rename& b = given_[j];
        const bool is_here = a.kind == b.kind && a.parent == b.parent;
        if (is_here && (a.from == b.from || a.to == b.to) && a != b)
          throw impossible(a, fmt::format("{} is renamed too", describe(b)), "say one of the two");
      }
    }
  }

  void take(const Rename& rename) {
    result_.renames.push_back(rename);
    taken_.insert({rename.kind, rename.parent.schema, rename.parent.name, rename.from});
    taken_new_.insert({rename.kind, rename.parent.schema, rename.parent.name, rename.to});
  }

  void apply(RenameKind kind) {
    std::vector<Rename> renames;
    std::ranges::copy_if(result_.renames, std::back_inserter(renames), [&](const Rename& one) {
      return one.kind == kind;
    });
    live_.apply(renames);
  }

  /// Takes the renames that somebody has said, as far as they can be made.
  void take_said(RenameKind kind, const Name& parent) {
    for (Rename rename : said_) {
      if (is_open(rename, kind, parent) && reason_against(rename, said_).empty()) take(rename);
    }
    for (Rename& rename : given_) {
      if (!is_open(rename, kind, parent)) continue;
      const std::string reason = reason_against(rename, given_);
      if (!reason.empty()) throw impossible(rename, reason, "see the changes with `migrate check`");
      take(rename);
    }
  }

  /// Whether the rename is one of these, and not made yet. Its parent gets the name that it has
  /// now.
  bool is_open(Rename& rename, RenameKind kind, const Name& parent) const {
    if (rename.kind != kind) return false;
    rename.parent = parent_now(rename.parent);
    return rename.parent == parent && !is_taken(rename);
  }

  /// What the parent is called at the end; it may have been said by its old name.
  Name parent_now(const Name& parent) const {
    const bool is_declared =
        things_.find_table(parent) != nullptr || things_.find_enum(parent) != nullptr;
    return is_declared ? parent : live_.now(parent);
  }

  bool is_taken(const Rename& rename) const {
    return taken_.contains({rename.kind, rename.parent.schema, rename.parent.name, rename.from}) ||
           taken_new_.contains({rename.kind, rename.parent.schema, rename.parent.name, rename.to});
  }

  std::string reason_against(const Rename& rename, const std::vector<Rename>& others) const {
    const auto is_declared = [&](const std::string& name) {
      return things_.has(rename.kind, rename.parent, name);
    };
    if (!live_.has(rename.kind, rename.parent, rename.from))
      return fmt::format("the database has no {}", rename.from);
    if (!is_declared(rename.to)) return fmt::format("no model has {}", rename.to);
    const auto any_other = [&](auto is_it) {
      return std::ranges::any_of(others, [&](const Rename& other) {
        return other.kind == rename.kind && other.parent == rename.parent && is_it(other);
      });
    };
    // Names may move on: a to b, and what was b to c.
    const bool is_given_on = any_other([&](const Rename& one) { return one.to == rename.from; });
    if (is_declared(rename.from) && !is_given_on)
      return fmt::format("the models still have {}", rename.from);
    const bool is_given_up = any_other([&](const Rename& one) { return one.from == rename.to; });
    if (live_.has(rename.kind, rename.parent, rename.to) && !is_given_up)
      return fmt::format("the database has {} already", rename.to);
    return {};
  }

  void refuse_unused() const {
    for (const Rename& rename : given_) {
      if (std::ranges::find(result_.renames, rename) != result_.renames.end()) continue;
      throw impossible(
          rename,
          "the database has no such thing, or it is as the models say",
          "see the changes with `migrate check`");
    }
  }

  /// Decides between candidates, all of one kind.
  void decide(std::vector<RenameCandidate> candidates) {
    std::erase_if(candidates, [&](const RenameCandidate& one) {
      return is_taken(one.rename) || std::ranges::find(denied_, one.rename) != denied_.end();
    });
    Decision decision = decided(std::move(candidates), undecided_);
    for (const Rename& rename : decision.renames) {
      take(rename);
      result_.assumed.push_back(rename);
    }
    std::ranges::move(decision.questions, std::back_inserter(result_.questions));
  }

  void find_tables() {
    for (const std::string& schema : schemas_of(live_.differing(), *declared_))
      take_said(RenameKind::table, {.schema = schema});
    std::vector<const Table*> gone;
    std::vector<const Table*> come;
    for (const Table& table : live_.differing().tables) {
      if (!things_.has(RenameKind::table, of(table.name), table.name.name)) gone.push_back(&table);
    }
    if (gone.empty()) return;
    for (const Table& table : declared_->tables) {
      if (!live_.has(RenameKind::table, of(table.name), table.name.name)) come.push_back(&table);
    }
    std::vector<RenameCandidate> candidates;
    for (const TableLikeness& one :
         similar_tables(gone, come, {tables_live_, tables_declared_}, least_score)) {
      const Name& from = gone[one.gone]->name;
      const Name& to = come[one.come]->name;
      if (from.schema != to.schema) continue;
      candidates.push_back(candidate(RenameKind::table, of(from), from.name, to.name, one.score));
    }
    decide(std::move(candidates));
    apply(RenameKind::table);
  }

  static Name of(const Name& name) { return {.schema = name.schema}; }

  static RenameCandidate candidate(
      RenameKind kind,
      const Name& parent,
      const std::string& from,
      const std::string& to,
      double score) {
    return {.rename = {.kind = kind, .parent = parent, .from = from, .to = to}, .score = score};
  }

  /// The enumerations and the sequences that are only there, and those that are only declared.
  template <typename Thing>
  std::pair<std::vector<const Thing*>, std::vector<const Thing*>> gone_and_come(
      RenameKind kind, const std::vector<Thing>& there, const std::vector<Thing>& declared) const {
    std::pair<std::vector<const Thing*>, std::vector<const Thing*>> result;
    for (const Thing& one : there) {
      if (!things_.has(kind, of(one.name), one.name.name)) result.first.push_back(&one);
    }
    for (const Thing& one : declared) {
      if (!live_.has(kind, of(one.name), one.name.name)) result.second.push_back(&one);
    }
    return result;
  }

  /// Types with the same values.
  void find_enums() {
    for (const std::string& schema : schemas_of(live_.differing(), *declared_))
      take_said(RenameKind::enumeration, {.schema = schema});
    const auto [gone, come] =
        gone_and_come(RenameKind::enumeration, live_.differing().enums, declared_->enums);
    std::vector<RenameCandidate> candidates;
    for (const schema::EnumType* const from : gone) {
      for (const schema::EnumType* const to : come) {
        if (from->name.schema != to->name.schema || from->values != to->values) continue;
        const double score = 0.8 + 0.2 * name_similarity(from->name.name, to->name.name);
        candidates.push_back(candidate(
            RenameKind::enumeration, of(from->name), from->name.name, to->name.name, score));
      }
    }
    decide(std::move(candidates));
    apply(RenameKind::enumeration);
  }

  /// A value that has gone, and one that has come in its place.
  void find_values() {
    for (const schema::EnumType& to : declared_->enums) {
      const schema::EnumType* const from = live_.things().find_enum(to.name);
      if (from == nullptr || from->values == to.values) continue;
      take_said(RenameKind::enum_value, to.name);
      std::vector<RenameCandidate> candidates;
      for (const auto& [old, now] : exchanged(from->values, to.values)) {
        // Whether it means the same only people know.
        const double score = 0.5 + 0.25 * name_similarity(old, now);
        candidates.push_back(candidate(RenameKind::enum_value, to.name, old, now, score));
      }
      decide(std::move(candidates));
    }
    apply(RenameKind::enum_value);
  }

  void find_columns(const Table& from) {
    const Table* const to = things_.find_table(from.name);
    if (to == nullptr) return;
    take_said(RenameKind::column, from.name);
    const std::vector<ColumnPlace> gone = places_without(from, *to);
    const std::vector<ColumnPlace> come = places_without(*to, from);
    std::vector<RenameCandidate> candidates;
    for (const ColumnPlace& old : gone) {
      for (const ColumnPlace& now : come) {
        candidates.push_back(candidate(
            RenameKind::column,
            from.name,
            old.column->name,
            now.column->name,
            column_similarity(old, now)));
      }
    }
    decide(std::move(candidates));
  }

  /// Sequences with the same options. An owner says most.
  void find_sequences() {
    for (const std::string& schema : schemas_of(live_.differing(), *declared_))
      take_said(RenameKind::sequence, {.schema = schema});
    const auto [gone, come] =
        gone_and_come(RenameKind::sequence, live_.differing().sequences, declared_->sequences);
    std::vector<RenameCandidate> candidates;
    for (const schema::Sequence* const from : gone) {
      for (const schema::Sequence* const to : come) {
        if (content_of(*from) != content_of(*to)) continue;
        const double alike = name_similarity(from->name.name, to->name.name);
        const double score = from->owned_by_table.empty() ? 0.4 + 0.6 * alike : 0.9 + 0.1 * alike;
        candidates.push_back(
            candidate(RenameKind::sequence, of(from->name), from->name.name, to->name.name, score));
      }
    }
    decide(std::move(candidates));
  }

  /// Constraints and indexes with the same content: nothing is lost, whatever they are called.
  void find_parts(const Table& there) {
    const Table* const to = things_.find_table(there.name);
    if (to == nullptr) return;
    const Table from = with_new_words(there, result_.renames);
    take_said(RenameKind::constraint, to->name);
    take_said(RenameKind::index, to->name);
    if (undecided_ == UndecidedRenames::refused) return;
    take_parts(RenameKind::constraint, to->name, same_constraints(from, *to));
    take_parts(RenameKind::index, to->name, same_indexes(from, *to));
  }

  void take_parts(
      RenameKind kind,
      const Name& table,
      const std::vector<std::pair<std::string, std::string>>& pairs) {
    for (const auto& [from, to] : pairs) {
      const Rename rename{.kind = kind, .parent = table, .from = from, .to = to};
      const bool is_denied = std::ranges::find(denied_, rename) != denied_.end();
      if (is_denied || is_taken(rename)) continue;
      take(rename);
      result_.assumed.push_back(rename);
    }
  }

  using Key = std::tuple<RenameKind, std::string, std::string, std::string>;

  LiveSchema live_;
  const schema::MetaData* declared_;
  NamedThings things_;  // that are declared
  std::vector<const Table*> tables_live_{};
  std::vector<const Table*> tables_declared_{};
  std::vector<Rename> denied_;
  UndecidedRenames undecided_;
  std::vector<Rename> said_{};
  std::vector<Rename> given_{};
  std::set<Key> taken_{};
  std::set<Key> taken_new_{};
  FoundRenames result_{};
};

}  // namespace

FoundRenames find_renames(
    const schema::MetaData& live,
    const schema::MetaData& declared,
    const std::vector<Rename>& given,
    const std::vector<Rename>& denied,
    UndecidedRenames undecided) {
  return Search(live, declared, denied, undecided).find(declared.renames, given);
}

}  // namespace migrate::autogenerate
