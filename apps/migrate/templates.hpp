#pragma once

#include <span>
#include <string>
#include <string_view>

namespace migrate::cli {

/// What a new project can begin as.
struct Template {
  std::string_view name;
  std::string_view summary;
  std::string_view url;
};

std::span<const Template> templates();

/// The alembic.yaml of a new project: from the named template (empty: the one for `url`, or the
/// first), with `url` in it unless that is empty. Errors: usage for a template that does not exist.
std::string configuration_text(const std::string& template_name, const std::string& url);

/// The lines that a new project's .gitignore needs.
std::span<const std::string_view> ignored_files();

}  // namespace migrate::cli
