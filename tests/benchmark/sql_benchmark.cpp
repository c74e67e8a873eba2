#include <cstddef>
#include <cstdint>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "benchmark/samples.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "dialect/sqlite/syntax.hpp"
#include "sql/splitter.hpp"
#include "support/source.hpp"

namespace migrate::sql {
namespace {

/// The statements of that many units in one script.
support::Source script(const benchmark::State& state) {
  support::Source source{.path = "script.sql"};
  for (std::size_t i = 0; i < static_cast<std::size_t>(state.range(0)); ++i)
    source.text += benchmark_samples::unit_text(i);
  return source;
}

void split_script(benchmark::State& state, const Syntax& syntax) {
  const support::Source source = script(state);
  for (auto _ : state)
    benchmark::DoNotOptimize(split(source, source.text, syntax));
  state.SetComplexityN(state.range(0));
  state.SetBytesProcessed(
      static_cast<std::int64_t>(state.iterations()) *
      static_cast<std::int64_t>(source.text.size()));
}

void split_postgresql(benchmark::State& state) {
  split_script(state, dialect::postgresql::syntax());
}

void split_sqlite(benchmark::State& state) {
  split_script(state, dialect::sqlite::syntax());
}

/// One statement: a routine whose body is as long as that many units.
void split_dollar_quote(benchmark::State& state) {
  support::Source source = script(state);
  source.text = fmt::format("CREATE FUNCTION f() AS $body$ {} $body$;", source.text);
  for (auto _ : state)
    benchmark::DoNotOptimize(split(source, source.text, dialect::postgresql::syntax()));
  state.SetComplexityN(state.range(0));
  state.SetBytesProcessed(
      static_cast<std::int64_t>(state.iterations()) *
      static_cast<std::int64_t>(source.text.size()));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMicrosecond)->Complexity();
}

BENCHMARK(split_postgresql)->Apply(sizes);
BENCHMARK(split_sqlite)->Apply(sizes);
BENCHMARK(split_dollar_quote)->Apply(sizes);

}  // namespace
}  // namespace migrate::sql
