// measure RESULT COMMAND [ARGUMENT ...]: runs the command and writes what it cost to the file
// RESULT: its status, wall and CPU time in microseconds, and peak memory in KiB.
//
// A process of its own, and a small one: Linux counts the memory of whoever starts a program into
// the program's peak.
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <spawn.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

long long microseconds(const timeval& time) {
  constexpr long long in_a_second = 1'000'000;
  return time.tv_sec * in_a_second + time.tv_usec;
}

/// The exit status as a shell has it.
int status_of(int ended) {
  constexpr int by_signal = 128;
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : by_signal + WTERMSIG(ended);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: measure RESULT COMMAND [ARGUMENT ...]\n", stderr);
    return EXIT_FAILURE;
  }
  const auto begin = Clock::now();
  pid_t process = 0;
  const int failure = ::posix_spawnp(&process, argv[2], nullptr, nullptr, argv + 2, environ);
  if (failure != 0) {
    std::fprintf(stderr, "measure: %s: %s\n", argv[2], std::strerror(failure));
    return EXIT_FAILURE;
  }
  int ended = 0;
  rusage usage{};
  while (::wait4(process, &ended, 0, &usage) < 0 && errno == EINTR) {
  }
  const auto wall = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  std::FILE* const result = std::fopen(argv[1], "w");
  if (result == nullptr) return EXIT_FAILURE;
  std::fprintf(
      result,
      "%d %lld %lld %ld\n",
      status_of(ended),
      static_cast<long long>(wall.count()),
      microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
      usage.ru_maxrss);
  return std::fclose(result) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
