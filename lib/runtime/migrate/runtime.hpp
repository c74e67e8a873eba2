#pragma once

/// Migrations that are a part of a program: docs/embedding.md. Nothing here prints, ends the
/// process or installs a signal handler. Functions may be called from several threads at once, each
/// with a database of its own.

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The drivers' own types, named here so that their headers stay out of this one.
struct pg_conn;
struct sqlite3;

namespace migrate {
class Model;
namespace abi {
struct Unit;
}  // namespace abi
}  // namespace migrate

namespace migrate::runtime {

/// Goes up when what `migrate embed` writes changes; what it wrote says which number it is for.
inline constexpr int embedded_format = 1;

/// A migration unit in a program, as `migrate embed` writes it.
struct EmbeddedUnit {
  std::string_view path{};  // where it was, for messages; .sql or .cpp
  std::string_view text{};
  const abi::Unit* code{nullptr};  // the functions of a C++ unit
};

/// The units of a program: what its function NAME_migrations() returns.
struct Migrations {
  std::span<const EmbeddedUnit> units{};
};

/// A database to work on. It holds no session: each of the functions below opens one and closes it,
/// or borrows the one that is given here.
///
/// A borrowed session must live as long as the call, may not be used by others meanwhile, and may
/// not be in a transaction. It is left as it was found, also when the call fails: open, blocking or
/// not as before, in no pipeline and no transaction, with its settings, its role, its handlers, and
/// foreign keys enforced or not as before.
class Database final {
 public:
  /// `postgresql://...` or `sqlite:///...`; a relative SQLite path starts from the working
  /// directory.
  explicit Database(std::string_view url) : place_(std::string(url)) {}
  explicit Database(pg_conn* session) : place_(session) {}
  explicit Database(sqlite3* session) : place_(session) {}

  /// A URL, or a session that is borrowed.
  using Place = std::variant<std::string, pg_conn*, sqlite3*>;
  const Place& place() const { return place_; }

 private:
  Place place_;
};

/// `per_migration`: each unit in a transaction of its own. `all`: one transaction for all.
/// `none`: every statement is committed by itself.
enum class TransactionMode { per_migration, all, none };

/// How constraints and indexes are called that a C++ unit gives no name: `naming_convention` in
/// alembic.yaml.
struct NamingConvention {
  std::string ix{"ix_{table}_{columns}"};
  std::string uq{"uq_{table}_{columns}"};
  std::string ck{"ck_{table}_{name}"};
  std::string fk{"fk_{table}_{columns}_{referred_table}"};
  std::string pk{"pk_{table}"};

  friend bool operator==(const NamingConvention&, const NamingConvention&) = default;
};

/// A unit that was applied.
struct Step {
  std::string revision{};
  std::string message{};
  std::chrono::microseconds duration{0};

  friend bool operator==(const Step&, const Step&) = default;
};

/// How the functions below work. The settings are those of alembic.yaml, with the same defaults,
/// and must be the same where the command line works on the same database: no alembic.yaml is read.
struct Options {
  std::string target{"head"};  // as `migrate upgrade` takes it, `heads` for instance
  TransactionMode transaction{TransactionMode::per_migration};
  std::string version_table{"alembic_version"};
  std::string version_table_schema{};  // empty: wherever the connection's default is
  NamingConvention naming{};
  std::chrono::milliseconds lock_wait{600'000};       // for another run
  std::chrono::milliseconds lock_timeout{5'000};      // the server's, for a unit; 0: its own
  std::chrono::milliseconds statement_timeout{0};     // likewise
  std::chrono::milliseconds connect_timeout{10'000};  // of a session that is opened here

  /// Called behind each step. An exception ends the run and passes through: what is not committed
  /// is taken back, on SQLite that is the whole run.
  std::function<void(const Step&)> on_step{};
  /// Called once when another run holds the lock, with who that is if it is known. PostgreSQL only.
  std::function<void(std::string_view holder)> on_wait{};
};

/// What `upgrade` has done.
struct Report {
  std::vector<Step> steps{};         // none: there was nothing to do
  std::vector<std::string> heads{};  // the rows of the version table now

  friend bool operator==(const Report&, const Report&) = default;
};

/// A revision that is not applied.
struct Pending {
  std::string revision{};
  std::string message{};

  friend bool operator==(const Pending&, const Pending&) = default;
};

/// Where a database is, compared with the units of the program.
struct Status {
  std::vector<std::string> current{};  // the rows of the version table
  std::vector<std::string> heads{};    // where the units lead
  std::vector<Pending> pending{};      // what is not applied, oldest first
  bool is_current{false};              // nothing is left to apply

  friend bool operator==(const Status&, const Status&) = default;
};

/// What every function here throws when it fails.
class Failure final : public std::runtime_error {
 public:
  struct Details {
    std::string code{};
    std::string hint{};
    std::string file{};
    std::size_t line{0};
    std::size_t column{0};
    std::string sqlstate{};
    std::string state{};
    int exit_status{1};
  };

  Failure(const std::string& message, Details details);

  /// The word that docs/errors.md explains: "sql_error".
  const std::string& code() const { return details_.code; }
  /// What to do next, a line each.
  const std::string& hint() const { return details_.hint; }
  /// The place in a unit: empty and 0 where there is none.
  const std::string& file() const { return details_.file; }
  std::size_t line() const { return details_.line; }
  std::size_t column() const { return details_.column; }
  /// The server's own code. SQLite has none.
  const std::string& sqlstate() const { return details_.sqlstate; }
  /// Where the database is now, a sentence each line.
  const std::string& state() const { return details_.state; }
  /// What the command line tool would exit with (docs/cli.md).
  int exit_status() const { return details_.exit_status; }

  /// All of it as a block of lines, as the command line tool prints it.
  std::string text() const;

 private:
  Details details_;
};

/// Applies what is missing up to `options.target`. Nothing to do: no lock is taken and nothing is
/// written. Several programs may do it at once: one works, the others wait and then find nothing
/// to do. Errors: a row of the database that no unit has is unknown_database_revision; all those
/// of `migrate upgrade`.
Report upgrade(const Migrations& migrations, const Database& database, const Options& options = {});

/// Where the database is. Only reads: creates nothing, not even an SQLite file, takes no lock.
/// Errors: unknown_database_revision, connection_failed, authentication_failed ...
Status check(const Migrations& migrations, const Database& database, const Options& options = {});

/// The rows of the version table, known to this program or not; none when there is no table. Only
/// reads. Errors: connection_failed, authentication_failed ...
std::vector<std::string> current(const Database& database, const Options& options = {});

/// What declares the models of a program: a function `void declare(migrate::Model& model)` of its
/// own, or NAME_models, which migrate_add_models makes of model files.
using Models = std::function<void(Model&)>;

/// Makes what the models declare, as far as nothing of its name is there yet, in one transaction:
/// for tests, and for databases without migrations. What is there stays as it is, and no version is
/// recorded. Errors: invalid_config for models that make no sense; unit_error for what they throw;
/// sql_error, connection_failed ...
void create_all(const Models& models, const Database& database, const Options& options = {});

/// Drops what the models declare, with its rows, as far as it is there, in one transaction. Errors:
/// those of create_all; sql_error when something else in the database needs it.
void drop_all(const Models& models, const Database& database, const Options& options = {});

}  // namespace migrate::runtime
