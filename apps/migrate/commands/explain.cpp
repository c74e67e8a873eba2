#include "migrate/commands/explain.hpp"

#include <vector>

#include <fmt/format.h>

#include "migrate/explanations.hpp"
#include "support/suggest.hpp"

namespace migrate::commands {
namespace {

output::Report list_codes() {
  output::ListReport report{.kind = "codes", .next = "migrate explain CODE"};
  for (const ErrorCode code : support::all_error_codes()) {
    report.entries.push_back({
        .name = std::string(support::name(code)),
        .text = std::string(cli::explanation(code).title),
    });
  }
  return report;
}

ErrorCode find_code(const std::string& name) {
  if (const auto code = support::find_error_code(name)) return *code;
  std::vector<std::string> names;
  for (const ErrorCode code : support::all_error_codes())
    names.emplace_back(support::name(code));
  const std::string guess = support::did_you_mean(name, names);
  throw Error(
      ErrorCode::usage,
      fmt::format("there is no error code `{}`", name),
      guess.empty() ? "list them: migrate explain" : guess);
}

}  // namespace

output::Report explain(const cli::ExplainOptions& options, cli::Context& /*context*/) {
  if (options.all) return output::PageReport{.text = cli::explanations_page()};
  if (options.code.empty()) return list_codes();
  const ErrorCode code = find_code(options.code);
  const cli::Explanation& explanation = cli::explanation(code);
  return output::ExplanationReport{
      .code = std::string(support::name(code)),
      .meaning = std::string(explanation.meaning),
      .remedy = std::string(explanation.remedy),
      .exit_status = support::exit_status(code),
  };
}

}  // namespace migrate::commands
