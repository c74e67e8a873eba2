#include "migrate/commands/run_command.hpp"

#include <variant>

#include "migrate/commands/branches.hpp"
#include "migrate/commands/build.hpp"
#include "migrate/commands/check.hpp"
#include "migrate/commands/current.hpp"
#include "migrate/commands/diff.hpp"
#include "migrate/commands/downgrade.hpp"
#include "migrate/commands/edit.hpp"
#include "migrate/commands/embed.hpp"
#include "migrate/commands/ensure_version.hpp"
#include "migrate/commands/explain.hpp"
#include "migrate/commands/heads.hpp"
#include "migrate/commands/history.hpp"
#include "migrate/commands/init.hpp"
#include "migrate/commands/inspect.hpp"
#include "migrate/commands/list_templates.hpp"
#include "migrate/commands/merge.hpp"
#include "migrate/commands/revision.hpp"
#include "migrate/commands/show.hpp"
#include "migrate/commands/stamp.hpp"
#include "migrate/commands/upgrade.hpp"

namespace migrate::commands {
namespace {

/// Finds the function of each kind of options.
struct Runner {
  cli::Context& context;

  output::Report operator()(const cli::InitOptions& options) const {
    return init(options, context);
  }
  output::Report operator()(const cli::RevisionOptions& options) const {
    return revision(options, context);
  }
  output::Report operator()(const cli::MergeOptions& options) const {
    return merge(options, context);
  }
  output::Report operator()(const cli::UpgradeOptions& options) const {
    return upgrade(options, context);
  }
  output::Report operator()(const cli::DowngradeOptions& options) const {
    return downgrade(options, context);
  }
  output::Report operator()(const cli::StampOptions& options) const {
    return stamp(options, context);
  }
  output::Report operator()(const cli::CurrentOptions& options) const {
    return current(options, context);
  }
  output::Report operator()(const cli::HistoryOptions& options) const {
    return history(options, context);
  }
  output::Report operator()(const cli::HeadsOptions& options) const {
    return heads(options, context);
  }
  output::Report operator()(const cli::BranchesOptions& options) const {
    return branches(options, context);
  }
  output::Report operator()(const cli::ShowOptions& options) const {
    return show(options, context);
  }
  output::Report operator()(const cli::EditOptions& options) const {
    return edit(options, context);
  }
  output::Report operator()(const cli::CheckOptions& options) const {
    return check(options, context);
  }
  output::Report operator()(const cli::DiffOptions& options) const {
    return diff(options, context);
  }
  output::Report operator()(const cli::InspectOptions& options) const {
    return inspect(options, context);
  }
  output::Report operator()(const cli::EnsureVersionOptions& options) const {
    return ensure_version(options, context);
  }
  output::Report operator()(const cli::BuildOptions& options) const {
    return build(options, context);
  }
  output::Report operator()(const cli::EmbedOptions& options) const {
    return embed(options, context);
  }
  output::Report operator()(const cli::ListTemplatesOptions& options) const {
    return list_templates(options, context);
  }
  output::Report operator()(const cli::ExplainOptions& options) const {
    return explain(options, context);
  }
  output::Report operator()(const cli::HelpOptions& options) const {
    return output::PageReport{.text = options.page};
  }
  output::Report operator()(const cli::VersionOptions& /*options*/) const {
    return output::VersionReport{.version = MIGRATE_VERSION};
  }
};

}  // namespace

output::Report run_command(const cli::Command& command, cli::Context& context) {
  return std::visit(Runner{context}, command);
}

}  // namespace migrate::commands
