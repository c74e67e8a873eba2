#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/url.hpp"
#include "support/error.hpp"

// What scratch databases have in common, whoever made them.
namespace migrate::dialect::postgresql {

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

LiveSettings settings_of(db::Connection& connection);

struct Setting {
  std::string_view name{};
  std::string value{};  // as it stands behind `=`
};

/// What a session in the scratch database has set.
std::vector<Setting> session_settings(const LiveSettings& live);

/// Makes a new session one as in the live database.
void prepare(db::Connection& connection, const LiveSettings& live);

/// A session for making and dropping, which Ctrl-C does not reach: what has begun is brought to its
/// end.
std::unique_ptr<db::Connection> administrator(const db::Url& url, db::ConnectOptions options);

/// The fields of the only row of a query, which may be missing.
db::Row row_of(db::Connection& connection, std::string_view sql);
std::string text_at(const db::Row& row, std::size_t i);

/// What helps where nothing can be made: to name a database.
extern const std::string_view scratch_remedy;

Error no_scratch(const std::string& reason, const std::string& hint = std::string(scratch_remedy));

}  // namespace migrate::dialect::postgresql
