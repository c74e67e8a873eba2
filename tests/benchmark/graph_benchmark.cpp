#include <cstddef>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "benchmark/samples.hpp"
#include "graph/heads.hpp"
#include "graph/history.hpp"
#include "graph/plan.hpp"
#include "graph/revision_map.hpp"

namespace migrate::graph {
namespace {

using benchmark_samples::history;

std::size_t size_of(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

/// Every hundredth revision of the history begins a branch of its own, and none is merged.
std::vector<Revision> labelled_branches(std::size_t size) {
  constexpr std::size_t length = 100;
  std::vector<Revision> revisions;
  for (std::size_t i = 0; i < size; ++i) {
    Revision revision{.id = benchmark_samples::id_of(i)};
    const std::size_t parent = i % length == 0 ? 0 : i - 1;
    if (i > 0) revision.down_revisions.push_back(benchmark_samples::id_of(parent));
    if (i % length == 0) revision.branch_labels.push_back(fmt::format("branch{}", i / length));
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

void construct(benchmark::State& state, const std::vector<Revision>& revisions) {
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Revision> copy = revisions;
    state.ResumeTiming();
    const RevisionMap map(std::move(copy));
    benchmark::DoNotOptimize(map.heads());
  }
  state.SetComplexityN(state.range(0));
}

void revision_map(benchmark::State& state) {
  construct(state, history(size_of(state)));
}

void revision_map_of_labelled_branches(benchmark::State& state) {
  construct(state, labelled_branches(size_of(state)));
}

void whole_history(benchmark::State& state) {
  const RevisionMap map(history(size_of(state)));
  for (auto _ : state)
    benchmark::DoNotOptimize(graph::history(map));
  state.SetComplexityN(state.range(0));
}

void plan_upgrade_from_base(benchmark::State& state) {
  const RevisionMap map(history(size_of(state)));
  for (auto _ : state)
    benchmark::DoNotOptimize(plan_upgrade(map, "heads", {}));
  state.SetComplexityN(state.range(0));
}

void plan_downgrade_to_base(benchmark::State& state) {
  const RevisionMap map(history(size_of(state)));
  const auto heads = plan_upgrade(map, "heads", {}).heads_after();
  for (auto _ : state)
    benchmark::DoNotOptimize(plan_downgrade(map, "base", heads));
  state.SetComplexityN(state.range(0));
}

void applied_set(benchmark::State& state) {
  const RevisionMap map(history(size_of(state)));
  for (auto _ : state) {
    AppliedSet applied(map, {});
    for (const Index index : map.topological_order())
      applied.apply(index);
    benchmark::DoNotOptimize(applied.rows());
  }
  state.SetComplexityN(state.range(0));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMicrosecond)->Complexity();
}

BENCHMARK(revision_map)->Apply(sizes);
BENCHMARK(revision_map_of_labelled_branches)->Apply(sizes);
BENCHMARK(whole_history)->Apply(sizes);
BENCHMARK(plan_upgrade_from_base)->Apply(sizes);
BENCHMARK(plan_downgrade_to_base)->Apply(sizes);
BENCHMARK(applied_set)->Apply(sizes);

}  // namespace
}  // namespace migrate::graph
