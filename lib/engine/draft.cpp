#include "engine/draft.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>
#include <string_view>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/error.hpp"
#include "support/file.hpp"
#include "support/source.hpp"
#include "support/text.hpp"
#include "units/header.hpp"

namespace migrate::engine {
namespace {

constexpr std::size_t slug_length = 40;

std::string random_id() {
  constexpr unsigned id_bits = 48;
  std::random_device device;
  const std::uint64_t high = device();
  const std::uint64_t bits = (high << 32U) | device();
  return fmt::format("{:012x}", bits & ((std::uint64_t{1} << id_bits) - 1));
}

/// ASCII letters and digits, and every character beyond ASCII.
bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool digit = byte >= '0' && byte <= '9';
  return digit || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

std::string without_end(std::string text, std::string_view characters) {
  const std::size_t last = text.find_last_not_of(characters);
  text.resize(last == std::string::npos ? 0 : last + 1);
  return text;
}

/// The template with its words filled in; the folder parts of it stay.
std::string file_stem(const DraftRequest& request, const std::string& id) {
  const std::string words = slug(request.message);
  const std::tm when = fmt::gmtime(request.now);
  const std::array<std::pair<std::string_view, std::string>, 8> values{{
      {"{rev}", id},
      {"{slug}", words},
      {"{year}", fmt::format("{:%Y}", when)},
      {"{month}", fmt::format("{:%m}", when)},
      {"{day}", fmt::format("{:%d}", when)},
      {"{hour}", fmt::format("{:%H}", when)},
      {"{minute}", fmt::format("{:%M}", when)},
      {"{second}", fmt::format("{:%S}", when)},
  }};
  std::string result;
  std::string_view rest = request.file_template;
  while (!rest.empty()) {
    const auto word = std::ranges::find_if(
        values, [rest](const auto& value) { return rest.starts_with(value.first); });
    if (word == values.end()) {
      result += rest.front();
      rest.remove_prefix(1);
    } else {
      result += word->second;
      rest.remove_prefix(word->first.size());
    }
  }
  return words.empty() ? without_end(std::move(result), "_-") : result;
}

bool is_below(const std::string& path, const std::string& directory) {
  return path.starts_with(directory + "/");
}

/// The location of the unit; with one location inside another, the inner one.
const std::string* location_of(const Project& project, const units::Unit& unit) {
  const std::string* found = nullptr;
  for (const std::string& directory : project.locations.directories) {
    const bool nearer = found == nullptr || directory.size() > found->size();
    if (nearer && is_below(unit.path, directory)) found = &directory;
  }
  return found;
}

std::string named_location(const Project& project, const std::string& path) {
  const auto& directories = project.locations.directories;
  if (std::ranges::find(directories, path) != directories.end()) return path;
  throw Error(
      ErrorCode::usage,
      fmt::format("{} is no version location of this project", path),
      fmt::format("the version locations are: {}", fmt::join(directories, ", ")));
}

std::string choose_location(
    const Project& project,
    const DraftRequest& request,
    const std::vector<graph::Index>& down_revisions) {
  if (!request.version_path.empty()) return named_location(project, request.version_path);
  const auto& directories = project.locations.directories;
  if (directories.size() == 1) return directories.front();
  for (const graph::Index index : down_revisions) {
    const std::string* const found = location_of(project, project.units[index]);
    if (found != nullptr) return *found;
  }
  throw Error(
      ErrorCode::usage,
      "the project has several version locations, and nothing says which one is meant",
      fmt::format("name one: --version-path {}", fmt::join(directories, "  or  ")));
}

/// Ids in full; labels stay labels, so that they follow their branch.
std::vector<std::string> dependencies(const Project& project, const DraftRequest& request) {
  std::vector<std::string> result;
  for (const std::string& word : request.depends_on) {
    if (project.map.find_label(word)) {
      result.push_back(word);
      continue;
    }
    const auto found = graph::find_all(project.map, word, {});
    if (found.empty()) {
      throw Error(
          ErrorCode::missing_dependency, fmt::format("`{}` is no revision to depend on", word));
    }
    for (const graph::Index index : found)
      result.push_back(project.map[index].id);
  }
  return result;
}

bool is_illegal_in_label(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '@' || c == '+' || c == ':' || byte <= ' ' || byte == 0x7F;
}

/// A label must never read as another form of identifier.
void check_label(const std::string& label) {
  constexpr std::array<std::string_view, 4> reserved{"head", "heads", "base", "current"};
  const std::size_t dash = label.rfind('-');
  const bool relative = dash != std::string::npos && dash + 1 < label.size() &&
                        label.find_first_not_of("0123456789", dash + 1) == std::string::npos;
  const bool bad = label.empty() || relative || std::ranges::any_of(label, is_illegal_in_label) ||
                   std::ranges::find(reserved, label) != reserved.end();
  if (!bad) return;
  throw Error(
      ErrorCode::illegal_revision_id,
      fmt::format("`{}` cannot be a branch label", label),
      "a label has no `@ + :` and no white space, does not end in a dash and a number, and is none "
      "of head, heads, base, current");
}

/// The graph would refuse these too, and speak of two units where there is one.
void check_names(const graph::RevisionMap& map, const graph::Revision& revision) {
  units::check_revision_id(revision.id);
  if (map.find(revision.id)) {
    throw Error(
        ErrorCode::duplicate_revision,
        fmt::format("there is a revision `{}` already", revision.id),
        "choose another id, or leave it out for a random one");
  }
  for (const std::string& label : revision.branch_labels) {
    check_label(label);
    if (std::ranges::count(revision.branch_labels, label) > 1) {
      throw Error(
          ErrorCode::duplicate_branch_label,
          fmt::format("the branch label `{}` is given twice", label));
    }
    const auto owner = map.find_label(label);
    if (!owner) continue;
    throw Error(
        ErrorCode::duplicate_branch_label,
        fmt::format("the branch label `{}` belongs to revision `{}`", label, map[*owner].id),
        "choose another label");
  }
}

/// Builds the graph as it would be, which refuses whatever would break it.
void check_graph(const Project& project, const graph::Revision& revision) {
  const auto present = project.map.revisions();
  std::vector<graph::Revision> revisions(present.begin(), present.end());
  revisions.push_back(revision);
  const graph::RevisionMap checked(std::move(revisions));
}

std::string_view extension(units::Format format) {
  switch (format) {
    case units::Format::sql: return ".sql";
    case units::Format::cpp: return ".cpp";
  }
  return {};
}

/// What stands behind the front matter of a new unit.
std::string_view empty_body(units::Format format) {
  switch (format) {
    case units::Format::sql: return "\n-- migrate:up\n\n\n-- migrate:down\n\n";
    case units::Format::cpp:
      return "\n"
             "#include <migrate/unit.hpp>\n"
             "\n"
             "using namespace migrate;\n"
             "\n"
             "void upgrade(Operations& op) {\n"
             "}\n"
             "\n"
             "void downgrade(Operations& op) {\n"
             "}\n";
  }
  return {};
}

}  // namespace

std::string slug(const std::string& message) {
  std::string result;
  for (const char c : support::to_lower(support::printable(message))) {
    if (is_word_byte(c)) {
      result += c;
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  result = without_end(std::move(result), "_");
  const std::size_t limit = support::byte_offset(result, slug_length);
  if (limit == result.size()) return result;
  // Whole words where that leaves something; the one word that is too long is cut.
  const std::size_t word_end = result[limit] == '_' ? limit : result.rfind('_', limit);
  result.resize(word_end == std::string::npos ? limit : word_end);
  return without_end(std::move(result), "_");
}

Draft draft(const Project& project, const DraftRequest& request) {
  const auto down = graph::find_down_revisions(project.map, request.heads, request.splice);
  graph::Revision revision{
      .id = request.revision_id.empty() ? random_id() : request.revision_id,
      .branch_labels = request.branch_labels,
      .depends_on = dependencies(project, request),
      .message = request.message,
  };
  check_names(project.map, revision);
  for (const graph::Index index : down)
    revision.down_revisions.push_back(project.map[index].id);
  const std::filesystem::path location = choose_location(project, request, down);
  const std::string path =
      (location / (file_stem(request, revision.id).append(extension(request.format)))).string();
  revision.origin = support::display_path(path, project.locations.display_directory);
  check_graph(project, revision);
  Draft result;
  result.unit.revision = std::move(revision);
  result.unit.create_date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(request.now));
  result.unit.path = path;
  result.unit.format = request.format;
  result.text = units::write_header(result.unit);
  result.text += request.body.empty() ? empty_body(request.format) : request.body;
  return result;
}

}  // namespace migrate::engine
