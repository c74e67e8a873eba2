#include <chrono>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include "dialect/postgresql/connection.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using testing::cluster;
using testing::value_of;

namespace {

std::unique_ptr<db::Connection> open(
    const std::string& url, const db::ConnectOptions& options = {}) {
  return connect({.dialect = "postgresql", .text = url}, options);
}

/// A port of the loopback interface where connections are taken and never answered.
class SilentServer final {
 public:
  SilentServer() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(socket_, 1) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { ::close(socket_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  std::string url() const { return fmt::format("postgresql://bob:hush@127.0.0.1:{}/app", port_); }

 private:
  int socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  int port_{0};
};

/// A user of the cluster who must have a password, for as long as this lives.
class PasswordUser final {
 public:
  PasswordUser() : connection_(open(cluster().url)) {
    connection_->execute("CREATE ROLE careful LOGIN PASSWORD 'right'");
    connection_->execute("CREATE TEMPORARY TABLE rules (rule text)");
    connection_->execute(fmt::format("COPY rules FROM '{}/pg_hba.conf'", cluster().data));
    write("(SELECT 'local all careful scram-sha-256' UNION ALL SELECT rule FROM rules)");
  }
  ~PasswordUser() {
    write("rules");
    connection_->execute("DROP ROLE careful");
  }
  PasswordUser(const PasswordUser&) = delete;
  PasswordUser& operator=(const PasswordUser&) = delete;

 private:
  void write(const std::string& rules) {
    connection_->execute(fmt::format("COPY {} TO '{}/pg_hba.conf'", rules, cluster().data));
    connection_->execute("SELECT pg_reload_conf()");
    // The postmaster reads the file when it sees the signal; this session learns of it at the same
    // time.
    testing::await_value(
        *connection_,
        "SELECT count(*) FROM pg_stat_file('postmaster.pid') WHERE pg_conf_load_time() > "
        "(pg_stat_file('pg_hba.conf')).modification",
        "1");
  }

  std::unique_ptr<db::Connection> connection_;
};

}  // namespace

TEST_CASE("a session says who it is, and speaks UTF-8", "[postgresql]") {
  const auto connection = open(cluster().url + "&client_encoding=LATIN1");
  CHECK(value_of(*connection, "SHOW application_name") == "migrate");
  CHECK(value_of(*connection, "SHOW client_encoding") == "UTF8");
  CHECK(value_of(*connection, "SELECT '\xC3\xBC'") == "\xC3\xBC");
}

TEST_CASE("the application's name can be chosen in the URL", "[postgresql]") {
  const auto connection = open(cluster().url + "&application_name=deploy");
  CHECK(value_of(*connection, "SHOW application_name") == "deploy");
}

TEST_CASE("the announced process is the one that serves", "[postgresql]") {
  const auto connection = open(cluster().url);
  CHECK(announced_backend(*connection) == value_of(*connection, "SELECT pg_backend_pid()"));
}

TEST_CASE("a database that does not exist is named with how to create it", "[postgresql]") {
  const Error error = error_of([] { open(cluster().url_of("nowhere")); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK(error.sqlstate() == "3D000");
  CHECK_THAT(error.message(), Contains("there is no database \"nowhere\""));
  CHECK_THAT(error.hint(), Contains("createdb -h " + cluster().socket + " -p 5432 nowhere"));
}

TEST_CASE("a server that is not there is named with how to look for it", "[postgresql]") {
  const std::string url = GENERATE(
      as<std::string>{},
      "postgresql://bob:hush@127.0.0.1:1/app",
      "postgresql:///app?host=/nowhere&user=bob&password=hush",
      "postgresql://bob:hush@host.invalid/app");
  CAPTURE(url);
  const Error error = error_of([&] { open(url); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("cannot reach PostgreSQL at"));
  CHECK_THAT(error.hint(), Contains("pg_isready -h"));
  CHECK_THAT(error.message() + error.hint() + error.detail(), !Contains("hush"));
}

TEST_CASE("a server that does not answer is given up in time", "[postgresql]") {
  const SilentServer server;
  const Error error =
      error_of([&] { open(server.url(), {.connect_timeout = std::chrono::milliseconds(50)}); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("no answer in time"));
}

TEST_CASE("Ctrl-C ends the wait for a server", "[postgresql]") {
  const SilentServer server;
  const support::Interrupt interrupt;
  std::thread user([] { ::kill(::getpid(), SIGINT); });
  const Error error = error_of([&] {
    open(server.url(), {.connect_timeout = std::chrono::hours(1), .interrupt = &interrupt});
  });
  user.join();
  CHECK(error.code() == ErrorCode::interrupted);
}

TEST_CASE("a refused password is its own error and is not shown", "[postgresql]") {
  const PasswordUser user;
  const std::string base = "postgresql:///postgres?host=" + cluster().socket + "&user=careful";
  CHECK(value_of(*open(base + "&password=right"), "SELECT current_user") == "careful");
  const Error wrong = error_of([&] { open(base + "&password=wr%6Fng7"); });
  CHECK(wrong.code() == ErrorCode::authentication_failed);
  CHECK(wrong.sqlstate() == "28P01");
  CHECK_THAT(wrong.message(), Contains("refused user \"careful\""));
  CHECK_THAT(
      wrong.message() + wrong.hint() + wrong.detail(),
      !Contains("wrong7") && !Contains("wr%6Fng7"));
  const Error none = error_of([&] { open(base + "&passfile=/nowhere"); });
  CHECK(none.code() == ErrorCode::authentication_failed);
  CHECK_THAT(none.message(), Contains("no password supplied"));
}

TEST_CASE("a user who does not exist is refused", "[postgresql]") {
  const Error error =
      error_of([] { open("postgresql:///postgres?user=nobody_here&host=" + cluster().socket); });
  CHECK(error.code() == ErrorCode::authentication_failed);
  CHECK(error.sqlstate() == "28000");
}

TEST_CASE("settings that libpq does not know are a matter of the URL", "[postgresql]") {
  const std::string url = GENERATE(
      as<std::string>{},
      "postgresql://bob:hush@db1/app?colour=blue",
      "postgresql://bob:hush@db1/app?sslmode=maybe",
      "postgresql://bob:hush@db1/app?service=nowhere",
      "postgresql://bob:hush@[::1/app");
  CAPTURE(url);
  const Error error = error_of([&] { open(url); });
  CHECK(error.code() == ErrorCode::invalid_url);
  CHECK_THAT(error.message() + error.hint() + error.detail(), !Contains("hush"));
}

}  // namespace migrate::dialect::postgresql
