#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace migrate::config {

/// Looks a variable up; nothing when it is not set. The process environment, a map in tests, `-x`
/// values before both.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// The process's own environment.
Environment process_environment();

/// `values` first, then `rest`.
Environment overlay(std::map<std::string, std::string, std::less<>> values, Environment rest);

/// `KEY=value` lines of a .env file (`export` allowed, quotes removed, # comments). Errors:
/// invalid_config with its place.
std::map<std::string, std::string, std::less<>> read_env_file(const std::string& path);

/// `${VAR}` and `${VAR:-default}` replaced; `$$` is a dollar sign. An unset variable without a
/// default, or a `${` that is not closed, throws Error{invalid_config}.
std::string expand(std::string_view text, const Environment& environment);

}  // namespace migrate::config
