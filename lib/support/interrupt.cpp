#include "support/interrupt.hpp"

#include <cassert>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace migrate::support {
namespace {

// A signal handler can reach nothing but static data.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
volatile std::sig_atomic_t is_requested = 0;
int pipe_ends[2] = {-1, -1};
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

constexpr int interrupted_status = 130;

extern "C" void on_signal(int /*number*/) {
  if (is_requested != 0) ::_exit(interrupted_status);
  is_requested = 1;
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(pipe_ends[1], &byte, 1);
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(number, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  assert(pipe_ends[0] == -1);
  is_requested = 0;
  [[maybe_unused]] const int failed = ::pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK);
  assert(failed == 0);
  handle(SIGINT, on_signal);
  handle(SIGTERM, on_signal);
}

Interrupt::~Interrupt() {
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
  pipe_ends[0] = pipe_ends[1] = -1;
}

bool Interrupt::requested() const {
  return is_requested != 0;
}

int Interrupt::descriptor() const {
  return pipe_ends[0];
}

}  // namespace migrate::support
