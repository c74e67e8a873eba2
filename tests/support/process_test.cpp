#include "support/process.hpp"

#include <csignal>
#include <filesystem>
#include <string>
#include <utility>

#include "support/file.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
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

Command shell(std::string script) {
  return {.arguments = {"/bin/sh", "-c", std::move(script)}};
}

TEST_CASE("what a program writes and how it ends come back in order", "[support]") {
  const auto outcomes = run_all(
      {shell("echo out; echo err >&2; exit 3"), shell("kill -9 $$"), shell("printf x")},
      2,
      nullptr);
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes[0] == Outcome{.status = 3, .output = "out\nerr\n"});
  CHECK(outcomes[1] == Outcome{.signal = SIGKILL});
  CHECK(outcomes[2] == Outcome{.output = "x"});
  CHECK(outcomes[2].is_success());
  CHECK_FALSE(outcomes[1].is_success());
}

TEST_CASE(
    "a program gets its arguments as they are, nothing to read, and its environment", "[support]") {
  Command command{
      .arguments = {"/bin/sh", "-c", "cat; echo \"$0|$1|$MIGRATE_A|$HOME\"", "a b", "'\"$"}};
  command.environment = {"MIGRATE_A=ä b", "HOME=/nowhere"};
  CHECK(run_all({command}, 1, nullptr)[0].output == "a b|'\"$|ä b|/nowhere\n");
}

TEST_CASE("much output does not stop a program", "[support]") {
  const auto outcomes = run_all(
      {shell("head -c 1000000 /dev/zero"), shell("head -c 1000000 /dev/zero >&2")}, 2, nullptr);
  CHECK(outcomes[0].output.size() == 1000000);
  CHECK(outcomes[1].output.size() == 1000000);
}

TEST_CASE("programs run beside each other, but not more of them than allowed", "[support]") {
  const testing::TemporaryFolder folder;
  const std::string path = shell_quote(folder.path("fifo"));
  REQUIRE(run_shell("mkfifo " + path) == 0);
  // Each end of a named pipe waits for the other.
  CHECK(run_all({shell("echo x > " + path), shell("cat " + path)}, 2, nullptr)[1].output == "x\n");
  const std::string lock = shell_quote(folder.path("lock"));
  const Command alone = shell("mkdir " + lock + " && rmdir " + lock);
  for (const Outcome& outcome : run_all({alone, alone, alone, alone}, 1, nullptr))
    CHECK(outcome.is_success());
}

TEST_CASE("a program that cannot be started says why", "[support]") {
  const auto outcomes = run_all({{.arguments = {"/nowhere/program"}}, shell("echo x")}, 1, nullptr);
  CHECK(outcomes[0] == Outcome{.failure = "No such file or directory"});
  CHECK(outcomes[1].output == "x\n");
  CHECK(run_all({}, 1, nullptr).empty());
}

TEST_CASE("an interrupt ends the programs and all that they have started", "[support]") {
  const Interrupt interrupt;
  const testing::TemporaryFolder folder;
  const std::string pid = shell_quote(folder.path("pid"));
  const Command command =
      shell("sh -c 'echo $$ > " + pid + "; kill -INT $0; exec sleep 60' $PPID; true");
  const Error error = error_of([&] { run_all({command}, 1, &interrupt); });
  CHECK(error.code() == ErrorCode::interrupted);
  // Gone, or at least a dead one that nobody has asked for yet.
  CHECK(run_shell("test \"$(ps -o stat= -p $(cat " + pid + ") | cut -c1)\" != S") == 0);
}

TEST_CASE("a program is found on the search path", "[support]") {
  const testing::TemporaryFolder folder;
  folder.write("one/tool", "");
  folder.write("two/tool", "");
  folder.write("three/tool/file", "");
  std::filesystem::permissions(folder.path("two/tool"), std::filesystem::perms::owner_all);
  const std::string path =
      folder.path("three") + ":" + folder.path("one") + ":" + folder.path("two");
  CHECK(find_program("tool", path) == folder.path("two/tool"));
  CHECK(find_program(folder.path("two/tool"), "") == folder.path("two/tool"));
  CHECK(find_program(folder.path("one/tool"), path).empty());
  CHECK(find_program("other", path).empty());
  CHECK(find_program("tool", "").empty());
  CHECK(find_program("", path).empty());
}

}  // namespace
}  // namespace migrate::support
