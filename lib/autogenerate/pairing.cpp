#include "autogenerate/pairing.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "autogenerate/parts.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Column;
using schema::Constraint;

/// Whether they are the same but for their names, one of which is the database's to choose.
bool has_free_name(const Constraint& a, const Constraint& b) {
  return schema::name(a).empty() || schema::name(b).empty();
}

/// How much two constraints have in common: nothing, a kind, what they are about, everything.
enum class Likeness { none, kind, subject, all };

/// What a constraint is about: changed in other ways, it is still the same one.
struct SameSubject {
  const Constraint& other;

  bool operator()(const schema::PrimaryKey& /*key*/) const { return true; }
  bool operator()(const schema::Unique& unique) const {
    return unique.columns == std::get<schema::Unique>(other).columns;
  }
  bool operator()(const schema::ForeignKey& key) const {
    const auto& other_key = std::get<schema::ForeignKey>(other);
    return key.columns == other_key.columns && key.referred_table == other_key.referred_table;
  }
  bool operator()(const schema::Check& /*check*/) const { return false; }
  bool operator()(const schema::Exclude& /*exclude*/) const { return false; }
};

Likeness likeness(const Constraint& a, const Constraint& b) {
  if (a.index() != b.index()) return Likeness::none;
  if (content_of(a) == content_of(b)) return Likeness::all;
  return std::visit(SameSubject{b}, a) ? Likeness::subject : Likeness::kind;
}

std::vector<Constraint> in_order(std::vector<Constraint> constraints) {
  std::ranges::sort(constraints, {}, sort_key);
  return constraints;
}

/// Finds the partners of constraints: by name, then by content where a name is free.
class Matching final {
 public:
  Matching(const schema::Table& from, const schema::Table& to)
      : from_(in_order(from.constraints)),
        to_(in_order(to.constraints)),
        is_taken_(from_.size(), false),
        is_done_(to_.size(), false) {}

  std::vector<ConstraintPair> pairs() && {
    match([](const Constraint& a, const Constraint& b) {
      return a.index() == b.index() && !schema::name(a).empty() &&
             schema::name(a) == schema::name(b);
    });
    match([](const Constraint& a, const Constraint& b) {
      return has_free_name(a, b) && likeness(a, b) == Likeness::all;
    });
    match([](const Constraint& a, const Constraint& b) {
      return has_free_name(a, b) && likeness(a, b) == Likeness::subject;
    });
    for (std::size_t i = 0; i < from_.size(); ++i) {
      if (!is_taken_[i]) pairs_.push_back({.from = from_[i]});
    }
    for (std::size_t j = 0; j < to_.size(); ++j) {
      if (!is_done_[j]) pairs_.push_back({.to = to_[j]});
    }
    return std::move(pairs_);
  }

 private:
  template <typename Fits>
  void match(Fits fits) {
    for (std::size_t j = 0; j < to_.size(); ++j) {
      if (is_done_[j]) continue;
      for (std::size_t i = 0; i < from_.size(); ++i) {
        if (is_taken_[i] || !fits(from_[i], to_[j])) continue;
        is_taken_[i] = is_done_[j] = true;
        pairs_.push_back({.from = from_[i], .to = to_[j]});
        break;
      }
    }
  }

  std::vector<Constraint> from_;
  std::vector<Constraint> to_;
  std::vector<bool> is_taken_;
  std::vector<bool> is_done_;
  std::vector<ConstraintPair> pairs_{};
};

/// Makes equal what is not compared.
void ignore(ColumnPair& pair, const CompareOptions& options) {
  if (!pair.from || !pair.to) return;
  if (!options.comments) pair.to->comment = pair.from->comment;
  if (!options.server_defaults) pair.to->server_default = pair.from->server_default;
  if (options.types) return;
  pair.to->type = pair.from->type;
  pair.to->collation = pair.from->collation;
}

bool is_computed_replaced(const ColumnPair& pair, const CompareOptions& options) {
  if (options.rebuilds_tables) return false;
  const auto& from = pair.from->computed;
  const auto& to = pair.to->computed;
  if (from == to) return false;
  if (!from) return true;
  if (!to) return from->storage != Storage::stored;
  return from->storage != to->storage || !options.sets_expressions;
}

std::vector<ColumnPair> pair_columns(
    const schema::Table& from, const schema::Table& to, const CompareOptions& options) {
  std::unordered_map<std::string, const Column*> rest;
  for (const Column& column : from.columns)
    rest.emplace(column.name, &column);
  std::vector<ColumnPair> pairs;
  for (const Column& column : to.columns) {
    ColumnPair pair{.to = column, .place = pairs.size()};
    if (const auto found = rest.find(column.name); found != rest.end()) {
      pair.from = *found->second;
      rest.erase(found);
      ignore(pair, options);
      pair.is_replaced = is_computed_replaced(pair, options);
    }
    pairs.push_back(std::move(pair));
  }
  for (const Column& column : from.columns) {
    if (rest.contains(column.name)) pairs.push_back({.from = column, .place = pairs.size()});
  }
  return pairs;
}

