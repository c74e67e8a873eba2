#include "autogenerate/foreign_key_cycles.hpp"

#include <cstddef>
#include <unordered_map>

#include "autogenerate/step_graph.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Constraint;
using schema::Table;

/// Which tables refer to which others, by their places in the list.
class References final {
 public:
  explicit References(const std::vector<const Table*>& tables) {
    for (std::size_t i = 0; i < tables.size(); ++i)
      place_.emplace(tables[i]->name, i);
    std::vector<std::vector<std::size_t>> next(tables.size());
    for (std::size_t i = 0; i < tables.size(); ++i) {
      for (const Constraint& constraint : tables[i]->constraints) {
        const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
        const auto other = key == nullptr ? place_.end() : place_.find(key->referred_table);
        if (other != place_.end()) next[i].push_back(other->second);
      }
    }
    part_ = components(next);
  }

  /// Whether the tables refer to each other, over whatever others.
  bool is_mutual(const schema::Name& a, const schema::Name& b) const {
    const auto other = place_.find(b);
    return other != place_.end() && part_[other->second] == part_[place_.at(a)];
  }

 private:
  std::unordered_map<schema::Name, std::size_t, NameHash> place_{};
  std::vector<std::size_t> part_{};
};

}  // namespace

CyclicKeys cyclic_keys(
    const std::vector<const Table*>& tables, const std::set<schema::Name, ByName>& split) {
  const References references(tables);
  CyclicKeys result;
  for (const Table* const table : tables) {
    const bool is_split = split.contains(table->name);
    for (const Constraint& constraint : table->constraints) {
      const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
      if (key == nullptr) continue;
      // A partitioned table's own key refers to its partitions, too.
      const bool is_of_itself = key->referred_table == table->name;
      if (is_of_itself && table->partition_by.empty()) continue;
      const bool is_later = ByName{}(table->name, key->referred_table) &&
                            references.is_mutual(table->name, key->referred_table);
      if (is_later || is_split) result[table->name].push_back(constraint);
    }
  }
  return result;
}

}  // namespace migrate::autogenerate
