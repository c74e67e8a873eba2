#pragma once

/// Databases for tests: docs/models.md. Header only. What there is depends on the headers that can
/// be found: with sqlite3.h SqliteDatabase, with libpq-fe.h PostgresqlDatabase; a program that uses
/// one links the driver, too. Whatever a database refuses is a std::runtime_error.

#include <migrate/runtime.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include <unistd.h>

#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#endif
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#endif

namespace migrate::testing {

/// Fills an empty database in another way than by models, for instance with migrations.
using Fill = std::function<void(const runtime::Database&)>;

/// A name that no other database of these tests has.
inline std::string fresh_name() {
  static std::atomic<unsigned> count{0};
  return "migrate_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

#if __has_include(<sqlite3.h>)

/// Runs SQL that returns nothing.
inline void run(sqlite3* session, const std::string& sql) {
  if (::sqlite3_exec(session, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
  throw std::runtime_error(::sqlite3_errmsg(session));
}

/// A database in a file of its own, which goes with the object.
class SqliteDatabase final {
 public:
  /// With what the models declare.
  explicit SqliteDatabase(const runtime::Models& models, const runtime::Options& options = {}) {
    open();
    runtime::create_all(models, runtime::Database(url()), options);
  }
  explicit SqliteDatabase(const Fill& fill) {
    open();
    fill(runtime::Database(url()));
  }

  std::string url() const { return "sqlite:///" + file_.path; }
  /// A session that is open as long as the object lives.
  sqlite3* session() const { return session_.get(); }

 private:
  struct File {
    std::string path{std::filesystem::temp_directory_path() / (fresh_name() + ".db")};

    File() = default;
    ~File() {
      std::error_code ignored;
      for (const char* const end : {"", "-journal", "-wal", "-shm"})
        std::filesystem::remove(path + end, ignored);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
  };
  struct Close {
    void operator()(sqlite3* session) const { ::sqlite3_close_v2(session); }
  };

  void open() {
    sqlite3* session = nullptr;
    const int status = ::sqlite3_open(file_.path.c_str(), &session);
    session_.reset(session);
    if (status != SQLITE_OK) throw std::runtime_error(::sqlite3_errmsg(session));
  }

  File file_{};
  std::unique_ptr<sqlite3, Close> session_{};
};

#endif
#if __has_include(<libpq-fe.h>)

/// Runs SQL, whose rows are dropped.
inline void run(PGconn* session, const std::string& sql) {
  PGresult* const result = ::PQexec(session, sql.c_str());
  const ExecStatusType status = ::PQresultStatus(result);
  ::PQclear(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  throw std::runtime_error(::PQerrorMessage(session));
}

/// A database of its own on a server, which goes with the object. The user that `server` names
/// needs CREATEDB.
class PostgresqlDatabase final {
 public:
  /// With what the models declare.
  PostgresqlDatabase(
      const std::string& server,
      const runtime::Models& models,
      const runtime::Options& options = {})
      : created_(server), session_(created_.connect()) {
    runtime::create_all(models, runtime::Database(session()), options);
  }
  PostgresqlDatabase(const std::string& server, const Fill& fill)
      : created_(server), session_(created_.connect()) {
    fill(runtime::Database(session()));
  }

  const std::string& name() const { return created_.name; }
  /// A session that is open as long as the object lives.
  PGconn* session() const { return session_.get(); }

 private:
  struct Close {
    void operator()(PGconn* session) const { ::PQfinish(session); }
  };
  using Session = std::unique_ptr<PGconn, Close>;

  struct Created {
    std::string server{};
    std::string name{fresh_name()};

    explicit Created(std::string url) : server(std::move(url)) {
      run(open("").get(), "CREATE DATABASE " + name);
    }
    ~Created() {
      try {
        run(open("").get(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      } catch (const std::runtime_error&) {  // the server is gone
      }
    }
    Created(const Created&) = delete;
    Created& operator=(const Created&) = delete;

    Session connect() const { return open(name); }

    /// To the database that the URL names, or to another one.
    Session open(const std::string& database) const {
      const char* const keys[] = {"dbname", database.empty() ? nullptr : "dbname", nullptr};
      const char* const values[] = {server.c_str(), database.c_str(), nullptr};
      Session session(::PQconnectdbParams(keys, values, 1));
      if (::PQstatus(session.get()) == CONNECTION_OK) return session;
      throw std::runtime_error(::PQerrorMessage(session.get()));
    }
  };

  Created created_;
  Session session_;
};

#endif

/// Takes back what is done in the session while it lives. What is tested must not end the
/// transaction itself; it may set savepoints.
class Transaction final {
 public:
  /// `session` is one that `run` takes.
  template <typename Session>
  explicit Transaction(Session* session)
      : run_([session](const std::string& sql) { run(session, sql); }) {
    run_("BEGIN");
  }
  ~Transaction() {
    try {
      run_("ROLLBACK");
    } catch (const std::runtime_error&) {  // what is tested has ended it, or the session is lost
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

 private:
  std::function<void(const std::string&)> run_;
};

}  // namespace migrate::testing
