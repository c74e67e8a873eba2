#include "dialect/postgresql/scratch.hpp"

#include <array>
#include <optional>
#include <random>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include "dialect/postgresql/connection.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

/// What the comment of a scratch database begins with: such a one may be removed.
constexpr std::string_view mark = "scratch database of migrate, made at ";

constexpr std::string_view remedy =
    "name a database that may be emptied in alembic.yaml: scratch_url: postgresql://...";

/// What a scratch database must have in common with the live one.
struct LiveDatabase {
  std::string name{};
  std::string search_path{};
  std::string default_schema{};
  std::string started{};   // when its server was
  std::string creation{};  // what follows CREATE DATABASE name
  int version{0};
  bool can_create{false};
  bool is_standby{false};
};

std::string text_at(const db::Row& row, std::size_t column) {
  return row.at(column).value_or("");
}

/// The provider of the collation, and its locale, in the words of this version.
std::string locale_text(const db::Row& row, int version) {
  std::string text = fmt::format(
      " LC_COLLATE {} LC_CTYPE {}", quote_literal(text_at(row, 1)), quote_literal(text_at(row, 2)));
  if (version < 150000) return text;
  const std::string provider = text_at(row, 3);
  const std::string locale = quote_literal(text_at(row, 4));
  if (provider == "c") text += " LOCALE_PROVIDER libc";
  if (provider == "i") text += " LOCALE_PROVIDER icu ICU_LOCALE " + locale;
  if (provider == "b") text += " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + locale;
  return text;
}

std::string creation_text(db::Connection& live, int version) {
  const std::string_view locale = version >= 170000   ? "datlocprovider, datlocale"
                                  : version >= 150000 ? "datlocprovider, daticulocale"
                                                      : "'c', NULL";
  const auto rows = live.query(fmt::format(
      "SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype, {} "
      "FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()",
      locale));
  const db::Row& row = rows.front();
  return fmt::format(
      " TEMPLATE template0 ENCODING {}{}",
      quote_literal(text_at(row, 0)),
      locale_text(row, version));
}

LiveDatabase read_live(db::Connection& live) {
  const auto rows = live.query(
      "SELECT pg_catalog.current_database(), pg_catalog.current_setting('search_path'), "
      "coalesce(pg_catalog.current_schema(), 'public'), pg_catalog.pg_postmaster_start_time(), "
      "pg_catalog.current_setting('server_version_num'), "
      "(SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user), "
      "pg_catalog.pg_is_in_recovery()");
  const db::Row& row = rows.front();
  LiveDatabase result{
      .name = text_at(row, 0),
      .search_path = text_at(row, 1),
      .default_schema = text_at(row, 2),
      .started = text_at(row, 3),
      .version = std::stoi(text_at(row, 4)),
      .can_create = text_at(row, 5) == "t",
      .is_standby = text_at(row, 6) == "t",
  };
  result.creation = creation_text(live, result.version);
  return result;
}

/// The first bytes of a text, which end between two characters.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t size = std::min(text.size(), most);
  while (size > 0 && size < text.size() && support::is_continuation(text[size]))
    --size;
  return std::string(text.substr(0, size));
}

/// "app_migrate_4711_3fa2b0c1": at most 63 bytes.
std::string scratch_name(const LiveDatabase& live) {
  std::random_device random;
  return fmt::format("{}_migrate_{}_{:08x}", cut(live.name, 30), ::getpid(), random());
}

std::string comment_text() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  const auto now = std::chrono::system_clock::now();
  return fmt::format(
      "{}{:%Y-%m-%dT%H:%M:%S}Z on {}",
      mark,
      fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
      host.data());
}

/// The URL of another database of the same server. What stands last in the query part of a URL
/// wins (libpq, "Connection URIs").
db::Url with_database(const db::Url& url, std::string_view name) {
  std::string encoded;
  for (const char c : name)
    encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  db::Url result = url;
  const bool has_query = url.text.find('?') != std::string::npos;
  result.text += fmt::format("{}dbname={}", has_query ? "&" : "?", encoded);
  return result;
}

