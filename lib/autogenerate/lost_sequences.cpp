#include "autogenerate/lost_sequences.hpp"

#include <map>
#include <utility>

namespace migrate::autogenerate {
namespace {

using schema::Name;

bool is_lost(
    const Draft& draft,
    const Name& table,
    const schema::Sequence& from,
    const schema::Sequence& to) {
  const bool has_same_owner =
      from.owned_by_table == to.owned_by_table && from.owned_by_column == to.owned_by_column;
  const TablePair* const pair = draft.find(table);
  if (!has_same_owner || pair == nullptr) return false;
  if (!pair->stays()) return true;
  const ColumnPair* const column = pair->find_column(from.owned_by_column);
  return column != nullptr && !column->stays();
}

}  // namespace

void add_lost_sequences(Draft& draft) {
  std::map<Name, SequencePair, ByName> pairs;
  for (SequencePair& pair : draft.sequences)
    pairs.emplace(pair.to ? pair.to->name : pair.from->name, pair);
  for (const auto& [table, owned] : draft.owned_from) {
    if (draft.find(table) == nullptr) continue;
    for (const schema::Sequence* const from : owned) {
      const schema::Sequence* const to = draft.to->find_sequence(from->name);
      if (to == nullptr || !is_lost(draft, table, *from, *to)) continue;
      SequencePair& pair = pairs[from->name];
      pair = {
          .from = *from,
          .to = *to,
          .is_replaced = true,
          .cause = "it goes with the column that it belongs to"};
    }
  }
  draft.sequences.clear();
  for (auto& [name, pair] : pairs)
    draft.sequences.push_back(std::move(pair));
}

}  // namespace migrate::autogenerate
