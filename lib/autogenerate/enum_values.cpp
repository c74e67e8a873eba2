#include "autogenerate/enum_values.hpp"

#include <algorithm>
#include <set>

#include "autogenerate/pairing.hpp"
#include "autogenerate/parts.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using Values = std::vector<std::string>;

/// Whether all of the first stand in the second, in the same order.
bool is_subsequence(const Values& part, const Values& whole) {
  auto at = whole.begin();
  return std::ranges::all_of(part, [&](const std::string& value) {
    at = std::find(at, whole.end(), value);
    if (at == whole.end()) return false;
    ++at;
    return true;
  });
}

Values missing_in(const Values& values, const Values& whole) {
  const std::set<std::string> known(whole.begin(), whole.end());
  Values result;
  for (const std::string& value : values) {
    if (!known.contains(value)) result.push_back(value);
  }
  return result;
}

/// As statements write it.
std::string literal_of(const std::string& value) {
  return "'" + support::replace_all(value, "'", "''") + "'";
}

/// Whether what is to be made says one of the values.
class Use final {
 public:
  Use(const schema::Name& type, const Values& values)
      : type_(&type), values_(values.begin(), values.end()) {}

  bool in(const ObjectPair& pair) const {
    return pair.to != nullptr && !(pair.stays() && !pair.is_altered()) &&
           (in(pair.to->definition) || in(pair.to->create));
  }

  bool in(const TablePair& pair) const {
    if (pair.is_removed()) return false;
    if (!pair.stays()) return in(*pair.to);
    const auto is_new = [&](const auto& one) {
      return one.to && (one.is_replaced || differs(one)) && in(*one.to);
    };
    return std::ranges::any_of(pair.columns, is_new) ||
           std::ranges::any_of(pair.constraints, is_new) ||
           std::ranges::any_of(pair.indexes, is_new);
  }

 private:
  /// A body of a function is a text itself, so that only the quotes of the value are looked for.
  bool in(const std::string& statement) const {
    return std::ranges::any_of(values_, [&](const std::string& value) {
      return statement.find(literal_of(value)) != std::string::npos;
    });
  }
  bool in(const schema::Table& table) const {
    const auto is_in = [&](const auto& one) { return in(one); };
    return std::ranges::any_of(table.columns, is_in) ||
           std::ranges::any_of(table.constraints, is_in) ||
           std::ranges::any_of(table.indexes, is_in);
  }
  bool in(const schema::Column& column) const {
    if (in(footing_of(column).words)) return true;
    if (!column.server_default) return false;
    if (const auto* const text = std::get_if<std::string>(&*column.server_default)) {
      const bool is_of_type = column.type.kind == TypeKind::enumeration &&
                              column.type.name == type_->name &&
                              column.type.schema == type_->schema;
      return is_of_type && (values_.contains(*text) || column.type.dimensions > 0);
    }
    const auto* const expression = std::get_if<schema::Expression>(&*column.server_default);
    return expression != nullptr && in(words_of(expression->text));
  }
  template <typename Part>
  bool in(const Part& part) const {
    return in(footing_of(part).words);
  }
  bool in(const Words& words) const {
    return std::ranges::any_of(
        values_, [&](const std::string& value) { return words.strings.contains(value); });
  }

  const schema::Name* type_;
  std::set<std::string> values_;
};

/// Whether it, or one of its values, gets its name in the same migration: who adds a value before
/// that would have to say the old name.
bool is_renamed(const schema::Name& type, const std::vector<schema::Rename>& renames) {
  return std::ranges::any_of(renames, [&](const schema::Rename& one) {
    if (one.kind == schema::RenameKind::enum_value) return one.parent == type;
    return one.kind == schema::RenameKind::enumeration && one.parent.schema == type.schema &&
           one.to == type.name;
  });
}

}  // namespace

bool needs_new_type(const EnumPair& pair, const Draft& draft) {
  if (!pair.from || !pair.to) return false;
  if (!is_subsequence(pair.from->values, pair.to->values)) return true;
  const bool can_be_first =
      draft.options.leaves_transactions && !is_renamed(pair.to->name, draft.renames);
  return !can_be_first && is_used_at_once(pair, draft);
}

bool is_used_at_once(const EnumPair& pair, const Draft& draft) {
  const Values values = missing_in(pair.to->values, pair.from->values);
  if (values.empty()) return false;
  const Use use(pair.to->name, values);
  const auto uses = [&](const auto& one) { return use.in(one.second); };
  return std::ranges::any_of(draft.tables, uses) || std::ranges::any_of(draft.objects, uses);
}

std::vector<operations::AddEnumValue> added_values(const EnumPair& pair) {
  const std::set<std::string> known(pair.from->values.begin(), pair.from->values.end());
  const std::string last = pair.from->values.empty() ? std::string{} : pair.from->values.back();
  bool is_behind_last = pair.from->values.empty();
  std::vector<operations::AddEnumValue> result;
  const std::string* previous = nullptr;
  for (const std::string& value : pair.to->values) {
    if (!known.contains(value)) {
      operations::AddEnumValue add{.type = pair.to->name, .value = value};
      if (!is_behind_last && previous == nullptr) add.before = pair.from->values.front();
      if (!is_behind_last && previous != nullptr) add.after = *previous;
      result.push_back(std::move(add));
    }
    is_behind_last = is_behind_last || value == last;
    previous = &value;
  }
  return result;
}

std::vector<std::string> removed_values(const EnumPair& pair) {
  return missing_in(pair.from->values, pair.to->values);
}

bool is_reordered(const EnumPair& pair) {
  Values stay = pair.from->values;
  for (const std::string& gone : removed_values(pair))
    std::erase(stay, gone);
  return !is_subsequence(stay, pair.to->values);
}

}  // namespace migrate::autogenerate
