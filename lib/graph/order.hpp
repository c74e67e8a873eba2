#pragma once

#include <functional>
#include <span>
#include <vector>

#include "graph/revision_map.hpp"

namespace migrate::graph {

/// The edges that lead away from a revision.
using Edges = std::function<std::span<const Index>(Index)>;

/// Every revision of a graph of `size` after those that its edges lead to: depth first, so that a
/// branch is finished before its sibling begins; ties in order of index. Of a graph with a cycle,
/// only a part of them.
std::vector<Index> sort_depth_first(std::size_t size, const Edges& first, const Edges& second);

/// The members of one cycle, in order along it; empty when there is none.
std::vector<Index> find_cycle(std::size_t size, const Edges& first, const Edges& second);

/// The edges of a graph that has only one kind.
std::span<const Index> no_edges(Index index);

/// `start` and everything that can be reached from it, marked.
std::vector<bool> reach(
    std::size_t size,
    std::span<const Index> start,
    const Edges& first,
    const Edges& second = no_edges);

}  // namespace migrate::graph
