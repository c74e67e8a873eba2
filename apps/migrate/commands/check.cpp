#include "migrate/commands/check.hpp"

namespace migrate::commands {

output::Report check(const cli::CheckOptions& /*options*/, cli::Context& context) {
  const config::Config config = context.load_config();
  if (config.models.empty()) {
    throw Error(
        ErrorCode::unsupported,
        "no models are configured, so there is nothing to compare the database with",
        "to see what is not applied: migrate current --check-heads");
  }
  throw Error(
      ErrorCode::unsupported,
      "this version does not compare models with a database",
      "to see what is not applied: migrate current --check-heads");
}

}  // namespace migrate::commands
