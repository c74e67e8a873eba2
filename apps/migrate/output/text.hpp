#pragma once

#include <string>

#include "migrate/output/report.hpp"
#include "migrate/output/style.hpp"

namespace migrate::output {

/// The report for people; every line ends in a line end.
std::string text(const Report& report, const Style& style);

/// What to type next, or a note in place of an empty list; for stderr. Empty: nothing.
std::string note_text(const Report& report, const Style& style);

/// The last line of a run: where the database is now.
std::string place_text(const std::vector<HeadEntry>& heads);

}  // namespace migrate::output