/// Lets a name that is the database's to choose be the one that is there, and says whether the
/// constraint must be made again.
void settle(ConstraintPair& pair, const CompareOptions& options) {
  const std::string& name = schema::name(*pair.from);
  if (schema::name(*pair.to).empty()) set_name(*pair.to, name);
  if (!options.comments) set_comment(*pair.to, comment_of(*pair.from));
  const bool has_comment = comment_of(*pair.from) == comment_of(*pair.to);
  if (content_of(*pair.from) == content_of(*pair.to))
    pair.is_replaced = name.empty() && !has_comment;
  else
    pair.is_replaced = !is_validated(pair);
}

std::vector<ConstraintPair> pair_constraints(
    const schema::Table& from, const schema::Table& to, const CompareOptions& options) {
  std::vector<ConstraintPair> pairs = Matching(from, to).pairs();
  for (ConstraintPair& pair : pairs) {
    if (pair.from && pair.to) settle(pair, options);
  }
  std::ranges::sort(pairs, {}, [](const ConstraintPair& pair) {
    return sort_key(pair.from ? *pair.from : *pair.to) + (pair.from ? "" : "\n+");
  });
  return pairs;
}

std::vector<IndexPair> pair_indexes(
    const schema::Table& from, const schema::Table& to, const CompareOptions& options) {
  std::map<std::string, IndexPair> pairs;
  for (const schema::Index& index : from.indexes)
    pairs[index.name].from = index;
  for (const schema::Index& index : to.indexes)
    pairs[index.name].to = index;
  std::vector<IndexPair> result;
  for (auto& [name, pair] : pairs) {
    if (pair.from && pair.to) {
      if (!options.comments) pair.to->comment = pair.from->comment;
      pair.is_replaced = content_of(*pair.from) != content_of(*pair.to);
    }
    result.push_back(std::move(pair));
  }
  return result;
}

/// What is said of a table as a whole, and can be changed.
bool has_same_options(const schema::Table& from, const schema::Table& to) {
  return from.with == to.with && from.inherits == to.inherits && from.unlogged == to.unlogged &&
         from.tablespace == to.tablespace && from.strict == to.strict &&
         from.without_rowid == to.without_rowid && from.autoincrement == to.autoincrement;
}

template <typename Pairs>
bool any_differs(const Pairs& pairs) {
  return std::ranges::any_of(
      pairs, [](const auto& pair) { return !pair.stays() || differs(pair); });
}

}  // namespace

bool differs(const ColumnPair& pair) {
  if (!pair.from || !pair.to) return true;
  Column from = *pair.from;
  Column to = *pair.to;
  from.server_default = default_of(from);
  to.server_default = default_of(to);
  return from != to;
}

bool differs(const ConstraintPair& pair) {
  if (!pair.from || !pair.to) return true;
  return content_of(*pair.from) != content_of(*pair.to) ||
         comment_of(*pair.from) != comment_of(*pair.to);
}

bool differs(const IndexPair& pair) {
  return pair.from != pair.to;
}

bool is_validated(const ConstraintPair& pair) {
  if (!pair.from || !pair.to || schema::name(*pair.from).empty()) return false;
  if (!is_not_valid(*pair.from) || is_not_valid(*pair.to)) return false;
  Constraint from = content_of(*pair.from);
  set_valid(from);
  return from == content_of(*pair.to);
}

bool needs_new_table(const schema::Table& from, const schema::Table& to) {
  return from.partition_by != to.partition_by || from.access_method != to.access_method ||
         from.temporary != to.temporary;
}

TablePair pair_of(
    const schema::Table& from, const schema::Table& to, const CompareOptions& options) {
  return {
      .name = to.name,
      .from = &from,
      .to = &to,
      .is_replaced = needs_new_table(from, to),
      .columns = pair_columns(from, to, options),
      .constraints = pair_constraints(from, to, options),
      .indexes = pair_indexes(from, to, options)};
}

bool is_moved(const schema::Table& from, const schema::Table& to) {
  return from.partition_of.empty() != to.partition_of.empty();
}

bool differs(const TablePair& pair, const CompareOptions& options) {
  if (!pair.stays()) return true;
  const bool has_comment = options.comments && pair.from->comment != pair.to->comment;
  return has_comment || !has_same_options(*pair.from, *pair.to) || any_differs(pair.columns) ||
         any_differs(pair.constraints) || any_differs(pair.indexes);
}

}  // namespace migrate::autogenerate
