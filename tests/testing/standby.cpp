#include "testing/standby.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "dialect/registry.hpp"
#include "support/process.hpp"

namespace migrate::testing {
namespace {

/// Runs a command as the account of the cluster's server.
void run_as_server(const std::string& command) {
  const std::string account = cluster().account;
  const std::string as_account =
      account.empty()
          ? ""
          : fmt::format("setpriv --reuid {0} --regid \"$(id -g {0})\" --clear-groups ", account);
  const std::string whole =
      fmt::format("cd / && {}sh -c {} >/dev/null 2>&1", as_account, support::shell_quote(command));
  if (support::run_shell(whole) != 0) throw std::runtime_error(whole);
}

}  // namespace

Standby::Standby(db::Connection& primary)
    : folder_((std::filesystem::path(cluster().data).parent_path() / "standby").string()) {
  run_as_server(fmt::format("mkdir {0} && chmod 700 {0}", folder_));
  // A backup by hand: not every installation has pg_basebackup.
  primary.query("SELECT pg_backup_start('standby', true)");
  run_as_server(fmt::format(
      "cp -r {}/. {} && rm -rf {}/postmaster.* {}/pg_wal/*",
      cluster().data,
      folder_,
      folder_,
      folder_));
  const std::string label = value_of(primary, "SELECT labelfile FROM pg_backup_stop(false)");
  run_as_server(fmt::format(
      "cd {} && printf %s {} > backup_label && touch standby.signal && printf '%s\n' {} {} >> "
      "postgresql.conf",
      folder_,
      support::shell_quote(label),
      support::shell_quote(fmt::format("unix_socket_directories = '{}'", folder_)),
      support::shell_quote(
          fmt::format("primary_conninfo = 'host={} user=postgres'", cluster().socket))));
  start();
  const std::string lsn = value_of(primary, "SELECT pg_current_wal_lsn()");
  const auto connection =
      dialect::at("postgresql").connect(db::parse_url(url_of("postgres"), ""), {});
  await_value(
      *connection, fmt::format("SELECT pg_last_wal_replay_lsn() >= '{}'::pg_lsn", lsn), "t");
}

Standby::~Standby() {
  try {
    run_as_server(
        fmt::format("{}/pg_ctl stop -D {} -m immediate -w -s", cluster().programs, folder_));
    run_as_server("rm -rf " + folder_);
  } catch (const std::exception& error) {
    fmt::print(stderr, "cannot stop the standby: {}\n", error.what());
  }
}

std::string Standby::url_of(std::string_view database) const {
  return fmt::format("postgresql:///{}?host={}&user=postgres", database, folder_);
}

void Standby::start() const {
  run_as_server(
      fmt::format("{0}/pg_ctl start -D {1} -w -s -l {1}/server.log", cluster().programs, folder_));
}

}  // namespace migrate::testing
