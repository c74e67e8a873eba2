#include "runtime/failure.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace migrate::runtime {
namespace {

/// Each line of the text behind `prefix`.
std::string indented(std::string_view text, std::string_view prefix) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += fmt::format("{}{}\n", prefix, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string place_text(const Failure& failure) {
  if (failure.file().empty()) return {};
  std::string result = "  --> " + failure.file();
  if (failure.line() != 0) result += fmt::format(":{}", failure.line());
  if (failure.column() != 0) result += fmt::format(":{}", failure.column());
  return result + "\n";
}

}  // namespace

Failure::Failure(const std::string& message, Details details)
    : std::runtime_error(message), details_(std::move(details)) {}

std::string Failure::text() const {
  const std::string_view message = what();
  const std::size_t end = std::min(message.find('\n'), message.size());
  std::string result = fmt::format("error[{}]: {}", code(), message.substr(0, end));
  if (!sqlstate().empty()) result += fmt::format("  (SQLSTATE {})", sqlstate());
  result += "\n" + indented(message.substr(std::min(end + 1, message.size())), "  ");
  return result + place_text(*this) + indented(state(), "  ") + indented(hint(), "  help: ");
}

Failure failure_of(const Error& error) {
  const support::Place place = error.place().value_or(support::Place{});
  return {
      error.message(),
      {
          .code = std::string(support::name(error.code())),
          .hint = error.hint(),
          .file = place.file,
          .line = place.line,
          .column = place.column,
          .sqlstate = error.sqlstate(),
          .state = error.state(),
          .exit_status = support::exit_status(error.code()),
      }};
}

}  // namespace migrate::runtime
