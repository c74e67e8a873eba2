#pragma once

#include <string>

#include "migrate/output/report.hpp"
#include "migrate/output/style.hpp"

namespace migrate::output {

/// "(cart, head, branch point)" for what is special about a revision; empty when nothing is.
std::string flags_text(const RevisionEntry& entry);

/// A line for `id  (flags, needs what it depends on)  message` behind `used` columns; the message
/// is cut at the terminal's edge.
std::string revision_line(const RevisionEntry& entry, const Style& style, std::size_t used);

/// The listing in its layout.
std::string revisions_text(const RevisionReport& report, const Style& style);

}  // namespace migrate::output