/// Names mean in the scratch place what they mean in the live database.
void prepare_session(db::Connection& session, const LiveDatabase& live) {
  session.execute("SET synchronous_commit = off");
  session.execute("SET TimeZone = 'UTC'");
  session.execute("SET DateStyle = 'ISO, YMD'");
  session.execute("SET client_min_messages = warning");
  session.execute("CREATE SCHEMA IF NOT EXISTS " + quote_identifier(live.default_schema));
  session.query(fmt::format(
      "SELECT pg_catalog.set_config('search_path', {}, false)", quote_literal(live.search_path)));
}

/// A database that lives as long as the object.
class CreatedDatabase final : public Scratch {
 public:
  /// `owner`: a session in the live database, which Ctrl-C does not reach.
  CreatedDatabase(
      std::unique_ptr<db::Connection> owner,
      const LiveDatabase& live,
      const ScratchRequest& request)
      : owner_(std::move(owner)),
        name_(scratch_name(live)),
        place_("the scratch database " + name_),
        with_force_(live.version >= 130000) {
    owner_->execute(fmt::format("CREATE DATABASE {}{}", quote_identifier(name_), live.creation));
    try {
      owner_->execute(fmt::format(
          "COMMENT ON DATABASE {} IS {}", quote_identifier(name_), quote_literal(comment_text())));
      session_ = open(with_database(request.live, name_), request.options);
      prepare_session(*session_, live);
    } catch (...) {
      drop();
      throw;
    }
  }

  ~CreatedDatabase() override { drop(); }

  db::Connection& connection() override { return *session_; }
  std::string_view place() const override { return place_; }

 private:
  std::unique_ptr<db::Connection> open(
      const db::Url& url, const db::ConnectOptions& options) const {
    try {
      return connect(url, options);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      // A transaction pooler knows the databases that it was told of, and no others.
      throw Error(
          ErrorCode::unsupported,
          fmt::format("a scratch database was made, but cannot be opened: {}", error.message()),
          fmt::format("use the server's own address instead of a pooler's, or {}", remedy));
    }
  }

  void drop() noexcept {
    try {
      session_.reset();
      owner_->execute(fmt::format(
          "DROP DATABASE IF EXISTS {}{}",
          quote_identifier(name_),
          with_force_ ? " WITH (FORCE)" : ""));
    } catch (const std::exception&) {
      // The server has gone; the next run removes what stays (remove_leftovers).
      session_.reset();
    }
  }

  std::unique_ptr<db::Connection> owner_;
  std::unique_ptr<db::Connection> session_{};
  std::string name_;
  std::string place_;
  bool with_force_;
};

/// Scratch databases of runs that were killed: nobody is in them, and they are ten minutes old.
void remove_leftovers(db::Connection& owner) {
  const auto rows = owner.query(fmt::format(
      "SELECT datname FROM pg_catalog.pg_database d "
      "WHERE pg_catalog.starts_with(pg_catalog.shobj_description(d.oid, 'pg_database'), {0}) "
      "AND pg_catalog.pg_has_role(datdba, 'USAGE') AND datname LIKE '%\\_migrate\\_%' "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid) "
      "AND substr(pg_catalog.shobj_description(d.oid, 'pg_database'), {1}, 20)::timestamptz "
      "< now() - interval '10 minutes'",
      quote_literal(mark),
      mark.size() + 1));
  for (const db::Row& row : rows) {
    try {
      owner.execute("DROP DATABASE IF EXISTS " + quote_identifier(text_at(row, 0)));
    } catch (const Error& error) {
      // Somebody else was faster, or has opened it just now.
      if (error.code() == ErrorCode::interrupted) throw;
    }
  }
}

/// What is in a database beside what is in every one: its schemas, and relations, types and
/// functions in `public`.
std::vector<db::Row> user_schemas(db::Connection& session) {
  return session.query(
      "SELECT n.nspname FROM pg_catalog.pg_namespace n "
      "WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' "
      "AND (n.nspname <> 'public' "
      "OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid) "
      "OR EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid) "
      "OR EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.typnamespace = n.oid))");
}

