#include "dialect/postgresql/scratch.hpp"

#include <algorithm>
#include <ctime>
#include <random>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "dialect/postgresql/connection.hpp"
#include "dialect/postgresql/outside_schemas.hpp"
#include "dialect/postgresql/savepoints.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

constexpr const char* remedy =
    "name a database that may be emptied: `scratch_url: postgresql://...` in alembic.yaml";

Error no_scratch(const std::string& reason, const std::string& hint = remedy) {
  return {ErrorCode::unsupported, "there is no scratch database: " + reason, hint};
}

/// The only row of a query.
db::Row row_of(db::Connection& connection, std::string_view sql) {
  auto rows = connection.query(sql);
  return rows.empty() ? db::Row{} : std::move(rows.front());
}

std::string text_at(const db::Row& row, std::size_t i) {
  return i < row.size() ? row[i].value_or("") : std::string{};
}

/// What a session in the live database has, and one in the scratch database must have as well.
struct LiveSettings {
  std::string database{};
  std::string role{};
  std::string default_schema{};
  std::string version{};  // the major one
  bool is_standby{false};
  std::string server{};  // tells servers, and databases of one server, apart
  std::string search_path{};
  std::string date_style{};
  std::string interval_style{};
  std::string creation{};  // " ENCODING ... LOCALE ..."
};

/// Columns that only some versions have are looked for in the row as JSON.
constexpr std::string_view live_query =
    "SELECT d.datname, current_user, coalesce(current_schema(), 'public'), "
    "current_setting('server_version_num')::int / 10000, pg_is_in_recovery(), "
    "concat(pg_postmaster_start_time(), ' ', d.oid), current_setting('search_path'), "
    "current_setting('DateStyle'), current_setting('IntervalStyle'), "
    "concat(format(' ENCODING %L LC_COLLATE %L LC_CTYPE %L', pg_encoding_to_char(d.encoding), "
    "d.datcollate, d.datctype), "
    "CASE j ->> 'datlocprovider' WHEN 'i' THEN ' LOCALE_PROVIDER icu' "
    "WHEN 'b' THEN ' LOCALE_PROVIDER builtin' WHEN 'c' THEN ' LOCALE_PROVIDER libc' END, "
    "CASE j ->> 'datlocprovider' WHEN 'i' THEN format(' ICU_LOCALE %L', "
    "coalesce(j ->> 'datlocale', j ->> 'daticulocale')) "
    "WHEN 'b' THEN format(' BUILTIN_LOCALE %L', j ->> 'datlocale') END, "
    "CASE WHEN j ->> 'daticurules' <> '' THEN format(' ICU_RULES %L', j ->> 'daticurules') END, "
    "(SELECT format(' TABLESPACE %I', s.spcname) FROM pg_tablespace s WHERE s.oid = "
    "d.dattablespace AND s.oid >= 16384 AND has_tablespace_privilege(s.oid, 'CREATE'))) "
    "FROM pg_catalog.pg_database d, LATERAL (SELECT to_jsonb(d) AS j) AS as_json "
    "WHERE d.datname = current_database()";

LiveSettings settings_of(db::Connection& connection) {
  const db::Row row = row_of(connection, live_query);
  std::size_t i = 0;
  const auto next = [&] { return text_at(row, i++); };
  LiveSettings settings;
  settings.database = next();
  settings.role = next();
  settings.default_schema = next();
  settings.version = next();
  settings.is_standby = next() == "t";
  settings.server = next();
  settings.search_path = next();
  settings.date_style = next();
  settings.interval_style = next();
  settings.creation = next();
  return settings;
}

/// The URL of another database of the same server.
db::Url url_of(const db::Url& url, std::string_view database) {
  std::string encoded;
  for (const char c : database)
    encoded += fmt::format("%{:02x}", static_cast<unsigned char>(c));
  db::Url result = url;
  result.text += (url.text.find('?') == std::string::npos ? "?dbname=" : "&dbname=") + encoded;
  return result;
}

