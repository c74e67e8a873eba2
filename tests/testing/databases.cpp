#include "testing/databases.hpp"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "dialect/registry.hpp"
#include "support/error.hpp"
#include "support/process.hpp"

namespace migrate::testing {
namespace {

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  if (value == nullptr) {
    throw std::runtime_error(
        fmt::format("{} is not set: run under tests/testing/with-postgres", name));
  }
  return value;
}

std::string next_database_name() {
  static std::atomic<int> number{0};
  return fmt::format("test_{}_{}", ::getpid(), ++number);
}

void administrate(const std::string& sql) {
  const auto connection =
      dialect::at("postgresql").connect(db::parse_url(cluster().url, ""), db::ConnectOptions{});
  connection->execute(sql);
}

void run_pg_ctl(std::string_view arguments) {
  const Cluster server = cluster();
  const std::string as_account =
      server.account.empty()
          ? ""
          : fmt::format(
                "setpriv --reuid {0} --regid \"$(id -g {0})\" --clear-groups ", server.account);
  const std::string command = fmt::format(
      "cd {1} && {0}{2}/pg_ctl {3} -D {1} -w -s >/dev/null 2>&1",
      as_account,
      server.data,
      server.programs,
      arguments);
  if (support::run_shell(command) != 0) throw std::runtime_error(command);
}

}  // namespace

std::vector<std::string> dialect_names() {
  return {"sqlite", "postgresql"};
}

TemporaryDirectory::TemporaryDirectory() : path_("/tmp/migrate-test.XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), path_);
  }
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Cluster::url_of(std::string_view database) const {
  return fmt::format("postgresql:///{}?host={}&user=postgres", database, socket);
}

Cluster cluster() {
  const std::string url = environment("MIGRATE_TEST_POSTGRES");
  const std::string data = environment("MIGRATE_TEST_POSTGRES_PGDATA");
  return Cluster{
      .url = url,
      .socket = std::filesystem::path(data).parent_path().string(),
      .data = data,
      .programs = environment("MIGRATE_TEST_POSTGRES_BIN"),
      .account = environment("MIGRATE_TEST_POSTGRES_USER"),
  };
}

FreshDatabase::FreshDatabase(std::string_view dialect) : dialect_(&dialect::at(dialect)) {
  if (dialect == "sqlite") {
    url_ = db::parse_url("sqlite:///test.db", directory_.path());
  } else {
    name_ = next_database_name();
    administrate(fmt::format("CREATE DATABASE {}", name_));
    url_ = db::parse_url(cluster().url_of(name_), "");
  }
}

FreshDatabase::~FreshDatabase() {
  if (name_.empty()) return;
  try {
    administrate(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
  } catch (const Error& error) {
    fmt::print(stderr, "cannot drop {}: {}\n", name_, error.message());
  }
}

std::unique_ptr<db::Connection> FreshDatabase::connect(const db::ConnectOptions& options) const {
  return dialect_->connect(url_, options);
}

ServerCrash::ServerCrash() {
  run_pg_ctl("stop -m immediate");
}

ServerCrash::~ServerCrash() {
  run_pg_ctl("start -l \"$PWD/../server.log\"");
}

std::string value_of(db::Connection& connection, std::string_view sql) {
  const auto rows = connection.query(sql);
  if (rows.size() != 1 || rows.front().size() != 1) {
    throw std::runtime_error(fmt::format("not one value: {}", sql));
  }
  return rows.front().front().value_or("NULL");
}

void await_value(db::Connection& connection, std::string_view sql, std::string_view expected) {
  constexpr std::chrono::milliseconds between_looks{5};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (value_of(connection, sql) != expected) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error(fmt::format("never {}: {}", expected, sql));
    }
    std::this_thread::sleep_for(between_looks);
  }
}

}  // namespace migrate::testing
