#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "autogenerate/named_things.hpp"
#include "autogenerate/renames.hpp"
#include "support/error.hpp"
#include "support/suggest.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::Rename;
using schema::RenameKind;

struct Text {
  std::string whole{};
  std::string from{};
  std::string to{};
};

constexpr std::string_view how_to_write = "write OLD=NEW, for a column TABLE.OLD=NEW";

Text split(const std::string& whole) {
  const std::size_t equals = whole.find('=');
  const bool is_whole = equals != std::string::npos && equals > 0 && equals + 1 < whole.size();
  if (!is_whole) {
    throw Error(
        ErrorCode::usage, fmt::format("`{}` is no rename", whole), std::string(how_to_write));
  }
  return {.whole = whole, .from = whole.substr(0, equals), .to = whole.substr(equals + 1)};
}

/// The name without the schema, or the table, that may stand in front of it once more.
std::string without_prefix(const std::string& text, const std::string& prefix) {
  const std::string whole = prefix + ".";
  return !prefix.empty() && text.starts_with(whole) ? text.substr(whole.size()) : text;
}

/// Finds what texts may mean.
class Meanings final {
 public:
  Meanings(const schema::MetaData& live, const schema::MetaData& declared)
      : live_(&live), live_things_(live), declared_things_(declared) {
    note_tables(declared.renames);
  }

  /// What a table, and an enumeration, is called once the renames are made.
  void note_tables(const std::vector<Rename>& renames) {
    for (const Rename& one : renames) {
      if (one.kind != RenameKind::table && one.kind != RenameKind::enumeration) continue;
      const std::string& schema = one.parent.schema;
      now_[{.schema = schema, .name = one.from}] = {.schema = schema, .name = one.to};
    }
  }

  std::vector<Rename> of_whole_things(const Text& text) const {
    std::vector<Rename> result;
    const auto add = [&](RenameKind kind, const auto& things) {
      for (const auto& thing : things)
        add_whole(result, kind, thing.name, text);
    };
    add(RenameKind::table, live_->tables);
    add(RenameKind::enumeration, live_->enums);
    add(RenameKind::sequence, live_->sequences);
    return result;
  }

  std::vector<Rename> of_parts(const Text& text) const {
    std::vector<Rename> result;
    for (const schema::Table& table : live_->tables) {
      for (const RenameKind kind : {RenameKind::column, RenameKind::index, RenameKind::constraint})
        add_part(result, kind, table.name, text);
    }
    for (const schema::EnumType& type : live_->enums)
      add_part(result, RenameKind::enum_value, type.name, text);
    return result;
  }

  /// Everything that the old name could be, for "did you mean".
  std::vector<std::string> old_names() const {
    std::vector<std::string> names;
    for (const schema::Table& table : live_->tables) {
      names.push_back(describe(table.name));
      for (const schema::Column& column : table.columns)
        names.push_back(fmt::format("{}.{}", describe(table.name), column.name));
      for (const schema::Constraint& constraint : table.constraints)
        names.push_back(schema::name(constraint));
      for (const schema::Index& index : table.indexes)
        names.push_back(index.name);
    }
    for (const schema::EnumType& type : live_->enums) {
      names.push_back(describe(type.name));
      for (const std::string& value : type.values)
        names.push_back(fmt::format("{}.{}", describe(type.name), value));
    }
    for (const schema::Sequence& sequence : live_->sequences)
      names.push_back(describe(sequence.name));
    std::erase(names, "");
    return names;
  }

  bool has_old(const std::string& text) const {
    const std::vector<std::string> names = old_names();
    return std::ranges::find(names, text) != names.end();
  }

 private:
  void add_whole(
      std::vector<Rename>& result, RenameKind kind, const Name& name, const Text& text) const {
    if (describe(name) != text.from) return;
    const Rename rename{
        .kind = kind,
        .parent = {.schema = name.schema},
        .from = name.name,
        .to = without_prefix(text.to, name.schema)};
    if (declared_things_.has(kind, rename.parent, rename.to)) result.push_back(rename);
  }

  void add_part(
      std::vector<Rename>& result, RenameKind kind, const Name& parent, const Text& text) const {
    const auto renamed = now_.find(parent);
    const Name& now = renamed == now_.end() ? parent : renamed->second;
    const auto part = part_of(text.from, kind, parent, now);
    if (!part || !live_things_.has(kind, parent, *part)) return;
    const std::string to = without_prefix(without_prefix(text.to, describe(parent)), describe(now));
    // A table that is not declared may turn out to be renamed itself.
    const bool is_known =
        declared_things_.find_table(now) != nullptr || declared_things_.find_enum(now) != nullptr;
    if (is_known && !declared_things_.has(kind, now, to)) return;
    result.push_back({.kind = kind, .parent = now, .from = *part, .to = to});
  }

  /// "email" of "account.email", for a table that is, or will be, account. Indexes and constraints
  /// may stand alone.
  static std::optional<std::string> part_of(
      const std::string& text, RenameKind kind, const Name& parent, const Name& now) {
    for (const Name& name : {parent, now}) {
      const std::string rest = without_prefix(text, describe(name));
      if (rest != text) return rest;
    }
    const bool is_alone = kind == RenameKind::index || kind == RenameKind::constraint;
    return is_alone ? std::optional(without_prefix(text, parent.schema)) : std::nullopt;
  }

  const schema::MetaData* live_;
  NamedThings live_things_;
  NamedThings declared_things_;
  std::map<Name, Name, ByName> now_{};
};

Error no_meaning(const Text& text, const Meanings& meanings) {
  if (meanings.has_old(text.from)) {
    return {
        ErrorCode::usage,
        fmt::format("`{}`: no model has {}", text.whole, text.to),
        "name it as the models do"};
  }
  const std::vector<std::string> names = meanings.old_names();
  const std::string hint = support::did_you_mean(text.from, names);
  return {
      ErrorCode::usage,
      fmt::format("`{}`: the database has no {}", text.whole, text.from),
      hint.empty() ? std::string(how_to_write) : hint};
}

}  // namespace

std::vector<Rename> parse_renames(
    const std::vector<std::string>& texts,
    const schema::MetaData& live,
    const schema::MetaData& declared) {
  Meanings meanings(live, declared);
  std::vector<Text> all;
  std::ranges::transform(texts, std::back_inserter(all), split);
  std::vector<std::vector<Rename>> found;
  for (const Text& text : all) {
    found.push_back(meanings.of_whole_things(text));
    meanings.note_tables(found.back());
  }
  std::vector<Rename> result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::ranges::copy(meanings.of_parts(all[i]), std::back_inserter(found[i]));
    if (found[i].empty()) throw no_meaning(all[i], meanings);
    if (found[i].size() > 1) {
      throw Error(
          ErrorCode::usage,
          fmt::format(
              "`{}` may be {} or {}", all[i].whole, describe(found[i][0]), describe(found[i][1])),
          "write the table in front: TABLE.OLD=NEW");
    }
    result.push_back(found[i].front());
  }
  return result;
}

}  // namespace migrate::autogenerate
