#include "migrate/output/stream.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "support/error.hpp"

namespace migrate::output {
namespace {

bool is_set(const config::Environment& environment, std::string_view name) {
  const auto value = environment(name);
  return value && !value->empty();
}

std::size_t terminal_width(int descriptor) {
  constexpr std::size_t usual = 80;
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
  return size.ws_col;
}

Color automatic_color(const config::Environment& environment, Color terminal) {
  if (is_set(environment, "NO_COLOR")) return Color::off;
  if (is_set(environment, "FORCE_COLOR")) return Color::on;
  return environment("TERM").value_or("") == "dumb" ? Color::off : terminal;
}

}  // namespace

void Stream::write(std::string_view text) {
  if (failure_ != 0 || text.empty()) return;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) failure_ = errno;
}

void Stream::flush() {
  errno = 0;
  if (failure_ == 0 && std::fflush(file_) != 0) failure_ = errno;
  if (failure_ == 0 || failure_ == EPIPE) return;
  throw Error(
      ErrorCode::internal,
      fmt::format("cannot write the output: {}", std::generic_category().message(failure_)));
}

Style style_for(std::FILE* file, cli::ColorChoice choice, const config::Environment& environment) {
  const int descriptor = ::fileno(file);
  const bool is_terminal = ::isatty(descriptor) != 0;
  Style style;
  if (is_terminal) style.width = terminal_width(descriptor);
  switch (choice) {
    case cli::ColorChoice::automatic:
      style.color = automatic_color(environment, is_terminal ? Color::on : Color::off);
      break;
    case cli::ColorChoice::always: style.color = Color::on; break;
    case cli::ColorChoice::never: style.color = Color::off; break;
  }
  return style;
}

}  // namespace migrate::output
