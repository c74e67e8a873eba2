#include "dialect/sqlite/connection.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <poll.h>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::dialect::sqlite {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* memory = ":memory:";

struct CloseDatabase {
  bool is_borrowed{false};  // somebody else's, who closes it

  void operator()(sqlite3* database) const {
    if (!is_borrowed) ::sqlite3_close(database);
  }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { ::sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// The place of a byte of the statement, when it came from a file.
std::optional<support::Place> place_of(const db::Statement& statement, std::size_t offset) {
  if (statement.source == nullptr) return std::nullopt;
  const auto begin = static_cast<std::size_t>(statement.sql.data() - statement.source->text.data());
  return support::locate(*statement.source, begin + std::min(offset, statement.sql.size()));
}

/// A setting of a session that units may not find as its owner left it: a table that is made anew
/// is dropped, which with foreign keys enforced would take the rows that refer to it
/// (https://sqlite.org/lang_altertable.html, section 7), and a unit that fails in the midst leaves
/// the old ways of ALTER TABLE on.
enum class Setting {
  foreign_keys = SQLITE_DBCONFIG_ENABLE_FKEY,
  legacy_alter_table = SQLITE_DBCONFIG_LEGACY_ALTER_TABLE,
};

bool is_on(sqlite3* database, Setting setting) {
  int on = 0;
  constexpr int only_ask = -1;
  ::sqlite3_db_config(database, static_cast<int>(setting), only_ask, &on);
  return on != 0;
}

void turn(sqlite3* database, Setting setting, bool on) {
  ::sqlite3_db_config(database, static_cast<int>(setting), on ? 1 : 0, nullptr);
}

/// The file of somebody else's session, for messages.
std::string path_of(sqlite3* database) {
  const char* const path = ::sqlite3_db_filename(database, "main");
  return path == nullptr || *path == '\0' ? memory : path;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

Error cannot_open(const std::string& path, std::string_view text) {
  std::error_code failure;
  const std::string folder = folder_of(path);
  if (!std::filesystem::exists(folder, failure)) {
    return {
        ErrorCode::connection_failed,
        fmt::format("cannot open the database {}: the folder {} does not exist", path, folder),
        fmt::format("mkdir -p {}", folder)};
  }
  if (std::filesystem::is_directory(path, failure)) {
    return {
        ErrorCode::connection_failed,
        fmt::format("cannot open the database {}: it is a folder", path),
        "name a file in the URL: sqlite:///file.db"};
  }
  return {
      ErrorCode::connection_failed,
      fmt::format("cannot open the database {}: {}", path, text),
      fmt::format(
          "the file and its folder must be readable and writable: ls -ld {} {}", folder, path)};
}

/// The failure in the user's words where SQLite's own are not enough; `code` is an extended result
/// code.
Error explain(int code, const std::string& path, const std::string& text) {
  switch (code & 0xFF) {
    case SQLITE_CANTOPEN: return cannot_open(path, text);
    case SQLITE_NOTADB:
      return {
          ErrorCode::connection_failed,
          fmt::format("{} is not a SQLite database", path),
          "check the path in the URL; an encrypted or foreign file cannot be read"};
    case SQLITE_BUSY:
      return {
          ErrorCode::lock_timeout,
          fmt::format("another program is writing to the database {}", path),
          "try again when it has finished, or allow a longer wait for the lock"};
    case SQLITE_FULL:
      return {
          ErrorCode::sql_error,
          fmt::format("no space is left for the database {}", path),
          fmt::format("make room and run the command again: df -h {}", folder_of(path))};
    case SQLITE_READONLY:
      return {
          ErrorCode::sql_error,
          fmt::format("the database {} cannot be written: {}", path, text),
          fmt::format(
              "the file and its folder must be writable: ls -ld {} {}", folder_of(path), path)};
    case SQLITE_IOERR:
      return {
          ErrorCode::sql_error,
          fmt::format(
              "the database {} cannot be read or written: {}", path, ::sqlite3_errstr(code)),
          fmt::format("look at the disk: df -h {}", folder_of(path))};
    case SQLITE_CORRUPT:
      return {
          ErrorCode::sql_error,
          fmt::format("the database {} is damaged: {}", path, text),
          fmt::format("sqlite3 {} 'PRAGMA integrity_check'", path)};
    case SQLITE_INTERRUPT: return {ErrorCode::interrupted, "interrupted"};
    default: return {ErrorCode::sql_error, text};
  }
}

bool is_key_taken(int code) {
  return code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE ||
         code == SQLITE_CONSTRAINT_ROWID;
}

Error changed_by_another() {
  return {
      ErrorCode::concurrent_change,
      "another session changed the same row meanwhile",
      "run the command again"};
}

/// A value of the current row. Bytes of a blob stay as they are.
db::Value value_at(sqlite3_stmt* statement, int column) {
  if (::sqlite3_column_type(statement, column) == SQLITE_NULL) return std::nullopt;
  const void* const data = ::sqlite3_column_blob(statement, column);
  const int size = ::sqlite3_column_bytes(statement, column);
  if (data == nullptr) return std::string{};
  return std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

class SqliteConnection final : public db::Connection {
 public:
  SqliteConnection(std::string path, const db::ConnectOptions& options)
      : path_(std::move(path)), options_(options) {
    if (path_ == memory || support::file_exists(path_)) {
      open(path_.c_str());
    } else {
      // Nothing there yet: reading sees an empty database.
      open(memory);
      is_file_missing_ = true;
    }
  }

  /// With somebody else's session. Their handlers stay, so that what others do is waited for here.
  SqliteConnection(sqlite3* session, const db::ConnectOptions& options)
      : path_(path_of(session)),
        options_(options),
        database_(session, CloseDatabase{.is_borrowed = true}),
        had_foreign_keys_(is_on(session, Setting::foreign_keys)),
        had_legacy_alter_table_(is_on(session, Setting::legacy_alter_table)) {
    turn(session, Setting::foreign_keys, false);
  }

  ~SqliteConnection() override {
    if (!is_borrowed()) return;
    if (is_transaction_open())
      ::sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    turn(database_.get(), Setting::foreign_keys, had_foreign_keys_);
    turn(database_.get(), Setting::legacy_alter_table, had_legacy_alter_table_);
  }
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void send(const db::Statement& statement) override {
    create_file();
    throw_interrupt();
    run(statement);
    ++completed_;
  }

  void change_row(std::string_view sql) override {
    create_file();
    throw_interrupt();
    const bool alone = !is_transaction_open();
    if (alone) run(db::Statement{.sql = "BEGIN IMMEDIATE"});
    try {
      change_one(sql);
    } catch (const Error&) {
      if (alone && is_transaction_open()) run(db::Statement{.sql = "ROLLBACK"});
      throw;
    }
    if (alone) run(db::Statement{.sql = "COMMIT"});
    ++completed_;
  }

  void require(std::string_view select) override {
    if (query(select).empty()) throw changed_by_another();
    ++completed_;
  }

  std::size_t completed() override { return completed_; }

  void wait(std::size_t /*count*/) override {}  // everything sent has run

  void finish() override {}

  db::Table select(const db::Statement& statement) override {
    if (is_file_missing_ && support::file_exists(path_)) create_file();
    throw_interrupt();
    check_text(statement);
    db::Table table;
    std::string_view rest = statement.sql;
    while (const Prepared prepared = prepare(statement, rest)) {
      const int columns = ::sqlite3_column_count(prepared.get());
      table.columns.clear();
      for (int i = 0; i < columns; ++i)
        table.columns.emplace_back(::sqlite3_column_name(prepared.get(), i));
      while (step(prepared.get(), statement)) {
        db::Row& row = table.rows.emplace_back();
        for (int i = 0; i < columns; ++i)
          row.push_back(value_at(prepared.get(), i));
      }
    }
    return table;
  }

  /// ATTACH and VACUUM INTO are errors from here on.
  void forbid_files() { ::sqlite3_limit(database_.get(), SQLITE_LIMIT_ATTACHED, 0); }

  bool is_alive() const override { return true; }

  bool in_transaction() override { return is_transaction_open(); }

 private:
  void open(const char* name) {
    sqlite3* raw = nullptr;
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = ::sqlite3_open_v2(name, &raw, flags, nullptr);
    database_.reset(raw);
    if (code != SQLITE_OK) throw cannot_open(path_, raw == nullptr ? "" : ::sqlite3_errmsg(raw));
    turn(raw, Setting::foreign_keys, false);
    ::sqlite3_extended_result_codes(raw, 1);
    ::sqlite3_busy_handler(raw, &SqliteConnection::on_busy, this);
    constexpr int steps_between_looks = 4000;
    ::sqlite3_progress_handler(raw, steps_between_looks, &SqliteConnection::on_progress, this);
  }

  /// From here on the session is with the file.
  void create_file() {
    if (!is_file_missing_) return;
    open(path_.c_str());
    is_file_missing_ = false;
  }

  bool is_borrowed() const { return database_.get_deleter().is_borrowed; }

  bool is_transaction_open() const { return ::sqlite3_get_autocommit(database_.get()) == 0; }

  bool is_interrupt_new() const {
    return !is_interrupt_thrown_ && options_.interrupt != nullptr &&
           options_.interrupt->requested();
  }

  void throw_interrupt() {
    if (!is_interrupt_new()) return;
    is_interrupt_thrown_ = true;
    throw Error(ErrorCode::interrupted, "interrupted");
  }

  /// Waits a little for another writer. True: try again.
  bool wait_for_writer(int tries) {
    const auto now = steady_clock::now();
    if (tries == 0) busy_since_ = now;
    const auto left = std::chrono::ceil<milliseconds>(busy_since_ + options_.lock_wait - now);
    if (left <= milliseconds::zero() || is_interrupt_new()) return false;
    constexpr milliseconds longest{25};
    const milliseconds pause = std::min({left, longest, milliseconds(tries + 1)});
    pollfd interrupt{.fd = -1, .events = POLLIN, .revents = 0};
    // Once reported, its descriptor stays readable and would end every pause at once.
    if (options_.interrupt != nullptr && !is_interrupt_thrown_) {
      interrupt.fd = options_.interrupt->descriptor();
    }
    ::poll(&interrupt, 1, static_cast<int>(pause.count()));
    return true;
  }

  /// The result code of `action`, which in somebody else's session is tried again while another
  /// program writes; in ours SQLite itself does that.
  template <typename Action>
  int patiently(Action action) {
    int code = action();
    if (!is_borrowed()) return code;
    for (int tries = 0; (code & 0xFF) == SQLITE_BUSY && wait_for_writer(tries); ++tries)
      code = action();
    return code;
  }

  static int on_busy(void* self, int tries) {
    return static_cast<SqliteConnection*>(self)->wait_for_writer(tries) ? 1 : 0;
  }

  static int on_progress(void* self) {
    return static_cast<SqliteConnection*>(self)->is_interrupt_new() ? 1 : 0;
  }

  /// `begin`: where in the statement's text the text begins that SQLite was given.
  [[noreturn]] void fail(const db::Statement& statement, std::size_t begin) {
    throw_interrupt();
    sqlite3* const database = database_.get();
    const int code = ::sqlite3_extended_errcode(database);
    const Error error = explain(code, path_, ::sqlite3_errmsg(database));
    const int offset = ::sqlite3_error_offset(database);
    const auto place =
        place_of(statement, offset < 0 ? 0 : begin + static_cast<std::size_t>(offset));
    throw db::with_origin(place ? error.with_place(*place) : error, statement);
  }

  /// Nobody gives values here, and SQLite would take NULL for each of them.
  static void refuse_parameters(
      sqlite3_stmt* prepared, const db::Statement& statement, std::string_view rest) {
    if (prepared == nullptr || ::sqlite3_bind_parameter_count(prepared) == 0) return;
    const Prepared owner(prepared);
    const char* const name = ::sqlite3_bind_parameter_name(prepared, 1);
    const Error error(
        ErrorCode::sql_error,
        fmt::format(
            "the statement has the parameter `{}`, and no value for it",
            name == nullptr ? "?" : name),
        "write the value itself, or put a text that looks like a parameter into quotes");
    const auto place =
        place_of(statement, static_cast<std::size_t>(rest.data() - statement.sql.data()));
    throw db::with_origin(place ? error.with_place(*place) : error, statement);
  }

  /// The next statement of `rest`, which is cut to what is behind it; null when there is none.
  Prepared prepare(const db::Statement& statement, std::string_view& rest) {
    sqlite3_stmt* prepared = nullptr;
    while (prepared == nullptr && !rest.empty()) {
      const char* tail = nullptr;
      const int size = static_cast<int>(rest.size());
      const int code = patiently([&] {
        return ::sqlite3_prepare_v3(database_.get(), rest.data(), size, 0, &prepared, &tail);
      });
      if (code != SQLITE_OK) {
        fail(statement, static_cast<std::size_t>(rest.data() - statement.sql.data()));
      }
      refuse_parameters(prepared, statement, rest);
      const auto used = static_cast<std::size_t>(tail - rest.data());
      if (used == 0) break;
      rest.remove_prefix(used);
    }
    return Prepared(prepared);
  }

  /// True: there is a row.
  bool step(sqlite3_stmt* prepared, const db::Statement& statement) {
    const int code = patiently([&] { return ::sqlite3_step(prepared); });
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    fail(statement, 0);
  }

  void run(const db::Statement& statement) {
    check_text(statement);
    std::string_view rest = statement.sql;
    while (const Prepared prepared = prepare(statement, rest)) {
      while (step(prepared.get(), statement)) {
      }
    }
  }

  static void check_text(const db::Statement& statement) {
    const std::size_t nul = statement.sql.find('\0');
    if (nul == std::string_view::npos) return;
    const Error error(ErrorCode::sql_error, "a statement cannot hold a NUL character");
    const auto place = place_of(statement, nul);
    throw db::with_origin(place ? error.with_place(*place) : error, statement);
  }

  void change_one(std::string_view sql) {
    try {
      run(db::Statement{.sql = sql});
    } catch (const Error& error) {
      if (is_key_taken(::sqlite3_extended_errcode(database_.get()))) throw changed_by_another();
      throw;
    }
    if (::sqlite3_changes64(database_.get()) != 1) throw changed_by_another();
  }

  std::string path_;
  db::ConnectOptions options_;
  Database database_{};
  bool had_foreign_keys_{false};  // of somebody else's session
  bool had_legacy_alter_table_{false};
  steady_clock::time_point busy_since_{};
  std::size_t completed_{0};
  bool is_file_missing_{false};
  bool is_interrupt_thrown_{false};
};

}  // namespace

std::unique_ptr<db::Connection> connect_scratch() {
  auto connection = std::make_unique<SqliteConnection>(memory, db::ConnectOptions{});
  connection->forbid_files();
  return connection;
}

std::unique_ptr<db::Connection> connect(const db::Url& url, const db::ConnectOptions& options) {
  return std::make_unique<SqliteConnection>(url.path, options);
}

std::unique_ptr<db::Connection> adopt(sqlite3* session, const db::ConnectOptions& options) {
  if (session == nullptr || ::sqlite3_get_autocommit(session) == 0) {
    throw Error(
        ErrorCode::usage,
        session == nullptr ? "the database connection is null"
                           : "the database connection has an open transaction",
        "commit it first, or use a connection of its own");
  }
  return std::make_unique<SqliteConnection>(session, options);
}

}  // namespace migrate::dialect::sqlite
