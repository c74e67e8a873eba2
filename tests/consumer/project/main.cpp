// consumer check|current|upgrade URL
// consumer borrow URL      the same as upgrade, in a session of its own
// consumer create|drop URL what the models declare
// consumer test SERVER     a test beside a database of its own; `sqlite`: a file
#include <migrate/runtime.hpp>
#include <migrate/testing.hpp>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <libpq-fe.h>
#include <sqlite3.h>

#include "app_migrations.hpp"
#include "app_models.hpp"

namespace {

namespace runtime = migrate::runtime;

void show(const runtime::Report& report) {
  for (const runtime::Step& step : report.steps)
    std::cout << "step " << step.revision << " " << step.message << "\n";
  for (const std::string& head : report.heads)
    std::cout << "at " << head << "\n";
}

int check(const std::string& url) {
  const auto status = runtime::check(app_migrations(), runtime::Database(url));
  for (const std::string& row : status.current)
    std::cout << "at " << row << "\n";
  for (const runtime::Pending& pending : status.pending)
    std::cout << "pending " << pending.revision << " " << pending.message << "\n";
  return status.is_current ? 0 : 3;
}

void require(bool condition, const char* what) {
  if (!condition) throw std::runtime_error(what);
}

void borrow_sqlite(const std::string& path) {
  sqlite3* opened = nullptr;
  require(::sqlite3_open(path.c_str(), &opened) == SQLITE_OK, "cannot open");
  const std::unique_ptr<sqlite3, decltype(&::sqlite3_close)> database(opened, &::sqlite3_close);
  ::sqlite3_exec(opened, "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr);
  show(runtime::upgrade(app_migrations(), runtime::Database(opened)));
  int enforced = 0;
  ::sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &enforced);
  require(enforced == 1, "foreign keys are no longer enforced");
  require(::sqlite3_get_autocommit(opened) != 0, "a transaction is open");
}

void borrow_postgresql(const std::string& url) {
  const std::unique_ptr<PGconn, decltype(&::PQfinish)> session(
      ::PQconnectdb(url.c_str()), &::PQfinish);
  show(runtime::upgrade(app_migrations(), runtime::Database(session.get())));
  require(::PQpipelineStatus(session.get()) == PQ_PIPELINE_OFF, "the pipeline is open");
  require(::PQisnonblocking(session.get()) == 0, "the session does not block");
  require(::PQtransactionStatus(session.get()) == PQTRANS_IDLE, "a transaction is open");
}

void borrow(const std::string& url) {
  constexpr std::string_view sqlite = "sqlite:///";
  if (url.starts_with(sqlite)) return borrow_sqlite(url.substr(sqlite.size()));
  borrow_postgresql(url);
}

/// Twice the same test, each of which leaves nothing.
template <typename Database>
void test_in(const Database& database) {
  for (int i = 0; i < 2; ++i) {
    const migrate::testing::Transaction transaction(database.session());
    migrate::testing::run(database.session(), "INSERT INTO authors (id, name) VALUES (1, 'a')");
    migrate::testing::run(
        database.session(), "INSERT INTO books (id, title, author_id) VALUES (1, 'b', 1)");
  }
  std::cout << "tested\n";
}

void test(const std::string& server) {
  if (server == "sqlite") return test_in(migrate::testing::SqliteDatabase(app_models));
  test_in(migrate::testing::PostgresqlDatabase(server, app_models));
}

int run(std::string_view command, const std::string& url) {
  if (command == "check") return check(url);
  if (command == "create") {
    runtime::create_all(app_models, runtime::Database(url));
  } else if (command == "drop") {
    runtime::drop_all(app_models, runtime::Database(url));
  } else if (command == "test") {
    test(url);
  } else if (command == "borrow") {
    borrow(url);
  } else if (command == "upgrade") {
    show(runtime::upgrade(app_migrations(), runtime::Database(url)));
  } else {
    for (const std::string& row : runtime::current(runtime::Database(url)))
      std::cout << "at " << row << "\n";
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return argc == 3 ? run(argv[1], argv[2]) : 2;
  } catch (const runtime::Failure& failure) {
    std::cerr << failure.text();
    return failure.exit_status();
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
