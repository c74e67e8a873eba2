#include "dialect/postgresql/own_scratch.hpp"

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "dialect/postgresql/connection.hpp"
#include "dialect/postgresql/savepoints.hpp"
#include "dialect/postgresql/subscriptions.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

/// The URL of another database of the same server.
db::Url url_of(const db::Url& url, std::string_view database) {
  std::string encoded;
  for (const char c : database)
    encoded += fmt::format("%{:02x}", static_cast<unsigned char>(c));
  db::Url result = url;
  result.text += (url.text.find('?') == std::string::npos ? "?dbname=" : "&dbname=") + encoded;
  return result;
}

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

/// Whether the server keeps the database for what is subscribed to in it.
bool has_subscriptions(db::Connection& connection, const std::string& name) {
  return !connection
              .query(fmt::format(
                  "SELECT 1 FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON "
                  "d.oid = s.subdbid WHERE d.datname = {}",
                  quote_literal(name)))
              .empty();
}

/// A session in which databases of a server are dropped.
struct Dropping {
  db::Connection& connection;
  const ScratchRequest& request;
};

/// With `is_forced`, whoever is in it is thrown out.
void drop(const Dropping& dropping, const std::string& name, bool is_forced) {
  if (has_subscriptions(dropping.connection, name)) {
    const db::Url url = url_of(dropping.request.live, name);
    drop_subscriptions(*administrator(url, dropping.request.options));
  }
  constexpr int forced_since = 130000;
  const int version = announced_version(dropping.connection).value_or(forced_since);
  dropping.connection.execute(fmt::format(
      "DROP DATABASE IF EXISTS {}{}",
      quote_identifier(name),
      is_forced && version >= forced_since ? " WITH (FORCE)" : ""));
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

void drop_leftovers(const Dropping& dropping) {
  try {
    for (const std::string& name : leftovers(dropping.connection))
      drop(dropping, name, false);
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
        place_(fmt::format(
            "the scratch database {}, made for this run: no `scratch_url` is given", name_)) {
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
    drop_leftovers({.connection = making, .request = request_});
    try {
      create(making, name_, settings);
    } catch (const Error& error) {
      if (!is_refusal(error)) throw;
      throw no_scratch(
          error.message(),
          fmt::format(
              "{}\nor let the role create databases: ALTER ROLE {} CREATEDB",
              scratch_remedy,
              quote_identifier(settings.role)));
    }
    try {
      connection_ = connect(url_of(request_.live, name_), request_.options);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      throw no_scratch(
          "it was made, but nobody can connect to it: " + error.message(),
          fmt::format("connect to the server itself, not to a pooler\nor {}", scratch_remedy));
    }
    prepare(*connection_, settings);
  }

  /// What stays is removed by a later run.
  void drop_if_possible(db::Connection& connection) const {
    try {
      drop({.connection = connection, .request = request_}, name_, true);
    } catch (const Error&) {
      return;
    }
  }

  ScratchRequest request_;
  std::string name_;
  std::string place_;
  std::unique_ptr<db::Connection> connection_{};
};

}  // namespace

std::unique_ptr<Scratch> open_own_scratch(
    const ScratchRequest& request, const LiveSettings& settings) {
  return std::make_unique<OwnDatabase>(request, settings);
}

}  // namespace migrate::dialect::postgresql
