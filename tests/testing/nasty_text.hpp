#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace migrate::testing {

/// What splitters break on.
inline constexpr auto nasty_fragments = std::to_array<std::string_view>({
    "'",
    "''",
    "\"",
    "\"\"",
    "E'",
    "e'",
    "U&'",
    "U&\"",
    "B'",
    "N'x'",
    "\\",
    "\\'",
    "\\\\",
    "$$",
    "$a$",
    "$a",
    "$1",
    "$",
    "a$b$c",
    "`",
    "[",
    "]",
    "--",
    "-- x\n",
    "--\r\n",
    "/*",
    "*/",
    "/*/",
    "/**/",
    ";",
    ";;",
    "(",
    ")",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\f",
    "\\.\n",
    "\\.",
    "\n\\.\r\n",
    "\\connect x\n",
    "BEGIN",
    " ATOMIC ",
    "END",
    " END;",
    " CASE ",
    "CREATE ",
    "OR REPLACE ",
    "FUNCTION ",
    "PROCEDURE ",
    "TEMP ",
    "TRIGGER ",
    "RULE ",
    " DO (",
    "COPY t FROM STDIN;\n",
    "COPY ",
    " FROM ",
    " STDIN",
    "1e+5",
    ".5",
    "1",
    "x",
    "\xC3\xA9",
    "\xEF\xBB\xBF",
    "\xFF",
    "?1",
    ":a",
    "::",
    "@b",
    "-- migrate:up\n",
    "\n-- migrate:down\n",
});

/// Text made of the fragments that break splitters, in any order; the same text for the same seed.
inline std::string nasty_text(std::mt19937& random, std::size_t fragments) {
  std::uniform_int_distribution<std::size_t> pick(0, nasty_fragments.size() - 1);
  std::string text;
  for (std::size_t i = 0; i < fragments; ++i)
    text += nasty_fragments.at(pick(random));
  return text;
}

}  // namespace migrate::testing
