#include "schema/naming.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/digest.hpp"
#include "support/source.hpp"
#include "support/text.hpp"

namespace migrate::schema {
namespace {

/// PostgreSQL's NAMEDATALEN - 1 (Section 4.1.1, Identifiers and Key Words).
constexpr std::size_t longest_name = 63;
constexpr std::size_t digest_length = 8;

struct Words {
  std::string table{};
  std::string columns{};
  std::string referred_table{};
  std::string name{};
};

std::string shortened(const std::string& name) {
  if (name.size() <= longest_name) return name;
  std::size_t size = longest_name - digest_length - 1;
  while (size > 0 && support::is_continuation(name[size]))
    --size;
  return fmt::format("{}_{}", name.substr(0, size), support::sha256(name).substr(0, digest_length));
}

std::string fill(const std::string& convention, const Words& words) {
  if (words.name.empty() && convention.find("{name}") != std::string::npos) return {};
  std::string result = convention;
  for (const auto& [word, value] :
       {std::pair<std::string_view, const std::string&>{"{table}", words.table},
        {"{columns}", words.columns},
        {"{referred_table}", words.referred_table},
        {"{name}", words.name}}) {
    result = support::replace_all(result, word, value);
  }
  return shortened(result);
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, "_"));
}

/// An expression as it stands in a name: its words.
std::string words_of(const std::string& expression) {
  std::string result;
  for (const char c : expression) {
    const bool is_word =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (is_word) result += c;
    if (!is_word && !result.empty() && result.back() != '_') result += '_';
  }
  while (result.ends_with('_'))
    result.pop_back();
  return support::to_lower(result);
}

std::string columns_of(const Index& index) {
  std::vector<std::string> names;
  std::ranges::transform(index.columns, std::back_inserter(names), [](const IndexColumn& column) {
    return column.name.empty() ? words_of(column.expression) : column.name;
  });
  return joined(names);
}

struct NameFor {
  const std::string& table;
  const NamingConvention& convention;

  std::string operator()(const PrimaryKey& key) const {
    return fill(convention.primary_key, {.table = table, .columns = joined(key.columns)});
  }
  std::string operator()(const Unique& unique) const {
    return fill(convention.unique, {.table = table, .columns = joined(unique.columns)});
  }
  std::string operator()(const ForeignKey& key) const {
    return fill(
        convention.foreign_key,
        {.table = table,
         .columns = joined(key.columns),
         .referred_table = key.referred_table.name});
  }
  // A condition has no name of its own to fill in; neither database needs one.
  std::string operator()(const Check& /*check*/) const {
    return fill(convention.check, {.table = table});
  }
  std::string operator()(const Exclude& /*exclude*/) const { return {}; }
};

}  // namespace

std::string name_for(
    const Constraint& constraint, const std::string& table, const NamingConvention& convention) {
  return std::visit(NameFor{table, convention}, constraint);
}

std::string name_for(
    const Index& index, const std::string& table, const NamingConvention& convention) {
  return fill(convention.index, {.table = table, .columns = columns_of(index)});
}

void fill_name(
    Constraint& constraint, const std::string& table, const NamingConvention& convention) {
  if (!name(constraint).empty()) return;
  std::string chosen = name_for(constraint, table, convention);
  std::visit([&](auto& one) { one.name = std::move(chosen); }, constraint);
}

void fill_name(Index& index, const std::string& table, const NamingConvention& convention) {
  if (index.name.empty()) index.name = name_for(index, table, convention);
}

}  // namespace migrate::schema
