#pragma once

#include <string>
#include <vector>

namespace migrate::cli {

/// An option or an argument: how it is written, what it does.
struct HelpLine {
  std::string left{};
  std::string right{};
};

/// What `COMMAND --help` shows, beside the command's own examples.
struct HelpPage {
  std::string command{};
  std::string arguments{};  // "REVISION", "REVISIONS..."
  std::vector<HelpLine> positionals{};
  std::vector<HelpLine> options{};
  std::vector<HelpLine> global_options{};
};

/// The page of one command, at most 80 columns wide.
std::string help_text(const HelpPage& page);

/// The commands in their groups; with the global options when there are any in the page.
std::string overview_text(const HelpPage& page);

}  // namespace migrate::cli
