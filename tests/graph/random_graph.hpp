#pragma once

#include <random>
#include <string>
#include <vector>

#include "graph/revision.hpp"

namespace migrate::graph {

/// A random graph without errors: several bases, forks, merges, dependencies across branches.
inline std::vector<Revision> random_graph(std::mt19937& random, std::size_t size) {
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  const auto pick = [&](std::vector<RevisionId>& ids, const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  std::vector<Revision> revisions;
  for (std::size_t i = 0; i < size; ++i) {
    Revision revision{.id = "r" + std::to_string(1000 + i)};
    const std::size_t kind = i == 0 ? 0 : below(12);
    const std::size_t parents = kind == 0 ? 0 : (kind >= 10 ? 2 : 1);
    for (std::size_t p = 0; p < parents; ++p) {
      const std::size_t reach = std::min<std::size_t>(i, 6);
      pick(revision.down_revisions, revisions[i - 1 - below(reach)].id);
    }
    if (i > 0 && below(5) == 0) pick(revision.depends_on, revisions[below(i)].id);
    revisions.push_back(std::move(revision));
  }
  std::ranges::shuffle(revisions, random);
  return revisions;
}

}  // namespace migrate::graph
