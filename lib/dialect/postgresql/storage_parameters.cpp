#include "dialect/postgresql/storage_parameters.hpp"

#include <algorithm>
#include <array>

namespace migrate::dialect::postgresql {
namespace {

constexpr std::array<std::string_view, 8> own_methods{
    "", "brin", "btree", "gin", "gist", "hash", "heap", "spgist"};

constexpr std::array<std::string_view, 10> parameters{
    "autosummarize",
    "buffering",
    "deduplicate_items",
    "fastupdate",
    "fillfactor",
    "gin_pending_list_limit",
    "pages_per_range",
    "parallel_workers",
    "toast_tuple_target",
    "user_catalog_table",
};

// Each version has some more of them.
constexpr std::array<std::string_view, 3> families{"autovacuum_", "log_autovacuum_", "vacuum_"};

bool is_known(std::string_view name) {
  return std::ranges::find(parameters, name) != parameters.end() ||
         std::ranges::any_of(
             families, [&](std::string_view family) { return name.starts_with(family); });
}

}  // namespace

std::vector<schema::Setting> read_storage_parameters(
    const std::vector<std::string>& options,
    const std::vector<std::string>& toast,
    std::string_view access_method) {
  const bool is_own = std::ranges::find(own_methods, access_method) != own_methods.end();
  std::vector<schema::Setting> settings;
  const auto add = [&](const std::string& option, std::string_view prefix) {
    const std::size_t equals = option.find('=');
    const std::string name = option.substr(0, equals);
    if (is_own && !is_known(name)) return;
    const std::string value = equals == std::string::npos ? "" : option.substr(equals + 1);
    settings.push_back({.name = std::string(prefix) + name, .value = value});
  };
  for (const std::string& option : options)
    add(option, "");
  for (const std::string& option : toast)
    add(option, "toast.");
  std::ranges::sort(settings, {}, &schema::Setting::name);
  return settings;
}

}  // namespace migrate::dialect::postgresql
