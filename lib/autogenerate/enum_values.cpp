#include "autogenerate/enum_values.hpp"

#include <algorithm>
#include <set>

#include "autogenerate/pairing.hpp"
#include "autogenerate/parts.hpp"

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

/// Whether what is to be made says one of the values.
class Use final {
 public:
  Use(const schema::Name& type, const Values& values)
      : type_(&type), values_(values.begin(), values.end()) {}

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

}  // namespace

bool needs_new_type(const EnumPair& pair, const Draft& draft) {
  if (!pair.from || !pair.to) return false;
  if (!is_subsequence(pair.from->values, pair.to->values)) return true;
  const Values values = missing_in(pair.to->values, pair.from->values);
  if (values.empty()) return false;
  const Use use(pair.to->name, values);
  return std::ranges::any_of(draft.tables, [&](const auto& one) { return use.in(one.second); });
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
