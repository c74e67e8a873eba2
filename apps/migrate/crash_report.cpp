#include "migrate/crash_report.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

namespace migrate::cli {
namespace {

constexpr std::size_t handler_stack_size = 64UL * 1024;

struct Crash {
  int signal;
  std::string_view what;
};

constexpr std::array crashes{
    Crash{SIGSEGV, "it used memory that is not there (SIGSEGV)"},
    Crash{SIGBUS, "it used memory that is not there (SIGBUS)"},
    Crash{SIGFPE, "a division by zero or another impossible calculation (SIGFPE)"},
    Crash{SIGILL, "it ran into an instruction that does not exist (SIGILL)"},
    Crash{SIGABRT, "it called abort, or threw out of a function that may not (SIGABRT)"},
};

constexpr std::string_view end_of_process = "it ended the process, by exit or its like";
constexpr std::string_view overflow = "its calls took the whole stack: a recursion without end";

/// What a handler of a signal can get at. All of it is made before a signal may come.
struct State {
  std::array<std::string, crashes.size()> reports{};
  std::string overflow_report{};
  std::string exit_report{};
  std::array<struct sigaction, crashes.size()> before{};
  stack_t stack_before{};
  std::vector<char> stack{};
  std::uintptr_t stack_top{0};
  std::uintptr_t stack_size{0};
  int status{1};
};

// A handler of a signal has no other way to its data.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
State* volatile current = nullptr;

/// Whether the address lies where the stack would have grown to.
bool is_overflow(const State& state, const void* address) {
  constexpr std::uintptr_t margin = 1UL << 20U;
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  const std::uintptr_t end = state.stack_top - std::min(state.stack_top, state.stack_size);
  return state.stack_size != 0 && place < end + margin && place + margin > end;
}

const std::string* find_report(const State& state, int signal, const siginfo_t& info) {
  if (signal == SIGSEGV && is_overflow(state, info.si_addr)) return &state.overflow_report;
  for (std::size_t i = 0; i < crashes.size(); ++i) {
    if (crashes[i].signal == signal) return &state.reports[i];
  }
  return nullptr;
}

[[noreturn]] void end(const State& state, std::string_view report) {
  while (!report.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, report.data(), report.size());
    if (written <= 0) break;
    report.remove_prefix(static_cast<std::size_t>(written));
  }
  ::_exit(state.status);
}

void on_crash(int signal, siginfo_t* info, void* /*context*/) {
  const State* const state = current;
  const std::string* const report = state == nullptr ? nullptr : find_report(*state, signal, *info);
  if (report == nullptr) ::_exit(1);
  end(*state, *report);
}

/// A unit that calls exit must not look like a run that has ended well.
void on_exit() {
  const State* const state = current;
  if (state != nullptr) end(*state, state->exit_report);
}

/// Handlers of the end of the process stay for good.
void watch_exit() {
  static const bool watches = std::atexit(&on_exit) == 0 && std::at_quick_exit(&on_exit) == 0;
  static_cast<void>(watches);
}

std::uintptr_t stack_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 0;
  return limit.rlim_cur;
}

}  // namespace

CrashReport::CrashReport() {
  watch_exit();
  auto state = std::make_unique<State>();
  state->stack.resize(handler_stack_size);
  state->stack_top = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  state->stack_size = stack_limit();
  // An overflow leaves no room on the usual stack to say so.
  const stack_t stack{.ss_sp = state->stack.data(), .ss_flags = 0, .ss_size = state->stack.size()};
  ::sigaltstack(&stack, &state->stack_before);
  struct sigaction action {};
  action.sa_sigaction = &on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  ::sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < crashes.size(); ++i)
    ::sigaction(crashes[i].signal, &action, &state->before[i]);
  current = state.release();
}

CrashReport::~CrashReport() {
  const std::unique_ptr<State> state(current);
  for (std::size_t i = 0; i < crashes.size(); ++i)
    ::sigaction(crashes[i].signal, &state->before[i], nullptr);
  ::sigaltstack(&state->stack_before, nullptr);
  current = nullptr;
}

void CrashReport::prepare(const std::function<std::string(std::string_view what)>& describe) {
  for (std::size_t i = 0; i < crashes.size(); ++i)
    current->reports[i] = describe(crashes[i].what);
  current->overflow_report = describe(overflow);
  current->exit_report = describe(end_of_process);
}

void CrashReport::set_status(int status) {
  current->status = status;
}

}  // namespace migrate::cli