struct Setting {
  std::string_view name{};
  std::string value{};  // as it stands behind `=`
};

/// What a session in the scratch database has set.
std::vector<Setting> session_settings(const LiveSettings& live) {
  return {
      {"search_path", live.search_path.empty() ? "''" : live.search_path},
      {"DateStyle", quote_literal(live.date_style)},
      {"IntervalStyle", quote_literal(live.interval_style)},
      {"TimeZone", "'UTC'"},
      {"synchronous_commit", "off"},
      {"client_min_messages", "warning"},
  };
}

void prepare(db::Connection& connection, const LiveSettings& live) {
  for (const Setting& setting : session_settings(live)) {
    const std::string set = fmt::format("SET {} = {}", setting.name, setting.value);
    connection.send({.sql = set});
  }
  if (live.default_schema != "public") {
    const std::string create =
        "CREATE SCHEMA IF NOT EXISTS " + quote_identifier(live.default_schema);
    connection.send({.sql = create});
  }
  connection.finish();
}

// A database of our own

constexpr std::string_view comment_head = "migrate: a scratch database, made ";

/// A name that nobody else takes: the database's own, the time in seconds since 1970, and what
/// tells runs apart.
std::string new_name(const std::string& database) {
  constexpr std::size_t longest = 63;  // PostgreSQL's NAMEDATALEN - 1
  std::random_device random;
  const std::string mark = fmt::format("_migrate_{:08x}_{:08x}", std::time(nullptr), random());
  std::size_t size = std::min(database.size(), longest - mark.size());
  while (size > 0 && size < database.size() && support::is_continuation(database[size]))
    --size;
  return database.substr(0, size) + mark;
}

/// A session for making and dropping, which Ctrl-C does not reach: what has begun is brought to its
/// end.
std::unique_ptr<db::Connection> administrator(const db::Url& url, db::ConnectOptions options) {
  options.interrupt = nullptr;
  return connect(url, options);
}

void drop(db::Connection& connection, const std::string& name) {
  constexpr int forced_since = 130000;
  const bool can_force = announced_version(connection).value_or(forced_since) >= forced_since;
  connection.execute(fmt::format(
      "DROP DATABASE IF EXISTS {}{}", quote_identifier(name), can_force ? " WITH (FORCE)" : ""));
}

/// What runs that were killed have left: old enough by its name, with nobody in it, and our comment
/// or, where the run ended while the server was making it, none.
std::vector<std::string> leftovers(db::Connection& connection) {
  std::vector<std::string> names;
  for (const db::Row& row : connection.query(fmt::format(
           "SELECT d.datname FROM pg_catalog.pg_database d, LATERAL (SELECT "
           "substring(d.datname::text FROM '_migrate_([0-9a-f]{{8}})_[0-9a-f]{{8}}$') AS made, "
           "pg_catalog.shobj_description(d.oid, 'pg_database') AS comment) AS own "
           "WHERE pg_catalog.to_timestamp(('x' || made)::bit(32)::bigint) "
           "< now() - interval '10 minutes' "
           "AND (comment IS NULL OR pg_catalog.starts_with(comment, '{}')) "
           "AND pg_catalog.pg_has_role(d.datdba, 'MEMBER') AND NOT EXISTS "
           "(SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)",
           comment_head)))
    names.push_back(text_at(row, 0));
  return names;
}

void drop_leftovers(db::Connection& connection) {
  try {
    for (const std::string& name : leftovers(connection))
      connection.execute("DROP DATABASE IF EXISTS " + quote_identifier(name));
  } catch (const Error& error) {
    // Another run was faster, or somebody is in it after all: they are left to the next run.
    if (!is_refusal(error)) throw;
  }
}

