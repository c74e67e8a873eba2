#include "migrate/embedded_source.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/text.hpp"
#include "units/cpp_source.hpp"
#include "units/wrapper.hpp"

namespace migrate::cli {
namespace {

/// What every compiler takes in one literal.
constexpr std::size_t longest_literal = 16'000;

constexpr std::string_view header_text =
    R"(// Written by `migrate embed`; what is changed here is lost.
#pragma once

#include <migrate/runtime.hpp>

const migrate::runtime::Migrations& NAME_migrations();
)";

constexpr std::string_view source_begin =
    R"(// Written by `migrate embed`; what is changed here is lost.
// NOLINTBEGIN
)";

constexpr std::string_view source_checks = R"(#include "NAME_migrations.hpp"

static_assert(
    migrate::runtime::embedded_format == 1,
    "this file was written by another version of migrate: run `migrate embed` again");

#pragma GCC diagnostic ignored "-Woverlength-strings"

)";

constexpr std::string_view source_function = R"(
const migrate::runtime::Migrations& NAME_migrations() {
  static constexpr migrate::runtime::Migrations migrations{MEMBERS};
  return migrations;
}
// NOLINTEND
)";

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

void check_name(const std::string& name) {
  const bool is_digit = !name.empty() && name.front() >= '0' && name.front() <= '9';
  if (!name.empty() && !is_digit && std::ranges::all_of(name, is_word_character)) return;
  throw Error(
      ErrorCode::usage,
      fmt::format("`{}` cannot begin the name of a function", name),
      "use letters, digits and `_`: --as app");
}

/// A text of ours for the function of this name.
std::string named(std::string_view text, const std::string& name) {
  return support::replace_all(std::string(text), "NAME", name);
}

/// Whether the byte means the same in a raw literal, whatever the compiler takes the file's
/// encoding and its line ends for.
bool is_plain(char c) {
  return (c >= ' ' && c <= '~') || c == '\n' || c == '\t';
}

/// A delimiter that no raw literal of the text ends with by chance.
std::string delimiter_for(std::string_view text) {
  std::string delimiter = "unit";
  for (int i = 1; text.find(fmt::format("){}\"", delimiter)) != std::string_view::npos; ++i)
    delimiter = fmt::format("unit{}", i);
  return delimiter;
}

std::string escaped(std::string_view bytes) {
  std::string result = "\"";
  for (const char c : bytes)
    result += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  return result + "\"";
}

/// The text as string literals one behind another.
std::string literals(std::string_view text) {
  constexpr std::size_t length_of_escape = 4;
  const std::string delimiter = delimiter_for(text);
  std::string result;
  while (!text.empty()) {
    const bool plain = is_plain(text.front());
    const auto* const end =
        std::ranges::find_if(text, [&](char c) { return is_plain(c) != plain; });
    const std::size_t most = plain ? longest_literal : longest_literal / length_of_escape;
    const auto size = std::min(static_cast<std::size_t>(end - text.begin()), most);
    const std::string_view piece = text.substr(0, size);
    result += plain ? fmt::format("R\"{0}({1}){0}\"\n", delimiter, piece) : escaped(piece) + "\n";
    text.remove_prefix(size);
  }
  return result;
}

/// The C++ units, in their order.
std::vector<units::CppSource> read_sources(const std::vector<EmbeddedUnit>& units) {
  std::vector<units::CppSource> sources;
  for (const EmbeddedUnit& embedded : units) {
    if (embedded.unit->format != units::Format::cpp) continue;
    sources.push_back(units::read_cpp_source(*embedded.unit, {}));
    sources.back().source.path = embedded.path;
    if (sources.back().directives.is_plain) continue;
    throw Error(
        ErrorCode::unsupported,
        "the unit cannot share a source file with others, for its preprocessor lines",
        "#include the headers first, then #define, and use no other # line")
        .with_place({.file = embedded.path});
  }
  return sources;
}

/// One line of the table, and the text of the unit.
std::string entry(const EmbeddedUnit& embedded, const std::string& text, const std::string& code) {
  return fmt::format(
      "    {{std::string_view({}, {}),\n     std::string_view({}, {}),\n     {}}},\n",
      support::trim(literals(embedded.path)),
      embedded.path.size(),
      support::trim(literals(text)),
      text.size(),
      code);
}

}  // namespace

EmbeddedSource write_embedded(const std::vector<EmbeddedUnit>& units, const std::string& name) {
  check_name(name);
  const std::vector<units::CppSource> sources = read_sources(units);
  std::vector<const units::CppSource*> members;
  members.reserve(sources.size());
  for (const units::CppSource& source : sources)
    members.push_back(&source);
  const std::string prefix = name + "_migrations";
  std::string table;
  std::size_t next = 0;
  for (const EmbeddedUnit& embedded : units) {
    const bool is_code = embedded.unit->format == units::Format::cpp;
    const std::string text = is_code ? sources[next].source.text : units::read_text(*embedded.unit);
    table += entry(embedded, text, is_code ? units::linked_entry(prefix, next++) : "nullptr");
  }
  if (!table.empty()) {
    table =
        "namespace {\nconstexpr migrate::runtime::EmbeddedUnit units[] = {\n" + table + "};\n}\n";
  }
  const std::string members_text = table.empty() ? "" : ".units = units";
  return {
      .header = named(header_text, name),
      .source = std::string(source_begin) + units::write_linked(members, prefix) +
                named(source_checks, name) + table +
                support::replace_all(named(source_function, name), "MEMBERS", members_text),
  };
}

}  // namespace migrate::cli
