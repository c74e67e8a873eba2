#include "support/process.hpp"

#include <csignal>
#include <string>

#include "support/file.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::support {
namespace {

TEST_CASE("the exit status of a command comes back", "[support]") {
  CHECK(run_shell("exit 0") == 0);
  CHECK(run_shell("exit 7") == 7);
}

TEST_CASE("a command that a signal ended says which", "[support]") {
  CHECK(run_shell("kill -TERM $$") == 128 + SIGTERM);
}

TEST_CASE("a quoted word reaches the command as it is", "[support]") {
  const testing::TemporaryFolder folder;
  const std::string word =
      GENERATE("plain", "", "two words", "it's", "$HOME `ls` \"x\" \\ *", "a\nb");
  const std::string file = shell_quote(folder.path("out"));
  REQUIRE(run_shell("printf %s " + shell_quote(word) + " > " + file) == 0);
  CHECK(read_file(folder.path("out")) == word);
}

TEST_CASE("a signal that this process ignores ends the command all the same", "[support]") {
  auto* const before = std::signal(SIGPIPE, SIG_IGN);
  CHECK(run_shell("kill -PIPE $$") == 128 + SIGPIPE);
  std::signal(SIGPIPE, before);
}

}  // namespace
}  // namespace migrate::support
