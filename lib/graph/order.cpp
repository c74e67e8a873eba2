#include "graph/order.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

namespace migrate::graph {
namespace {

enum class Mark : char { unseen, open, done };

/// A depth-first walk without recursion: a graph may be 10,000 revisions deep.
class Walk final {
 public:
  Walk(std::size_t size, const Edges& first, const Edges& second)
      : first_(first), second_(second), marks_(size, Mark::unseen) {}

  /// Visits all that `root` leads to; false as soon as a cycle is closed.
  bool visit(Index root) {
    if (marks_[root] == Mark::done) return true;
    open(root);
    while (!stack_.empty()) {
      const auto next = next_of(stack_.back());
      if (!next) {
        close();
      } else if (marks_[*next] == Mark::open) {
        closing_ = *next;
        return false;
      } else if (marks_[*next] == Mark::unseen) {
        open(*next);
      }
    }
    return true;
  }

  std::vector<Index> finished() && { return std::move(finished_); }

  /// After visit() was false.
  std::vector<Index> cycle() const {
    const auto begin = std::ranges::find(stack_, closing_, &Frame::index);
    std::vector<Index> members;
    std::ranges::transform(begin, stack_.end(), std::back_inserter(members), &Frame::index);
    return members;
  }

 private:
  struct Frame {
    Index index;
    std::size_t edge;
  };

  void open(Index index) {
    marks_[index] = Mark::open;
    stack_.push_back(Frame{index, 0});
  }

  void close() {
    marks_[stack_.back().index] = Mark::done;
    finished_.push_back(stack_.back().index);
    stack_.pop_back();
  }

  std::optional<Index> next_of(Frame& frame) const {
    const auto first = first_(frame.index);
    const auto second = second_(frame.index);
    const std::size_t edge = frame.edge++;
    if (edge < first.size()) return first[edge];
    if (edge - first.size() < second.size()) return second[edge - first.size()];
    return std::nullopt;
  }

  const Edges& first_;
  const Edges& second_;
  std::vector<Mark> marks_;
  std::vector<Frame> stack_{};
  std::vector<Index> finished_{};
  Index closing_{0};
};

}  // namespace

std::vector<Index> sort_depth_first(std::size_t size, const Edges& first, const Edges& second) {
  Walk walk(size, first, second);
  for (Index i = 0; i < size && walk.visit(i); ++i) {
  }
  return std::move(walk).finished();
}

std::vector<Index> find_cycle(std::size_t size, const Edges& first, const Edges& second) {
  Walk walk(size, first, second);
  for (Index i = 0; i < size; ++i) {
    if (!walk.visit(i)) return walk.cycle();
  }
  return {};
}

std::span<const Index> no_edges(Index /*index*/) {
  return {};
}

std::vector<bool> reach(
    std::size_t size, std::span<const Index> start, const Edges& first, const Edges& second) {
  std::vector<bool> seen(size, false);
  std::vector<Index> todo(start.begin(), start.end());
  while (!todo.empty()) {
    const Index index = todo.back();
    todo.pop_back();
    if (seen[index]) continue;
    seen[index] = true;
    std::ranges::copy(first(index), std::back_inserter(todo));
    std::ranges::copy(second(index), std::back_inserter(todo));
  }
  return seen;
}

}  // namespace migrate::graph
