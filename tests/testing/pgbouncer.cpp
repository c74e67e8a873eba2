#include "testing/pgbouncer.hpp"

#include <chrono>
#include <csignal>
#include <spawn.h>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/file.hpp"

namespace migrate::testing {
namespace {

constexpr const char* program = "/usr/sbin/pgbouncer";
constexpr int port = 6432;

std::string configuration(const std::string& directory) {
  return fmt::format(
      "[databases]\n"
      "* = host={0} user=postgres\n"
      "[pgbouncer]\n"
      "listen_addr =\n"
      "listen_port = {2}\n"
      "unix_socket_dir = {1}\n"
      "auth_type = any\n"
      "pool_mode = transaction\n"
      "ignore_startup_parameters = extra_float_digits\n"
      "logfile = {1}/pgbouncer.log\n",
      cluster().socket,
      directory,
      port);
}

}  // namespace

bool Pgbouncer::is_installed() {
  return support::file_exists(program);
}

Pgbouncer::Pgbouncer() {
  const std::string file = directory_.path() + "/pgbouncer.ini";
  support::write_new_file(file, configuration(directory_.path()));
  std::vector<std::string> words{program, "--quiet", file};
  const std::string account = cluster().account;
  if (!account.empty()) {
    // PgBouncer refuses to run as root.
    words.insert(words.begin() + 1, {"--user", account});
    const std::string command = fmt::format("chown -R {} {}", account, directory_.path());
    if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
  }
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  if (::posix_spawn(&process_, program, nullptr, nullptr, arguments.data(), environ) != 0) {
    throw std::runtime_error("pgbouncer does not start");
  }
  const std::string socket = fmt::format("{}/.s.PGSQL.{}", directory_.path(), port);
  constexpr int most_looks = 2000;
  for (int i = 0; i < most_looks && !support::file_exists(socket); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Pgbouncer::~Pgbouncer() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

std::string Pgbouncer::url_of(const std::string& database) const {
  return fmt::format(
      "postgresql:///{}?host={}&port={}&user=postgres", database, directory_.path(), port);
}

}  // namespace migrate::testing
