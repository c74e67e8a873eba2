#include "support/process.hpp"

#include <cerrno>
#include <csignal>
#include <spawn.h>

#include <sys/wait.h>
#include <unistd.h>

namespace migrate::support {
namespace {

constexpr int cannot_start = 127;
constexpr int signal_base = 128;

/// Attributes that give the child the default reaction to Ctrl-C.
class SpawnAttributes final {
 public:
  SpawnAttributes() {
    ::posix_spawnattr_init(&attributes_);
    sigset_t defaults;
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGINT);
    ::sigaddset(&defaults, SIGTERM);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes_, &defaults);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

}  // namespace

int run_shell(const std::string& command) {
  const SpawnAttributes attributes;
  std::string shell = "sh";
  std::string flag = "-c";
  std::string text = command;
  char* const arguments[] = {shell.data(), flag.data(), text.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawn(&child, "/bin/sh", nullptr, attributes.get(), arguments, environ) != 0) {
    return cannot_start;
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return cannot_start;
  }
  if (WIFSIGNALED(status)) return signal_base + WTERMSIG(status);
  return WEXITSTATUS(status);
}

std::string shell_quote(const std::string& word) {
  std::string result = "'";
  for (const char c : word) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

}  // namespace migrate::support
