#include "dialect/postgresql/scratch_session.hpp"

#include <utility>

#include <fmt/format.h>

#include "dialect/postgresql/connection.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

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

}  // namespace

const std::string_view scratch_remedy =
    "name a database that may be emptied: `scratch_url: postgresql://...` in alembic.yaml";

Error no_scratch(const std::string& reason, const std::string& hint) {
  return {ErrorCode::unsupported, "there is no scratch database: " + reason, hint};
}

db::Row row_of(db::Connection& connection, std::string_view sql) {
  auto rows = connection.query(sql);
  return rows.empty() ? db::Row{} : std::move(rows.front());
}

std::string text_at(const db::Row& row, std::size_t i) {
  return i < row.size() ? row[i].value_or("") : std::string{};
}

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

std::unique_ptr<db::Connection> administrator(const db::Url& url, db::ConnectOptions options) {
  options.interrupt = nullptr;
  return connect(url, options);
}

}  // namespace migrate::dialect::postgresql