void create(db::Connection& connection, const std::string& name, const LiveSettings& settings) {
  connection.execute(fmt::format(
      "CREATE DATABASE {} TEMPLATE template0{}", quote_identifier(name), settings.creation));
  const db::Row now = row_of(
      connection, R"(SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))");
  std::string host(256, '\0');
  if (::gethostname(host.data(), host.size() - 1) != 0) host = "unknown";
  connection.execute(fmt::format(
      "COMMENT ON DATABASE {} IS {}",
      quote_identifier(name),
      quote_literal(fmt::format(
          "{}{} on {} by process {}", comment_head, text_at(now, 0), host.c_str(), ::getpid()))));
  // So that RESET ALL comes back to them.
  for (const Setting& setting : session_settings(settings)) {
    connection.execute(fmt::format(
        "ALTER DATABASE {} SET {} = {}", quote_identifier(name), setting.name, setting.value));
  }
}

class OwnDatabase final : public Scratch {
 public:
  OwnDatabase(const ScratchRequest& request, const LiveSettings& settings)
      : request_(request),
        name_(new_name(settings.database)),
        place_("the scratch database " + name_) {
    const auto making = administrator(request.live, request.options);
    try {
      open(*making, settings);
    } catch (const Error&) {
      connection_.reset();
      drop_if_possible(*making);
      throw;
    }
  }
  ~OwnDatabase() override {
    connection_.reset();
    try {
      drop_if_possible(*administrator(request_.live, request_.options));
    } catch (const Error&) {
      // The server is gone, and a later run removes what it comes back with.
      return;
    }
  }
  OwnDatabase(const OwnDatabase&) = delete;
  OwnDatabase& operator=(const OwnDatabase&) = delete;

  db::Connection& connection() override { return *connection_; }
  std::string_view place() const override { return place_; }

 private:
  void open(db::Connection& making, const LiveSettings& settings) {
    drop_leftovers(making);
    try {
      create(making, name_, settings);
    } catch (const Error& error) {
      if (!is_refusal(error)) throw;
      throw no_scratch(
          error.message(),
          fmt::format(
              "{}\nor let the role create databases: ALTER ROLE {} CREATEDB",
              remedy,
              quote_identifier(settings.role)));
    }
    try {
      connection_ = connect(url_of(request_.live, name_), request_.options);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      throw no_scratch(
          "it was made, but nobody can connect to it: " + error.message(),
          fmt::format("connect to the server itself, not to a pooler\nor {}", remedy));
    }
    prepare(*connection_, settings);
  }

  /// What stays is removed by a later run.
  void drop_if_possible(db::Connection& connection) const {
    try {
      drop(connection, name_);
    } catch (const Error&) {
      return;
    }
  }

  ScratchRequest request_;
  std::string name_;
  std::string place_;
  std::unique_ptr<db::Connection> connection_{};
};

// A database that was named for it

// Its mark, which says that everything in it may go, is the schema migrate_scratch.

/// Whether the mark is there, and what else is, if anything.
constexpr std::string_view contents_query =
    "SELECT (SELECT true FROM pg_catalog.pg_namespace WHERE nspname = 'migrate_scratch'), "
    "coalesce((SELECT 'schema ' || n.nspname FROM pg_catalog.pg_namespace n "
    "WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public') LIMIT 1), "
    "(SELECT pg_catalog.pg_describe_object(d.classid, d.objid, 0) FROM pg_catalog.pg_depend d "
    "JOIN pg_catalog.pg_namespace n ON n.oid = d.refobjid "
    "WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass "
    "AND n.nspname = 'public' AND d.classid <> 'pg_catalog.pg_extension'::pg_catalog.regclass "
    "AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = d.classid "
    "AND e.objid = d.objid AND e.deptype = 'e') LIMIT 1))";

