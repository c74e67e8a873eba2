#pragma once

#include <string>
#include <vector>

#include "migrate/output/report.hpp"
#include "migrate/output/style.hpp"

namespace migrate::output {

/// The revisions, newest first, beside lanes that join them to their parents: `*` a revision; where
/// the database is known,
/// `@` a current one, `*` an applied one, `o` one that is pending. Plain ASCII; at most eight lanes
/// are drawn.
std::string graph_text(const std::vector<RevisionEntry>& newest_first, const Style& style);

}  // namespace migrate::output
