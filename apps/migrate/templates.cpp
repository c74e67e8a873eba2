#include "migrate/templates.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/suggest.hpp"

namespace migrate::cli {
namespace {

constexpr std::array known{
    Template{"sqlite", "one file, no server: sqlite:///app.db", "sqlite:///app.db"},
    Template{
        "postgresql",
        "a server's database: postgresql://localhost/app",
        "postgresql://localhost/app"},
};

constexpr std::array<std::string_view, 6> ignored{
    ".env", ".migrate/", "*.db", "*.db-journal", "*.db-shm", "*.db-wal"};

const Template& find_template(const std::string& name, const std::string& url) {
  if (name.empty()) return url.starts_with("postgres") ? known[1] : known[0];
  const auto found = std::ranges::find(known, name, &Template::name);
  if (found != known.end()) return *found;
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const Template& one : known)
    names.emplace_back(one.name);
  const std::string guess = support::did_you_mean(name, names);
  throw Error(
      ErrorCode::usage,
      fmt::format("there is no template `{}`", name),
      guess.empty() ? "list them: migrate list-templates" : guess);
}

/// The text as a YAML scalar that reads back as itself: quoted, and with no variable in it.
std::string yaml_scalar(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += "''";
    if (c == '$') result += "$$";
    if (c != '\'' && c != '$') result += c;
  }
  return result + "'";
}

}  // namespace

std::span<const Template> templates() {
  return known;
}

std::string configuration_text(const std::string& template_name, const std::string& url) {
  const Template& chosen = find_template(template_name, url);
  return fmt::format(
      R"(# Settings of `migrate`; ${{VAR}} and ${{VAR:-default}} are replaced by variables.
url: {}
version_locations: [versions]        # where migration units are
file_template: "{{rev}}_{{slug}}"        # also {{year}} {{month}} {{day}} {{hour}} {{minute}} {{second}}
version_table: alembic_version       # the table that records what is applied
transaction: per_migration           # or all (one for a whole run), or none
lock_timeout: 5s                     # how long a statement waits for a lock; 0: the server's own
lock_wait: 10m                       # how long a run waits for another one
# models: [models]                   # what the database is to hold: .sql, .yaml, .cpp; also folders
# unit_format: cpp                   # new units in C++ instead of SQL
# hooks: {{ post_write: ["echo wrote {{path}}"] }}
# environments:                      # --env NAME puts these keys above those above
#   production: {{ url: "${{PRODUCTION_URL}}", protected: true }}
)",
      url.empty() ? std::string(chosen.url) : yaml_scalar(url));
}

std::span<const std::string_view> ignored_files() {
  return ignored;
}

}  // namespace migrate::cli