class GivenDatabase final : public Scratch {
 public:
  GivenDatabase(const ScratchRequest& request, const LiveSettings& live)
      : keeper_(administrator(*request.given, request.options)) {
    const LiveSettings own = settings_of(*keeper_);
    database_ = own.database;
    place_ = fmt::format("the database {} of `scratch_url`", database_);
    check(own, live);
    empty();
    keep_settings(live);
    connection_ = connect(*request.given, request.options);
    prepare(*connection_, live);
  }
  ~GivenDatabase() override {
    connection_.reset();
    try {
      empty();
      keeper_->execute(fmt::format("{} RESET ALL", alter_role()));
    } catch (const Error&) {
      // It carries the mark: the next run empties it.
      return;
    }
  }
  GivenDatabase(const GivenDatabase&) = delete;
  GivenDatabase& operator=(const GivenDatabase&) = delete;

  db::Connection& connection() override { return *connection_; }
  std::string_view place() const override { return place_; }

 private:
  void check(const LiveSettings& own, const LiveSettings& live) {
    if (own.server == live.server) throw refused("it is the database that is compared");
    if (own.version != live.version) {
      throw refused(fmt::format(
          "it is on PostgreSQL {}, the live one on {}, which write definitions differently",
          own.version,
          live.version));
    }
    if (own.is_standby) throw refused("its server is a standby");
    const db::Row locked = row_of(
        *keeper_,
        "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext('migrate scratch'), 0)");
    if (text_at(locked, 0) != "t") throw refused("another run works in it");
    const db::Row contents = row_of(*keeper_, contents_query);
    if (text_at(contents, 0) == "t" || text_at(contents, 1).empty()) return;
    throw refused("there is something in it already: " + text_at(contents, 1));
  }

  Error refused(const std::string& reason) const {
    return no_scratch(
        fmt::format("{} cannot be used: {}", place_, reason),
        "give it an empty database of its own; whatever is in it will be lost");
  }

  /// Leaves the mark and an empty `public`.
  void empty() {
    std::vector<std::string> statements{"BEGIN"};
    for (const db::Row& row : keeper_->query(outside_schemas_query))
      statements.push_back(text_at(row, 0));
    for (const db::Row& row :
         keeper_->query("SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'"))
      statements.push_back(
          fmt::format("DROP EXTENSION IF EXISTS {} CASCADE", quote_identifier(text_at(row, 0))));
    for (const db::Row& row : keeper_->query(
             "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT "
             "IN ('information_schema', 'migrate_scratch')"))
      statements.push_back(
          fmt::format("DROP SCHEMA {} CASCADE", quote_identifier(text_at(row, 0))));
    for (const char* const statement :
         {"CREATE SCHEMA IF NOT EXISTS migrate_scratch", "CREATE SCHEMA public", "COMMIT"})
      statements.emplace_back(statement);
    try {
      for (const std::string& statement : statements)
        keeper_->send({.sql = statement});
      keeper_->finish();
    } catch (const Error& error) {
      abandon_transaction(*keeper_);
      if (!is_refusal(error)) throw;
      throw refused("it cannot be emptied: " + error.message());
    }
  }

  std::string alter_role() const {
    return fmt::format("ALTER ROLE CURRENT_USER IN DATABASE {}", quote_identifier(database_));
  }

  /// So that RESET ALL comes back to them.
  void keep_settings(const LiveSettings& live) {
    for (const Setting& setting : session_settings(live)) {
      keeper_->execute(fmt::format("{} SET {} = {}", alter_role(), setting.name, setting.value));
    }
  }

  std::unique_ptr<db::Connection> keeper_;  // holds the lock that keeps other runs out
  std::unique_ptr<db::Connection> connection_{};
  std::string database_{};
  std::string place_{};
};

}  // namespace

std::unique_ptr<Scratch> open_scratch(db::Connection& live, const ScratchRequest& request) {
  const LiveSettings settings = settings_of(live);
  if (request.given) return std::make_unique<GivenDatabase>(request, settings);
  if (settings.is_standby) throw no_scratch("the server is a standby, where nothing can be made");
  if (request.live.text.empty())
    throw no_scratch("the connection was opened by the program, which alone knows how");
  return std::make_unique<OwnDatabase>(request, settings);
}

}  // namespace migrate::dialect::postgresql
