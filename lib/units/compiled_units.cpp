#include "units/compiled_units.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/error.hpp"
#include "units/compiled_group.hpp"
#include "units/compiler.hpp"
#include "units/cpp_source.hpp"
#include "units/shipped_build.hpp"
#include "units/unit_cache.hpp"
#include "units/work_folder.hpp"

namespace migrate::units {
namespace {

/// As many units as keep the memory of one compiler below some 300 MB.
constexpr std::size_t most_in_group = 500;

/// In a build the groups may not depend on the machine.
constexpr std::size_t units_in_build_library = 100;

using Group = std::vector<const CppSource*>;
using Found = std::map<const CppSource*, const abi::Unit*>;

std::vector<CppSource> read_sources(
    const std::vector<const Unit*>& units, const Compilation& compilation) {
  std::vector<CppSource> sources;
  sources.reserve(units.size());
  for (const Unit* const unit : units)
    sources.push_back(read_cpp_source(*unit, compilation.display_directory));
  return sources;
}

Group pointers_to(const std::vector<CppSource>& sources) {
  Group result;
  for (const CppSource& source : sources)
    result.push_back(&source);
  return result;
}

Compiler compiler_for(
    const Compilation& compilation, const CppSource& source, const ShippedBuild& build) {
  auto compiler = Compiler::find(compilation);
  if (!compiler) throw no_compiler(compilation, source, build.has(source.revision));
  return *std::move(compiler);
}

/// Says how many files of each kind are compiled.
void note(const Compilation& compilation, const Group& sources) {
  if (!compilation.on_note) return;
  std::vector<std::string> counts;
  for (const CppKind kind : {CppKind::unit, CppKind::model}) {
    const auto count = std::ranges::count(sources, kind, &CppSource::kind);
    if (count == 0) continue;
    counts.push_back(fmt::format("{} C++ {}{}", count, name(kind), count == 1 ? "" : "s"));
  }
  compilation.on_note(fmt::format("compiling {}", fmt::join(counts, " and ")));
}

/// Throws the error of the first unit that has failed.
void check(Compiled& compiled) {
  std::vector<FailedUnit>& failed = compiled.failed;
  if (failed.empty()) return;
  // They are elements of one vector.
  std::ranges::sort(failed, {}, &FailedUnit::source);
  std::string state;
  for (std::size_t i = 1; i < failed.size(); ++i) {
    state += fmt::format(
        "{}{} does not compile either", i == 1 ? "" : "\n", failed[i].source->source.path);
  }
  throw failed.front().error.with_state(state);
}

void keep(const CompiledGroup& group, const Compiler& compiler, const WorkFolder& folder) {
  if (!group.is_stable) return;
  const std::string digest = store_library(folder, group.file);
  if (digest.empty()) return;
  for (const CppSource* const source : group.members)
    store_unit(folder, compiler.key(*source), digest, group.headers);
}

void add_units(const CompiledGroup& group, Found& found) {
  for (const CppSource* const source : group.members)
    found[source] = group.library.find(source->revision);
}

void compile_missing(
    const Group& missing, const Compiler& compiler, const Compilation& compilation, Found& found) {
  const Workplace place = open_workplace(compilation);
  note(compilation, missing);
  const std::size_t jobs = jobs_of(compilation);
  const std::size_t size = std::min((missing.size() + jobs - 1) / jobs, most_in_group);
  Compiled compiled = compile_groups(make_groups(missing, size), compiler, compilation, place);
  for (const CompiledGroup& group : compiled.groups) {
    if (place.is_kept) keep(group, compiler, *place.folder);
    add_units(group, found);
  }
  check(compiled);
}

/// Finds what is there without compiling; returns the others.
Group find_compiled(const Group& sources, ShippedBuild& build, Found& found) {
  Group missing;
  for (const CppSource* const source : sources) {
    found[source] = build.find(*source);
    if (found[source] == nullptr) missing.push_back(source);
  }
  return missing;
}

Group find_cached(
    const Group& sources, const Compiler& compiler, const Compilation& compilation, Found& found) {
  UnitCache cache(compilation.cache_directories);
  Group missing;
  for (const CppSource* const source : sources) {
    found[source] = cache.find(compiler.key(*source), source->revision);
    if (found[source] == nullptr) missing.push_back(source);
  }
  return missing;
}

/// The same headers, as they are named from the folder of the unit.
std::vector<HeaderFile> relative_headers(
    const std::vector<HeaderFile>& headers, const std::string& directory) {
  std::vector<HeaderFile> result = headers;
  for (HeaderFile& header : result)
    header.path = std::filesystem::path(header.path).lexically_relative(directory).string();
  return result;
}

void add_to_build(const CompiledGroup& group, const WorkFolder& folder, ShippedUnits& units) {
  const std::string digest = digest_of_file(folder.path() + "/" + group.file);
  std::error_code ignored;
  std::filesystem::rename(
      folder.path() + "/" + group.file, folder.path() + "/" + digest + ".so", ignored);
  for (const CppSource* const source : group.members) {
    units[source->revision] = {
        .digest = source->digest,
        .library = digest,
        .headers = relative_headers(group.headers, source->directory)};
  }
}

}  // namespace

std::vector<const abi::Unit*> load_cpp_units(
    const std::vector<const Unit*>& units, const Compilation& compilation) {
  return load_cpp_sources(read_sources(units, compilation), compilation);
}

std::vector<const abi::Unit*> load_cpp_sources(
    const std::vector<CppSource>& sources, const Compilation& compilation) {
  Found found;
  ShippedBuild build(compilation.build_directory);
  Group missing = find_compiled(pointers_to(sources), build, found);
  if (!missing.empty()) {
    const Compiler compiler = compiler_for(compilation, *missing.front(), build);
    missing = find_cached(missing, compiler, compilation, found);
    if (!missing.empty()) compile_missing(missing, compiler, compilation, found);
  }
  std::vector<const abi::Unit*> result;
  result.reserve(sources.size());
  for (const CppSource& source : sources)
    result.push_back(found.at(&source));
  return result;
}

std::vector<std::string> build_cpp_units(
    const std::vector<const Unit*>& units,
    const Compilation& compilation,
    const std::string& directory,
    const std::vector<std::string>& models) {
  std::vector<CppSource> sources = read_sources(units, compilation);
  for (const std::string& path : models)
    sources.push_back(read_model_source(path, compilation.display_directory));
  const Workplace place{.folder = std::make_unique<WorkFolder>(directory)};
  if (!place.folder->failure().empty()) {
    throw Error(
        ErrorCode::compile_error,
        fmt::format("cannot write the build in {}: {}", directory, place.folder->failure()));
  }
  ShippedUnits shipped;
  if (!sources.empty()) {
    const Compiler compiler = compiler_for(compilation, sources.front(), ShippedBuild({}));
    const Group members = pointers_to(sources);
    note(compilation, members);
    Compiled compiled =
        compile_groups(make_groups(members, units_in_build_library), compiler, compilation, place);
    check(compiled);
    for (const CompiledGroup& group : compiled.groups)
      add_to_build(group, *place.folder, shipped);
  }
  return write_build(*place.folder, shipped);
}

}  // namespace migrate::units
