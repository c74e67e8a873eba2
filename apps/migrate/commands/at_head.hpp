#pragma once

#include <vector>

#include "engine/project.hpp"
#include "graph/revision.hpp"

namespace migrate::commands {

/// Error{database_not_at_head} unless every head is applied; it says what is not.
void require_heads(const engine::Project& project, const std::vector<graph::RevisionId>& heads);

}  // namespace migrate::commands
