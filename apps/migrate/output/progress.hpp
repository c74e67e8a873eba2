#pragma once

#include <string>

#include "engine/migrator.hpp"
#include "engine/project.hpp"
#include "migrate/output/report.hpp"
#include "migrate/output/style.hpp"

namespace migrate::output {

/// `database  sqlite:///app.db`, the password hidden.
std::string database_line(const std::string& url);

/// `plan      2 revisions: 3f2a91c0d4e5 -> 77aa01bb22cc (head)`.
std::string plan_line(const graph::Plan& plan, const graph::RevisionMap& map, const Style& style);

/// `  3f2a91c0d4e5 create users ............... ok   4 ms`.
std::string step_line(const engine::StepReport& step, const Style& style);

/// The rows of the version table, marked where they are heads.
std::vector<HeadEntry> head_entries(
    const std::vector<graph::RevisionId>& heads, const graph::RevisionMap& map);

}  // namespace migrate::output
