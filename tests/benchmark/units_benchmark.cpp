#include <vector>

#include <benchmark/benchmark.h>

#include "benchmark/samples.hpp"
#include "units/header.hpp"

namespace migrate::units {
namespace {

/// The headers of that many units, whose texts are in memory already.
void read_headers(benchmark::State& state) {
  std::vector<support::Source> sources;
  for (std::size_t i = 0; i < static_cast<std::size_t>(state.range(0)); ++i)
    sources.push_back({.path = "unit.sql", .text = benchmark_samples::unit_text(i)});
  for (auto _ : state) {
    for (const support::Source& source : sources)
      benchmark::DoNotOptimize(read_header(source, Format::sql));
  }
  state.SetComplexityN(state.range(0));
}

BENCHMARK(read_headers)
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMicrosecond)
    ->Complexity();

}  // namespace
}  // namespace migrate::units
