#include "migrate/output/style.hpp"

#include <fmt/format.h>

#include "support/text.hpp"

namespace migrate::output {
namespace {

std::string_view escape(Paint paint) {
  switch (paint) {
    case Paint::identifier: return "\x1b[33m";
    case Paint::flag: return "\x1b[36m";
    case Paint::good: return "\x1b[32m";
    case Paint::bad: return "\x1b[1;31m";
    case Paint::quiet: return "\x1b[2m";
    case Paint::strong: return "\x1b[1m";
    case Paint::change: return "\x1b[33m";
  }
  return {};
}

}  // namespace

std::string paint(const Style& style, Paint paint, std::string_view text) {
  if (style.color == Color::off || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", escape(paint), text);
}

std::string pad(std::string text, std::size_t width) {
  const std::size_t used = support::display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string duration_text(std::chrono::microseconds duration) {
  using std::chrono::duration_cast;
  const auto milliseconds = duration_cast<std::chrono::milliseconds>(duration).count();
  if (milliseconds < 1) return fmt::format("0.{} ms", duration.count() / 100);
  if (milliseconds < 1'000) return fmt::format("{} ms", milliseconds);
  if (milliseconds < 60'000) {
    return fmt::format("{}.{} s", milliseconds / 1'000, milliseconds % 1'000 / 100);
  }
  const auto seconds = milliseconds / 1'000;
  return fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

std::string count_text(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace migrate::output
