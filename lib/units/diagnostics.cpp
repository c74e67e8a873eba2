#include "units/diagnostics.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "support/file.hpp"
#include "support/source.hpp"
#include "support/text.hpp"
#include "units/sdk_fields.hpp"
#include "units/wrapper.hpp"

namespace migrate::units {
namespace {

constexpr std::string_view error_words[] = {": fatal error: ", ": error: "};

/// A position as a compiler names it; a column of 0: only the line.
struct Position {
  std::size_t line{0};
  std::size_t column{0};
};

/// A line that says `file:line:column: error: text`.
struct Diagnostic {
  std::string file{};
  Position position{};
  std::string text{};
};

/// Takes a number at the end of the text off, with the colon in front of it.
std::size_t take_number(std::string_view& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return 0;
  const std::string_view digits = text.substr(colon + 1);
  if (digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return 0;
  text = text.substr(0, colon);
  return std::stoul(std::string(digits));
}

std::optional<Diagnostic> read_error(std::string_view line) {
  if (line.starts_with(' ')) return std::nullopt;
  for (const std::string_view words : error_words) {
    const std::size_t at = line.find(words);
    if (at == std::string_view::npos) continue;
    std::string_view where = line.substr(0, at);
    const std::size_t last = take_number(where);
    const std::size_t other = take_number(where);
    const Position position = other == 0 ? Position{.line = last} : Position{other, last};
    return Diagnostic{
        .file = std::string(where),
        .position = position,
        .text = std::string(line.substr(at + words.size()))};
  }
  return std::nullopt;
}

/// Where the line names this file.
std::optional<Position> find_mention(std::string_view line, const std::string& file) {
  const std::size_t at = line.find(file + ":");
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = line.substr(at + file.size());
  std::size_t size = 0;
  while (size < rest.size() && (rest[size] == ':' || std::isdigit(rest[size]) != 0))
    ++size;
  rest = rest.substr(0, size);
  while (rest.ends_with(':'))
    rest.remove_suffix(1);
  std::string_view all = rest;
  const std::size_t last = take_number(all);
  const std::size_t other = take_number(all);
  if (last == 0) return std::nullopt;
  return other == 0 ? Position{.line = last} : Position{other, last};
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return lines;
}

bool tells_of_instantiation(std::string_view line) {
  return line.find(":   required ") != std::string_view::npos || line.ends_with(" requested here");
}

bool tells_of_inclusion(std::string_view line) {
  return line.starts_with("In file included from ") || line.starts_with("                 from ");
}

bool is_note(std::string_view line) {
  return line.find(": note: ") != std::string_view::npos;
}

/// The first of the lines that is of this kind and names the file.
template <typename Lines>
std::optional<Position> find_mention(
    const Lines& lines, bool (*is_kind)(std::string_view), const std::string& file) {
  for (const std::string_view line : lines) {
    if (!is_kind(line)) continue;
    if (const auto position = find_mention(line, file)) return position;
  }
  return std::nullopt;
}

/// The place in `file` that led to the error in the line `at`: what was instantiated, how the
/// header was included, or a note about it.
std::optional<Position> find_cause(
    const std::vector<std::string_view>& lines, std::size_t at, const std::string& file) {
  const auto error = lines.begin() + static_cast<std::ptrdiff_t>(at);
  const auto next =
      std::find_if(error + 1, lines.end(), [](auto line) { return read_error(line).has_value(); });
  std::vector<std::string_view> around(std::make_reverse_iterator(error), lines.rend());
  around.insert(around.end(), error + 1, next);
  for (const auto is_kind : {tells_of_instantiation, tells_of_inclusion, is_note}) {
    if (const auto position = find_mention(around, is_kind, file)) return position;
  }
  return std::nullopt;
}

/// The offset of the line's beginning.
std::size_t offset_of_line(std::string_view text, std::size_t line) {
  std::size_t offset = 0;
  for (std::size_t i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', offset);
    if (end == std::string_view::npos) return text.size();
    offset = end + 1;
  }
  return offset;
}

/// What a compiler counts columns in. Only clang sums up its errors.
enum class Columns { bytes, width };

Columns columns_of(std::string_view output) {
  return output.find(" generated.") == std::string_view::npos ? Columns::width : Columns::bytes;
}

/// The offset in the line at which the column begins, which counts from 1.
std::size_t offset_in_line(std::string_view line, std::size_t column, Columns columns) {
  if (columns == Columns::bytes) return std::min(column - 1, line.size());
  std::size_t offset = 0;
  std::size_t width = 0;
  while (offset < line.size() && width < column - 1) {
    std::size_t end = offset + 1;
    while (end < line.size() && support::is_continuation(line[end]))
      ++end;
    const std::string_view character = line.substr(offset, end - offset);
    width += character == "\t" ? 1 : support::display_width(character);
    offset = end;
  }
  return offset;
}

support::Place place_of(const support::Source& source, Position position, Columns columns) {
  const std::size_t begin = offset_of_line(source.text, position.line);
  support::Place place = support::locate(source, begin);
  if (position.column == 0) {
    place.column = 0;
    return place;
  }
  const std::string_view line = std::string_view(source.text).substr(begin);
  return support::locate(
      source, begin + offset_in_line(line.substr(0, line.find('\n')), position.column, columns));
}

/// The word between the quotes behind `words`; empty: there is none.
std::string_view quoted_word(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + words.size());
  return text.substr(0, text.find('\''));
}

/// GCC places a member that does not exist at the end of the braces it stands in: looks for it in
/// front of there.
std::optional<std::size_t> find_designator(
    const support::Source& source, std::size_t end, std::string_view text) {
  const std::string_view name = quoted_word(text, "has no non-static data member named '");
  if (name.empty()) return std::nullopt;
  const std::size_t at = source.text.rfind(fmt::format(".{} ", name), end);
  if (at == std::string::npos) return std::nullopt;
  return at + 1;
}

support::Place place_in_unit(
    const support::Source& source, const Diagnostic& error, Columns columns) {
  const std::size_t end = offset_of_line(source.text, error.position.line + 1);
  if (const auto at = find_designator(source, end, error.text)) return support::locate(source, *at);
  return place_of(source, error.position, columns);
}

/// The line on which a function of this name seems to be defined.
support::Place place_of_function(const support::Source& source, std::string_view name) {
  const std::vector<std::string_view> lines = split_lines(source.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = support::trim(lines[i]);
    const std::size_t at = line.find(fmt::format("{}(", name));
    const bool is_word = at != std::string_view::npos && at > 0 &&
                         std::string_view(" *&:").find(line[at - 1]) != std::string_view::npos;
    if (is_word && !line.starts_with("//")) {
      return place_of(source, {.line = i + 1}, Columns::bytes);
    }
  }
  return {.file = source.path};
}

/// What the function of this name must be.
std::string signature(std::string_view name) {
  const std::string_view parameter = name == "declare" ? "Model& model" : "Operations& op";
  return fmt::format("void {}({})", name, parameter);
}

/// The error that a check of the wrapper means.
std::optional<Error> read_check(const CppSource& source, std::string_view text) {
  const std::size_t at = text.find(wrapper_mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view check = text.substr(at + wrapper_mark.size());
  const std::string& path = source.source.path;
  const support::Place file{.file = path};
  constexpr std::string_view wrong = "wrong ";
  if (check.starts_with(wrong)) {
    std::string_view name = check.substr(wrong.size());
    name = name.substr(0, name.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
    return Error(
               invalid(source.kind),
               fmt::format("`{}` of {} is not `{}`", name, path, signature(name)),
               fmt::format("write it as `{} {{ ... }}`", signature(name)))
        .with_place(place_of_function(source.source, name));
  }
  if (check.starts_with("missing declare")) {
    return Error(
               invalid(source.kind),
               fmt::format("{} does not define `declare`", path),
               "write, outside of any namespace, `void declare(Model& model) { ... }`")
        .with_place(file);
  }
  if (check.starts_with("both")) {
    return Error(
               ErrorCode::invalid_unit,
               fmt::format("{} defines `change` beside `upgrade` or `downgrade`", path),
               "keep either `change`, whose operations are reversed for the way back, or the "
               "others")
        .with_place(place_of_function(source.source, "change"));
  }
  return Error(
             ErrorCode::invalid_unit,
             fmt::format("{} defines neither `upgrade` nor `change`", path),
             "write, outside of any namespace, `void upgrade(Operations& op) { ... }`")
      .with_place(file);
}

std::string hint_for(CppKind kind, std::string_view text) {
  if (std::string hint = field_hint(text); !hint.empty()) return hint;
  const bool is_missing_header =
      text.ends_with(": No such file or directory") || text.ends_with("' file not found");
  if (is_missing_header) return "add the folder of the header to compile.include in alembic.yaml";
  return fmt::format("correct the {}; -v shows all that the compiler says", name(kind));
}

/// The compiler's text with the file it is about, when that is not the unit.
std::string describe_elsewhere(const Diagnostic& error, const std::string& display_directory) {
  if (error.position.line == 0) return error.text;
  return fmt::format(
      "{}:{}: {}",
      support::display_path(error.file, display_directory),
      error.position.line,
      error.text);
}

Error compile_error(const CppSource& source, std::string_view text) {
  return {
      ErrorCode::compile_error,
      fmt::format("{} does not compile: {}", source.source.path, text),
      hint_for(source.kind, text)};
}

}  // namespace

Error read_diagnostics(
    const CppSource& source,
    std::string_view output,
    const std::string& wrapper,
    const std::string& display_directory) {
  const std::vector<std::string_view> lines = split_lines(output);
  const auto first = std::ranges::find_if(
      lines, [](std::string_view line) { return read_error(line).has_value(); });
  const std::string detail(output);
  if (first == lines.end()) {
    return compile_error(source, "the compiler has failed")
        .with_place({.file = source.source.path})
        .with_detail(detail);
  }
  const Diagnostic error = *read_error(*first);
  const Columns columns = columns_of(output);
  if (error.file == source.path) {
    return compile_error(source, error.text)
        .with_place(place_in_unit(source.source, error, columns))
        .with_detail(detail);
  }
  const bool is_check = error.file == wrapper;
  if (is_check) {
    if (const auto check = read_check(source, error.text)) return check->with_detail(detail);
  }
  const auto at = static_cast<std::size_t>(first - lines.begin());
  const auto cause = find_cause(lines, at, source.path);
  const support::Place place =
      cause ? place_of(source.source, *cause, columns) : support::Place{.file = source.source.path};
  const std::string text = is_check ? error.text : describe_elsewhere(error, display_directory);
  return compile_error(source, text).with_place(place).with_detail(detail);
}

Error undefined_symbol(const CppSource& source, const std::string& symbol) {
  return Error(
             ErrorCode::compile_error,
             fmt::format(
                 "{} does not link: `{}` is declared but nowhere defined",
                 source.source.path,
                 symbol),
             fmt::format(
                 "define it in the {}, or add the library that has it to compile.flags in "
                 "alembic.yaml (-lNAME)",
                 name(source.kind)))
      .with_place(place_of_function(source.source, symbol.substr(0, symbol.find('('))));
}

}  // namespace migrate::units
