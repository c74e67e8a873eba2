#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "config/environment.hpp"
#include "migrate/arguments.hpp"
#include "migrate/cli.hpp"
#include "migrate/commands/run_command.hpp"
#include "migrate/context.hpp"
#include "migrate/output/error_text.hpp"
#include "migrate/output/json.hpp"
#include "migrate/output/stream.hpp"
#include "migrate/output/text.hpp"
#include "support/error.hpp"

namespace migrate {
namespace {

/// The two streams of the process, styled as the words ask, also when they cannot be understood
/// otherwise.
struct Streams {
  output::Stream result;
  output::Stream log;
};

void write_report(const output::Report& report, const cli::Context& context, Streams& streams) {
  const bool is_json = context.options().format == cli::Format::json;
  streams.result.write(
      is_json ? output::json(report) : output::text(report, streams.result.style()));
  streams.result.flush();
}

void run(std::span<const std::string> words, Streams& streams) {
  const cli::Invocation invocation = cli::parse(words);
  cli::Context context(
      invocation.global, config::process_environment(), streams.result, streams.log);
  const output::Report report = commands::run_command(invocation.command, context);
  write_report(report, context, streams);
  if (const auto failure = output::failure_of(report)) throw Error(*failure);
  context.log(output::note_text(report, streams.log.style()));
}

/// Says what went wrong; the exit status. What cannot be written here can be said nowhere.
int report_error(const Error& error, std::span<const std::string> words, Streams& streams) {
  const bool is_json = cli::requested_format(words) == cli::Format::json;
  const auto verbosity = cli::requested_verbosity(words);
  try {
    streams.result.flush();
  } catch (const Error&) {
    // The error that is being reported matters more.
  }
  const std::string text =
      is_json ? output::json(error) : output::error_text(error, streams.log.style(), verbosity);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return support::exit_status(error.code());
}

/// The standard output by another number, so that results reach it also while its own one leads
/// elsewhere (output::Diversion).
std::FILE* own_output() {
  const int copy = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  std::FILE* const output = copy < 0 ? nullptr : ::fdopen(copy, "w");
  return output == nullptr ? stdout : output;
}

/// Makes room for the code of units and models: one function that declares a thousand tables needs
/// more than the usual 8 MB. A stack can grow to 128 MB, and the address sanitizer warns of 64.
void raise_stack_limit() {
  constexpr rlim_t wanted = 60UL * 1024 * 1024;
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_STACK, &limit);  // where that is refused, the usual has to do
}

int run_tool(std::span<const std::string> words) {
  std::FILE* const output = own_output();
  const cli::ColorChoice color = cli::requested_color(words);
  const config::Environment environment = config::process_environment();
  Streams streams{
      .result = {output, output::style_for(output, color, environment)},
      .log = {stderr, output::style_for(stderr, color, environment)},
  };
  try {
    run(words, streams);
    return 0;
  } catch (const Error& error) {
    return report_error(error, words, streams);
  } catch (const std::exception& error) {
    return report_error(Error(ErrorCode::internal, error.what()), words, streams);
  }
}

}  // namespace
}  // namespace migrate

int main(int argc, char** argv) {
  // A reader that goes away is noticed when writing fails.
  std::signal(SIGPIPE, SIG_IGN);
  migrate::raise_stack_limit();
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  return migrate::run_tool(words);
}