/// Removes everything that people have made.
void wipe(db::Connection& session) {
  if (session.in_transaction()) session.execute("ROLLBACK");
  session.execute("RESET search_path");
  const auto extensions =
      session.query("SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'");
  for (const db::Row& row : extensions) {
    session.execute(
        fmt::format("DROP EXTENSION IF EXISTS {} CASCADE", quote_identifier(text_at(row, 0))));
  }
  for (const db::Row& row : user_schemas(session))
    session.execute(fmt::format("DROP SCHEMA {} CASCADE", quote_identifier(text_at(row, 0))));
  session.execute("CREATE SCHEMA IF NOT EXISTS public");
}

/// The database that `scratch_url` names: emptied before and after.
class GivenDatabase final : public Scratch {
 public:
  GivenDatabase(std::unique_ptr<db::Connection> session, const LiveDatabase& live)
      : session_(std::move(session)) {
    const db::Row row = session_
                            ->query(
                                "SELECT pg_catalog.current_database(), "
                                "pg_catalog.pg_postmaster_start_time(), "
                                "pg_catalog.current_setting('server_version_num'), "
                                "pg_catalog.shobj_description(oid, 'pg_database') "
                                "FROM pg_catalog.pg_database "
                                "WHERE datname = pg_catalog.current_database()")
                            .front();
    name_ = text_at(row, 0);
    place_ = fmt::format("the database {} of scratch_url", name_);
    require_fit(row, live);
    session_->execute(fmt::format(
        "COMMENT ON DATABASE {} IS {}", quote_identifier(name_), quote_literal(comment_text())));
    wipe(*session_);
    prepare_session(*session_, live);
  }

  ~GivenDatabase() override {
    try {
      wipe(*session_);
    } catch (const std::exception&) {
      // It carries our mark: the next run empties it.
      session_.reset();
    }
  }

  db::Connection& connection() override { return *session_; }
  std::string_view place() const override { return place_; }

 private:
  void require_fit(const db::Row& row, const LiveDatabase& live) const {
    const bool is_live = name_ == live.name && text_at(row, 1) == live.started;
    if (is_live) {
      throw Error(
          ErrorCode::invalid_config,
          fmt::format("scratch_url names the live database {} itself", name_),
          "name a database that may be emptied");
    }
    const int version = std::stoi(text_at(row, 2));
    if (version / 10'000 != live.version / 10'000) {
      throw Error(
          ErrorCode::unsupported,
          fmt::format(
              "{} is on PostgreSQL {}, and the live database on {}: they print definitions "
              "differently",
              place_,
              version / 10'000,
              live.version / 10'000),
          std::string(remedy));
    }
    const bool is_marked = text_at(row, 3).starts_with(mark);
    const auto schemas = user_schemas(*session_);
    if (is_marked || schemas.empty()) return;
    throw Error(
        ErrorCode::unsupported,
        fmt::format("{} is not empty: it has the schema {}", place_, text_at(schemas.front(), 0)),
        "name an empty database in scratch_url: what is in it is removed");
  }

  std::unique_ptr<db::Connection> session_;
  std::string name_{};
  std::string place_{};
};

void require_creation(const LiveDatabase& live) {
  if (live.is_standby) {
    throw Error(
        ErrorCode::unsupported, "a standby cannot make a scratch database", std::string(remedy));
  }
  if (!live.can_create) {
    throw Error(
        ErrorCode::unsupported,
        "this role may not make a scratch database",
        fmt::format("ALTER ROLE ... CREATEDB, or {}", remedy));
  }
}

}  // namespace

std::unique_ptr<Scratch> open_scratch(db::Connection& live, const ScratchRequest& request) {
  const LiveDatabase database = read_live(live);
  if (request.given)
    return std::make_unique<GivenDatabase>(connect(*request.given, request.options), database);
  require_creation(database);
  db::ConnectOptions undisturbed = request.options;
  undisturbed.interrupt = nullptr;
  auto owner = connect(request.live, undisturbed);
  remove_leftovers(*owner);
  return std::make_unique<CreatedDatabase>(std::move(owner), database, request);
}

}  // namespace migrate::dialect::postgresql
