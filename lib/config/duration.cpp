#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "config/config.hpp"

namespace migrate::config {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr std::array units{
    Unit{"ms", 1},
    Unit{"s", 1'000},
    Unit{"m", 60'000},
    Unit{"h", 3'600'000},
};

// A hundred days: longer than anybody waits, short enough for every server's own setting.
constexpr std::int64_t longest = std::int64_t{100} * 24 * 3'600'000;

/// Takes one `90s` off the front of the text.
std::optional<std::int64_t> take_part(std::string_view& text) {
  std::int64_t count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool ok = failure == std::errc{} && count >= 0 && count <= longest;
  if (!ok || text.front() == '-') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  for (const Unit& unit : units) {
    // "m" is the beginning of "ms", which stands before it.
    if (!text.starts_with(unit.name)) continue;
    text.remove_prefix(unit.name.size());
    return count > longest / unit.milliseconds ? std::nullopt
                                               : std::optional(count * unit.milliseconds);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (text == "0") return std::chrono::milliseconds{0};
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    const auto part = take_part(text);
    if (!part || total + *part > longest) return std::nullopt;
    total += *part;
  }
  return std::chrono::milliseconds{total};
}

}  // namespace migrate::config
