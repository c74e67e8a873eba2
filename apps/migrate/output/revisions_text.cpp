#include "migrate/output/revisions_text.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "migrate/output/graph_text.hpp"
#include "support/text.hpp"

namespace migrate::output {
namespace {

constexpr std::size_t label_width = 15;
// Two ids and ", ": a wider left side moves its own line only.
constexpr std::size_t widest_parents = 26;
constexpr std::size_t narrowest_message = 12;

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

/// The message cut to what is left of the terminal's line.
std::string message_text(const std::string& message, const Style& style, std::size_t used) {
  std::string text = support::printable(message);
  if (style.width == 0) return text;
  const std::size_t room = style.width > used ? style.width - used : 0;
  return support::shorten(text, std::max(room, narrowest_message));
}

std::string flags_of_child(const Child& child) {
  return child.branch_labels.empty() ? "" : fmt::format("({})", joined(child.branch_labels));
}

/// `id  (flags)  message`, without what is empty.
std::string line(
    const std::string& id,
    const std::string& flags,
    const std::string& message,
    const Style& style,
    std::size_t used) {
  std::string result = paint(style, Paint::identifier, id);
  used += support::display_width(id);
  if (!flags.empty()) {
    result += "  " + paint(style, Paint::flag, flags);
    used += 2 + support::display_width(flags);
  }
  if (!message.empty()) result += "  " + message_text(message, style, used + 2);
  return result + "\n";
}

std::size_t widest(const std::vector<RevisionEntry>& entries, std::size_t limit, auto text_of) {
  std::size_t width = 0;
  for (const RevisionEntry& entry : entries) {
    const std::size_t own = support::display_width(text_of(entry));
    if (own <= limit) width = std::max(width, own);
  }
  return width;
}

std::string parents_text(const RevisionEntry& entry) {
  return entry.down_revisions.empty() ? "<base>" : joined(entry.down_revisions);
}

std::string lines_with_parents(const std::vector<RevisionEntry>& entries, const Style& style) {
  const std::size_t width = widest(entries, widest_parents, parents_text);
  std::string result;
  for (const RevisionEntry& entry : entries) {
    const std::string parents = parents_text(entry);
    const std::size_t own = support::display_width(parents);
    const std::string indent(own < width ? width - own : 0, ' ');
    result += fmt::format("{}{} -> ", indent, paint(style, Paint::quiet, parents));
    result += revision_line(entry, style, std::max(own, width) + 4);
  }
  return result;
}

std::string branches_text(const std::vector<RevisionEntry>& entries, const Style& style) {
  constexpr std::string_view arrow = "  -> ";
  std::string result;
  for (const RevisionEntry& entry : entries) {
    result += revision_line(entry, style, 0);
    for (const Child& child : entry.children) {
      result += arrow;
      result += line(child.revision, flags_of_child(child), child.message, style, arrow.size());
    }
  }
  return result;
}

void add_field(std::string& block, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  block += pad(std::string(name), label_width) + value + "\n";
}

std::string children_text(const RevisionEntry& entry) {
  std::vector<std::string> ids;
  for (const Child& child : entry.children)
    ids.push_back(child.revision);
  return joined(ids);
}

std::string message_block(const std::string& message) {
  std::string result;
  std::string_view rest = message;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    result += "    " + support::printable(rest.substr(0, end)) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return result.empty() ? result : "\n" + result;
}

std::string block(const RevisionEntry& entry, const Style& style) {
  const std::string flags = flags_text(entry);
  std::string result;
  add_field(
      result,
      "revision",
      paint(style, Paint::identifier, entry.revision) +
          (flags.empty() ? "" : "  " + paint(style, Paint::flag, flags)));
  add_field(result, entry.is_merge_point ? "merges" : "parent", parents_text(entry));
  add_field(result, "depends on", joined(entry.depends_on));
  add_field(result, entry.is_branch_point ? "branches into" : "child", children_text(entry));
  add_field(result, "branch labels", joined(entry.branch_labels));
  add_field(result, "created", entry.create_date);
  add_field(result, "file", entry.display_path);
  return result + message_block(entry.message);
}

std::string blocks(const std::vector<RevisionEntry>& entries, const Style& style) {
  std::string result;
  for (const RevisionEntry& entry : entries) {
    if (!result.empty()) result += "\n";
    result += block(entry, style);
  }
  return result;
}

/// Ids of one width, so that what follows them stands in one column.
std::string lines(const std::vector<RevisionEntry>& entries, const Style& style) {
  const std::size_t ids =
      widest(entries, std::string::npos, [](const RevisionEntry& entry) { return entry.revision; });
  std::string result;
  for (const RevisionEntry& entry : entries) {
    const std::string flags = flags_text(entry);
    const bool last = flags.empty() && entry.message.empty();
    const std::string id = last ? entry.revision : pad(entry.revision, ids);
    result += line(id, flags, entry.message, style, 0);
  }
  return result;
}

std::vector<std::string> flags_of(const RevisionEntry& entry) {
  std::vector<std::string> flags = entry.branch_labels;
  if (entry.is_head) flags.emplace_back(entry.is_effective_head ? "head" : "effective head");
  if (entry.applied == Applied::current) flags.emplace_back("current");
  if (entry.is_branch_point) flags.emplace_back("branch point");
  if (entry.is_merge_point) flags.emplace_back("merge point");
  return flags;
}

}  // namespace

std::string flags_text(const RevisionEntry& entry) {
  const auto flags = flags_of(entry);
  return flags.empty() ? std::string{} : fmt::format("({})", joined(flags));
}

std::string revision_line(const RevisionEntry& entry, const Style& style, std::size_t used) {
  std::vector<std::string> flags = flags_of(entry);
  for (const std::string& needed : entry.depends_on)
    flags.push_back("needs " + needed);
  const std::string text = flags.empty() ? std::string{} : fmt::format("({})", joined(flags));
  return line(entry.revision, text, entry.message, style, used);
}

std::string revisions_text(const RevisionReport& report, const Style& style) {
  switch (report.layout) {
    case Layout::lines: return lines(report.revisions, style);
    case Layout::lines_with_parents: return lines_with_parents(report.revisions, style);
    case Layout::blocks: return blocks(report.revisions, style);
    case Layout::branches: return branches_text(report.revisions, style);
    case Layout::graph: return graph_text(report.revisions, style);
  }
  return {};
}

}  // namespace migrate::output
