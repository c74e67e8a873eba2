#include "migrate/commands/new_unit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "support/file.hpp"
#include "support/process.hpp"
#include "support/text.hpp"

namespace migrate::commands {
namespace {

/// Runs a hook in the project's folder; what it prints goes to the standard error, beside our
/// results.
void run_hook(const std::string& hook, const std::string& path, const config::Config& config) {
  const std::string command = support::replace_all(hook, "{path}", support::shell_quote(path));
  const int status = support::run_shell(
      fmt::format("cd {} && {{ {}\n}} >&2", support::shell_quote(config.directory), command));
  if (status == 0) return;
  throw Error(
      ErrorCode::unit_error,
      fmt::format("the post-write hook `{}` failed with status {}", hook, status),
      fmt::format("mend the hook in {}, or the unit", config.path))
      .with_place({.file = path})
      .with_state("the unit has been written and stays");
}

output::RevisionEntry entry(const engine::Draft& draft, const cli::Context& context) {
  const units::Unit& unit = draft.unit;
  return {
      .revision = unit.revision.id,
      .down_revisions = unit.revision.down_revisions,
      .branch_labels = unit.revision.branch_labels,
      .depends_on = unit.revision.depends_on,
      .message = unit.revision.message,
      .create_date = unit.create_date,
      .path = unit.path,
      .display_path = context.display_path(unit.path),
      .is_head = true,
      .is_effective_head = true,
      .is_base = unit.revision.is_base(),
      .is_merge_point = unit.revision.is_merge_point(),
  };
}

}  // namespace

units::Format unit_format(const config::Config& config) {
  switch (config.unit_format) {
    case config::UnitFormat::sql: return units::Format::sql;
    case config::UnitFormat::cpp: return units::Format::cpp;
  }
  return units::Format::sql;
}

WrittenUnit write_unit(
    const engine::Draft& draft, const config::Config& config, const cli::Context& context) {
  support::write_new_file(draft.unit.path, draft.text);
  for (const std::string& hook : config.post_write_hooks) {
    run_hook(hook, draft.unit.path, config);
  }
  return {.entry = entry(draft, context), .next = "migrate edit " + draft.unit.revision.id};
}

output::Report report_of(WrittenUnit unit) {
  return output::UnitReport{
      .verb = "wrote",
      .revisions = {std::move(unit.entry)},
      .next = std::move(unit.next),
  };
}

}  // namespace migrate::commands
