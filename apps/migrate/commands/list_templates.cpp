#include "migrate/commands/list_templates.hpp"

#include "migrate/templates.hpp"

namespace migrate::commands {

output::Report list_templates(
    const cli::ListTemplatesOptions& /*options*/, cli::Context& /*context*/) {
  output::ListReport report{.kind = "templates", .next = "migrate init --template NAME"};
  for (const cli::Template& known : cli::templates()) {
    report.entries.push_back({.name = std::string(known.name), .text = std::string(known.summary)});
  }
  return report;
}

}  // namespace migrate::commands
