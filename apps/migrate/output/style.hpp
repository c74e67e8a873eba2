#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace migrate::output {

enum class Color { off, on };

/// How text may look where it goes.
struct Style {
  Color color{Color::off};
  std::size_t width{0};  // of the terminal; 0: there is none, nothing is cut
};

enum class Paint { identifier, flag, good, bad, quiet, strong, change };

/// The text in that colour, or as it is.
std::string paint(const Style& style, Paint paint, std::string_view text);

/// `text` and spaces up to `width` columns.
std::string pad(std::string text, std::size_t width);

/// "0.4 ms", "4 ms", "1.2 s", "2 min 5 s".
std::string duration_text(std::chrono::microseconds duration);

/// "1 revision", "2 revisions".
std::string count_text(std::size_t count, std::string_view noun);

}  // namespace migrate::output
