#include "autogenerate/step_graph.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace migrate::autogenerate {
namespace {

using Index = std::size_t;

struct NodeHash {
  std::size_t operator()(const Node& node) const {
    constexpr std::size_t factor = 1000003;
    const std::hash<std::string> hash;
    auto result = static_cast<std::size_t>(node.kind);
    for (const std::string* const text : {&node.object.schema, &node.object.name, &node.part})
      result = result * factor + hash(*text);
    return result;
  }
};

/// Which steps must come before which.
class Edges final {
 public:
  /// Wants of the steps in `without_wants` are left out.
  Edges(const std::vector<PlannedStep>& steps, const std::set<Index>& without_wants)
      : next_(steps.size()) {
    connect(steps, &PlannedStep::provides, &PlannedStep::needs);
    connect(steps, &PlannedStep::provides, &PlannedStep::wants, without_wants);
    connect(steps, &PlannedStep::uses, &PlannedStep::removes);
    sort();
    known_ = next_;
    connect(steps, &PlannedStep::frees, &PlannedStep::takes);
    sort();
  }

  const std::vector<std::vector<Index>>& next() const { return next_; }

 private:
  using Nodes = std::vector<Node> PlannedStep::*;

  using StepsByNode = std::unordered_map<Node, std::vector<Index>, NodeHash>;

  void connect(
      const std::vector<PlannedStep>& steps,
      Nodes first,
      Nodes second,
      const std::set<Index>& without = {}) {
    StepsByNode before;
    for (Index i = 0; i < steps.size(); ++i) {
      for (const Node& node : steps[i].*first)
        before[node].push_back(i);
    }
    for (Index j = 0; j < steps.size(); ++j) {
      if (!without.contains(j)) connect(before, j, steps[j].*second);
    }
  }

  void connect(const StepsByNode& before, Index j, const std::vector<Node>& nodes) {
    for (const Node& node : nodes) {
      const auto found = before.find(node);
      if (found == before.end()) continue;
      for (const Index i : found->second) {
        if (i != j && !gives_itself(i, j)) next_[i].push_back(j);
      }
    }
  }

  /// Whether what frees a name has it only from the step that takes it: a rename, and a drop by the
  /// new name.
  bool gives_itself(Index frees, Index takes) const {
    return !known_.empty() && std::ranges::binary_search(known_[takes], frees);
  }

  void sort() {
    for (std::vector<Index>& list : next_) {
      std::ranges::sort(list);
      list.erase(std::unique(list.begin(), list.end()), list.end());
    }
  }

  std::vector<std::vector<Index>> next_;
  std::vector<std::vector<Index>> known_{};  // those that do not come from names
};

/// Tarjan's algorithm, with a stack of its own.
class Components final {
 public:
  explicit Components(const std::vector<std::vector<Index>>& next)
      : next_(&next), found_(next.size(), none), low_(next.size(), 0), part_(next.size(), none) {
    for (Index i = 0; i < next.size(); ++i) {
      if (found_[i] == none) visit(i);
    }
  }

  std::vector<Index> parts() && { return std::move(part_); }

 private:
  struct Frame {
    Index node{0};
    Index edge{0};
  };

  static constexpr Index none = std::numeric_limits<Index>::max();

  void enter(Index node) {
    found_[node] = low_[node] = count_++;
    path_.push_back(node);
    frames_.push_back({.node = node});
  }

  void leave(Index node) {
    frames_.pop_back();
    if (!frames_.empty()) {
      Index& low = low_[frames_.back().node];
      low = std::min(low, low_[node]);
    }
    if (low_[node] != found_[node]) return;
    for (Index member = none; member != node;) {
      member = path_.back();
      path_.pop_back();
      part_[member] = parts_;
    }
    ++parts_;
  }

  void visit(Index start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::vector<Index>& edges = (*next_)[frame.node];
      if (frame.edge == edges.size()) {
        leave(frame.node);
        continue;
      }
      const Index to = edges[frame.edge++];
      if (found_[to] == none) {
        enter(to);
      } else if (part_[to] == none) {
        low_[frame.node] = std::min(low_[frame.node], found_[to]);
      }
    }
  }

  const std::vector<std::vector<Index>>* next_;
  std::vector<Index> found_;
  std::vector<Index> low_;
  std::vector<Index> part_;
  std::vector<Index> path_{};
  std::vector<Frame> frames_{};
  Index count_{0};
  Index parts_{0};
};

