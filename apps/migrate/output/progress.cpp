#include "migrate/output/progress.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "db/url.hpp"
#include "migrate/output/text.hpp"
#include "support/text.hpp"

namespace migrate::output {
namespace {

constexpr std::size_t name_width = 60;

std::string direction_text(const graph::Plan& plan) {
  std::string count = count_text(plan.steps.size(), "revision");
  if (plan.steps.empty()) return count;
  switch (plan.steps.front().direction) {
    case graph::Direction::upgrade: break;
    case graph::Direction::downgrade: count += " down"; break;
    case graph::Direction::stamp: return "stamp";
  }
  return count;
}

std::string_view result_text(graph::Direction direction) {
  return direction == graph::Direction::stamp ? "recorded" : "ok";
}

}  // namespace

std::string database_line(const std::string& url) {
  return fmt::format("database  {}\n", db::masked(url));
}

std::string plan_line(const graph::Plan& plan, const graph::RevisionMap& map, const Style& style) {
  const std::string from = place_text(head_entries(plan.heads_before, map));
  const std::string to = place_text(head_entries(plan.heads_after(), map));
  const std::string line = fmt::format("plan      {}: {} -> {}", direction_text(plan), from, to);
  return (style.width == 0 ? line : support::shorten(line, style.width)) + "\n";
}

std::string step_line(const engine::StepReport& step, const Style& style) {
  const std::string id = step.step.revision.empty() ? "<base>" : step.step.revision;
  const std::size_t used = support::display_width(id) + 3;
  const std::size_t room = name_width > used + 4 ? name_width - used - 4 : 0;
  const std::string message = support::shorten(support::printable(step.message), room);
  const std::size_t width = used + support::display_width(message);
  const std::string dots(name_width > width + 1 ? name_width - width - 1 : 3, '.');
  return fmt::format(
      "  {} {}{}{} {} {:>7}\n",
      paint(style, Paint::identifier, id),
      message,
      message.empty() ? "" : " ",
      paint(style, Paint::quiet, dots),
      paint(style, Paint::good, result_text(step.step.direction)),
      duration_text(step.duration));
}

std::vector<HeadEntry> head_entries(
    const std::vector<graph::RevisionId>& heads, const graph::RevisionMap& map) {
  std::vector<HeadEntry> entries;
  for (const graph::RevisionId& head : heads) {
    const auto index = map.find(head);
    entries.push_back({.revision = head, .is_head = index && map.is_head(*index)});
  }
  return entries;
}

}  // namespace migrate::output
