#include "config/environment.hpp"

#include <cstddef>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/file.hpp"
#include "support/source.hpp"
#include "support/text.hpp"

namespace migrate::config {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

bool is_name_character(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return letter || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool is_name(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (!is_name_character(c)) return false;
  }
  return true;
}

/// The value of `${inside}`.
std::string expand_variable(std::string_view inside, const Environment& environment) {
  const std::size_t mark = inside.find(":-");
  const std::string_view name = inside.substr(0, mark);
  if (!is_name(name)) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("`${{{}}}` does not name a variable", inside),
        "write a dollar sign that begins no variable as $$");
  }
  const auto value = environment(name);
  if (mark == std::string_view::npos) {
    if (value) return *value;
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("the variable {} is not set", name),
        fmt::format(
            "set it: export {0}=...  or  migrate -x {0}=... ; or give a default: ${{{0}:-...}}",
            name));
  }
  return value && !value->empty() ? *value : std::string(inside.substr(mark + 2));
}

/// The text between the quotes that surround it; without quotes, up to a comment.
std::string env_value(std::string_view text, const support::Place& place) {
  text = support::trim(text);
  const char quote = text.empty() ? ' ' : text.front();
  if (quote != '"' && quote != '\'') {
    const std::size_t comment = text.find(" #");
    return std::string(support::trim(text.substr(0, comment)));
  }
  const std::size_t end = text.find(quote, 1);
  if (end == std::string_view::npos) {
    throw Error(ErrorCode::invalid_config, "the quote is not closed").with_place(place);
  }
  return std::string(text.substr(1, end - 1));
}

void read_env_line(std::string_view line, const support::Place& place, Variables& variables) {
  constexpr std::string_view keyword = "export ";
  line = support::trim(line);
  if (line.empty() || line.front() == '#') return;
  if (line.starts_with(keyword)) line = support::trim(line.substr(keyword.size()));
  const std::size_t equals = line.find('=');
  const std::string_view name = support::trim(line.substr(0, equals));
  if (equals == std::string_view::npos || !is_name(name)) {
    throw Error(ErrorCode::invalid_config, "this line is not KEY=value").with_place(place);
  }
  variables.insert_or_assign(std::string(name), env_value(line.substr(equals + 1), place));
}

}  // namespace

Environment process_environment() {
  return [](std::string_view name) -> std::optional<std::string> {
    const char* const value = std::getenv(std::string(name).c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

Environment overlay(Variables values, Environment rest) {
  return [values = std::move(values),
          rest = std::move(rest)](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(name);
    if (found != values.end()) return found->second;
    return rest(name);
  };
}

Variables read_env_file(const std::string& path) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const support::Source source{.path = path, .text = support::read_file(path)};
  const std::string_view text = source.text;
  Variables variables;
  std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    // The text of the line stays out of the place: it may be a secret.
    support::Place place = support::locate(source, begin);
    place.text.clear();
    read_env_line(text.substr(begin, end - begin), place, variables);
    begin = end + 1;
  }
  return variables;
}

std::string expand(std::string_view text, const Environment& environment) {
  std::string result;
  while (!text.empty()) {
    const std::size_t dollar = text.find('$');
    result += text.substr(0, dollar);
    if (dollar == std::string_view::npos) break;
    text.remove_prefix(dollar);
    if (text.starts_with("$$")) {
      result += '$';
      text.remove_prefix(2);
    } else if (text.starts_with("${")) {
      const std::size_t close = text.find('}');
      if (close == std::string_view::npos) {
        throw Error(
            ErrorCode::invalid_config,
            "`${` is not closed by `}`",
            "write a dollar sign that begins no variable as $$");
      }
      result += expand_variable(text.substr(2, close - 2), environment);
      text.remove_prefix(close + 1);
    } else {
      result += '$';
      text.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace migrate::config
