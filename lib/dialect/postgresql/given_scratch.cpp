#include "dialect/postgresql/given_scratch.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/connection.hpp"
#include "dialect/postgresql/outside_schemas.hpp"
#include "dialect/postgresql/savepoints.hpp"
#include "dialect/postgresql/subscriptions.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_identifier;

// Its mark, which says that everything in it may go, is the schema migrate_scratch.

/// Whether the mark is there, and what else is, if anything.
constexpr std::string_view contents_query =
    "SELECT (SELECT true FROM pg_catalog.pg_namespace WHERE nspname = 'migrate_scratch'), "
    "coalesce((SELECT 'schema ' || n.nspname FROM pg_catalog.pg_namespace n "
    "WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public') LIMIT 1), "
    "(SELECT 'subscription ' || s.subname FROM pg_catalog.pg_subscription s JOIN "
    "pg_catalog.pg_database b ON b.oid = s.subdbid WHERE b.datname = "
    "pg_catalog.current_database() LIMIT 1), "
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
    place_ = fmt::format("the database {}, which `scratch_url` names", database_);
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
        fmt::format("the database {} of `scratch_url` cannot be used: {}", database_, reason),
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
      drop_subscriptions(*keeper_);
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

std::unique_ptr<Scratch> open_given_scratch(
    const ScratchRequest& request, const LiveSettings& live) {
  return std::make_unique<GivenDatabase>(request, live);
}

}  // namespace migrate::dialect::postgresql
