#include "autogenerate/foreign_key_cycles.hpp"

#include <cstddef>
#include <unordered_map>

#include "autogenerate/step_graph.hpp"

namespace migrate::autogenerate {

CyclicKeys cyclic_keys(
    const std::vector<const schema::Table*>& tables, const std::set<schema::Name, ByName>& split) {
  std::unordered_map<schema::Name, std::size_t, NameHash> index;
  for (std::size_t i = 0; i < tables.size(); ++i)
    index.emplace(tables[i]->name, i);
  const auto referred = [&](const schema::Constraint& constraint) {
    const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
    return key == nullptr ? index.end() : index.find(key->referred_table);
  };
  std::vector<std::vector<std::size_t>> next(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const schema::Constraint& constraint : tables[i]->constraints) {
      const auto other = referred(constraint);
      if (other != index.end()) next[i].push_back(other->second);
    }
  }
  const std::vector<std::size_t> part = components(next);
  CyclicKeys result;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const schema::Constraint& constraint : tables[i]->constraints) {
      const auto other = referred(constraint);
      const bool is_inside = other != index.end() && part[other->second] == part[i];
      const bool is_later = is_inside && ByName{}(tables[i]->name, other->first);
      const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
      const bool is_split = key != nullptr && key->referred_table != tables[i]->name &&
                            split.contains(tables[i]->name);
      if (is_later || is_split) result[tables[i]->name].push_back(constraint);
    }
  }
  return result;
}

}  // namespace migrate::autogenerate