/// The smallest cycle's members, by rank.
std::vector<Index> members_of_cycle(
    const std::vector<PlannedStep>& steps, const std::vector<std::vector<Index>>& next) {
  std::map<Index, std::vector<Index>> by_part;
  const std::vector<Index> parts = components(next);
  for (Index i = 0; i < steps.size(); ++i)
    by_part[parts[i]].push_back(i);
  std::vector<Index> smallest;
  for (const auto& [part, members] : by_part) {
    const bool is_smaller = smallest.empty() || members.size() < smallest.size();
    if (members.size() > 1 && is_smaller) smallest = members;
  }
  std::ranges::sort(smallest, [&](Index i, Index j) { return steps[i].rank < steps[j].rank; });
  return smallest;
}

/// Kahn's algorithm over groups. A group that waits for others and that others wait for is made in
/// several runs.
class Order final {
 public:
  Order(const std::vector<PlannedStep>& steps, const std::set<Index>& without_wants)
      : steps_(&steps),
        edges_(steps, without_wants),
        waiting_(steps.size(), 0),
        group_of_(steps.size(), 0) {
    form_groups();
    for (Index i = 0; i < steps.size(); ++i) {
      for (const Index j : edges_.next()[i]) {
        ++waiting_[j];
        if (group_of_[i] != group_of_[j]) ++groups_[group_of_[j]].waiting;
      }
    }
    for (Index i = 0; i < steps.size(); ++i)
      note_ready(i);
    for (Index g = 0; g < groups_.size(); ++g)
      note_free(g);
  }

  Ordering ordering() && {
    while (done_ < steps_->size()) {
      if (ready_.empty()) return {.cycle = members_of_cycle(*steps_, edges_.next())};
      const Index group = free_.empty() ? group_of_[ready_.begin()->second] : free_.begin()->second;
      Run run = run_of(group);
      if (!run.empty()) runs_.push_back(std::move(run));
    }
    return {.runs = std::move(runs_)};
  }

 private:
  struct Group {
    Rank rank{};
    Index left{0};
    Index waiting{0};  // edges that lead into it
    std::set<std::pair<Rank, Index>> ready{};
  };

  void form_groups() {
    std::map<std::string, Index> named;
    for (Index i = 0; i < steps_->size(); ++i) {
      const PlannedStep& step = (*steps_)[i];
      Index group = groups_.size();
      if (!step.group.empty()) group = named.emplace(step.group, group).first->second;
      if (group == groups_.size()) groups_.push_back({.rank = step.rank});
      groups_[group].rank = std::min(groups_[group].rank, step.rank);
      ++groups_[group].left;
      group_of_[i] = group;
    }
  }

  void note_ready(Index i) {
    if (waiting_[i] > 0) return;
    const std::pair<Rank, Index> entry{(*steps_)[i].rank, i};
    ready_.insert(entry);
    groups_[group_of_[i]].ready.insert(entry);
  }

  void note_free(Index g) {
    if (groups_[g].waiting == 0 && groups_[g].left > 0) free_.insert({groups_[g].rank, g});
  }

  Run run_of(Index g) {
    Group& group = groups_[g];
    Run run;
    while (!group.ready.empty()) {
      const Index i = group.ready.begin()->second;
      group.ready.erase(group.ready.begin());
      finish(i);
      run.push_back(i);
    }
    // What is left waits for another group, or for itself.
    free_.erase({group.rank, g});
    return run;
  }

  void finish(Index i) {
    ++done_;
    --groups_[group_of_[i]].left;
    ready_.erase({(*steps_)[i].rank, i});
    for (const Index j : edges_.next()[i]) {
      --waiting_[j];
      note_ready(j);
      if (group_of_[i] == group_of_[j]) continue;
      --groups_[group_of_[j]].waiting;
      note_free(group_of_[j]);
    }
  }

  const std::vector<PlannedStep>* steps_;
  Edges edges_;
  std::vector<Index> waiting_;
  std::vector<Index> group_of_;
  std::vector<Group> groups_{};
  std::set<std::pair<Rank, Index>> ready_{};
  std::set<std::pair<Rank, Index>> free_{};
  std::vector<Run> runs_{};
  Index done_{0};
};

}  // namespace

bool operator<(const Rank& a, const Rank& b) {
  const auto key = [](const Rank& rank) {
    return std::tie(rank.phase, rank.schema, rank.object, rank.place, rank.part);
  };
  return key(a) < key(b);
}

std::vector<std::size_t> components(const std::vector<std::vector<std::size_t>>& next) {
  return Components(next).parts();
}

Ordering order(const std::vector<PlannedStep>& steps) {
  std::set<std::size_t> without_wants;
  while (true) {
    Ordering ordering = Order(steps, without_wants).ordering();
    const std::size_t before = without_wants.size();
    std::ranges::copy_if(
        ordering.cycle, std::inserter(without_wants, without_wants.end()), [&](std::size_t i) {
          return !steps[i].wants.empty();
        });
    if (without_wants.size() == before) return ordering;
  }
}

}  // namespace migrate::autogenerate
