#include "support/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <memory>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/error.hpp"

namespace migrate::support {
namespace {

constexpr int cannot_start = 127;
constexpr int signal_base = 128;

/// Where a child stands to Ctrl-C in the terminal.
enum class Group { same, own };

/// Attributes that give the child the default reaction to Ctrl-C.
class SpawnAttributes final {
 public:
  explicit SpawnAttributes(Group group) {
    ::posix_spawnattr_init(&attributes_);
    sigset_t defaults;
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGINT);
    ::sigaddset(&defaults, SIGTERM);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes_, &defaults);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    const int own_group = group == Group::own ? POSIX_SPAWN_SETPGROUP : 0;
    ::posix_spawnattr_setflags(&attributes_, static_cast<short>(POSIX_SPAWN_SETSIGDEF | own_group));
  }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// The descriptors of a child: nothing to read, and both outputs into `output`.
class SpawnActions final {
 public:
  explicit SpawnActions(int output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDERR_FILENO);
  }
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return cannot_start << 8U;
  }
  return status;
}

/// The environment of this process under what `changes` sets.
std::vector<std::string> change_environment(const std::vector<std::string>& changes) {
  std::vector<std::string> result = changes;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('=') + 1);
    if (std::ranges::none_of(changes, [&](const auto& c) { return c.starts_with(name); })) {
      result.emplace_back(text);
    }
  }
  return result;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// A running program, the leader of a process group; ended with this value.
class Child final {
 public:
  explicit Child(const Command& command) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      fail(errno);
      return;
    }
    output_ = ends[0];
    start(command, ends[1]);
    ::close(ends[1]);
  }
  ~Child() {
    if (process_ != 0) {
      ::kill(-process_, SIGTERM);
      wait_for(process_);
    }
    if (output_ >= 0) ::close(output_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Readable when there is output, or the end of it.
  int descriptor() const { return output_; }
  bool is_running() const { return process_ != 0; }
  Outcome take_outcome() { return std::move(outcome_); }

  /// Takes what there is; at the end of the output, waits for the program.
  void read() {
    std::array<char, 1U << 16U> buffer{};
    const ssize_t count = ::read(output_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return;
    if (count > 0) {
      outcome_.output.append(buffer.data(), static_cast<std::size_t>(count));
      return;
    }
    const int status = wait_for(process_);
    process_ = 0;
    if (WIFSIGNALED(status)) outcome_.signal = WTERMSIG(status);
    if (WIFEXITED(status)) outcome_.status = WEXITSTATUS(status);
  }

 private:
  void start(const Command& command, int output) {
    std::vector<std::string> arguments = command.arguments;
    std::vector<std::string> environment = change_environment(command.environment);
    const SpawnAttributes attributes(Group::own);
    const SpawnActions actions(output);
    const int failure = ::posix_spawn(
        &process_,
        arguments.front().c_str(),
        actions.get(),
        attributes.get(),
        pointers_to(arguments).data(),
        pointers_to(environment).data());
    if (failure != 0) fail(failure);
  }

  void fail(int number) {
    process_ = 0;
    outcome_.failure = std::generic_category().message(number);
  }

  pid_t process_{0};
  int output_{-1};
  Outcome outcome_{};
};

/// The programs of run_all that have been started.
class Children final {
 public:
  Children(const std::vector<Command>& commands, unsigned jobs)
      : commands_(&commands), jobs_(std::max(jobs, 1U)) {
    start_more();
  }

  bool is_done() const { return running() == 0; }

  /// Waits until a program writes or ends, or until `interrupt` is readable.
  void wait(int interrupt) {
    std::vector<pollfd> waiting{{.fd = interrupt, .events = POLLIN, .revents = 0}};
    std::vector<Child*> children;
    for (const auto& child : children_) {
      if (!child->is_running()) continue;
      waiting.push_back({.fd = child->descriptor(), .events = POLLIN, .revents = 0});
      children.push_back(child.get());
    }
    if (::poll(waiting.data(), waiting.size(), -1) <= 0) return;
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (waiting[i + 1].revents != 0) children[i]->read();
    }
    start_more();
  }

  std::vector<Outcome> take_outcomes() {
    std::vector<Outcome> result;
    for (const auto& child : children_)
      result.push_back(child->take_outcome());
    return result;
  }

 private:
  std::size_t running() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(children_, [](const auto& child) { return child->is_running(); }));
  }

  void start_more() {
    while (children_.size() < commands_->size() && running() < jobs_)
      children_.push_back(std::make_unique<Child>((*commands_)[children_.size()]));
  }

  const std::vector<Command>* commands_;
  std::size_t jobs_;
  std::vector<std::unique_ptr<Child>> children_{};
};

bool is_program(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

int run_shell(const std::string& command) {
  const SpawnAttributes attributes(Group::same);
  std::string shell = "sh";
  std::string flag = "-c";
  std::string text = command;
  char* const arguments[] = {shell.data(), flag.data(), text.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawn(&child, "/bin/sh", nullptr, attributes.get(), arguments, environ) != 0) {
    return cannot_start;
  }
  const int status = wait_for(child);
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

std::vector<Outcome> run_all(
    const std::vector<Command>& commands, unsigned jobs, const Interrupt* interrupt) {
  Children children(commands, jobs);
  while (!children.is_done()) {
    children.wait(interrupt == nullptr ? -1 : interrupt->descriptor());
    if (interrupt != nullptr && interrupt->requested()) {
      throw Error(ErrorCode::interrupted, "interrupted");
    }
  }
  return children.take_outcomes();
}

std::string find_program(const std::string& name, const std::string& search_path) {
  if (name.empty()) return {};
  std::error_code ignored;
  if (name.find('/') != std::string::npos) {
    return is_program(name) ? std::filesystem::absolute(name, ignored).string() : std::string();
  }
  std::string_view rest = search_path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    const std::string path = std::string(folder.empty() ? "." : folder) + "/" + name;
    if (is_program(path)) return std::filesystem::absolute(path, ignored).string();
  }
  return {};
}

}  // namespace migrate::support
