#pragma once

#include <string>

#include "engine/draft.hpp"
#include "migrate/context.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// What the configuration has new units written as.
units::Format unit_format(const config::Config& config);

/// A unit that has been written.
struct WrittenUnit {
  output::RevisionEntry entry{};
  std::string next{};  // what to type next
};

/// Writes the draft and runs the post-write hooks on it. Errors: usage when the file exists;
/// unit_error when a hook fails, the file stays.
WrittenUnit write_unit(
    const engine::Draft& draft, const config::Config& config, const cli::Context& context);

output::Report report_of(WrittenUnit unit);

}  // namespace migrate::commands
