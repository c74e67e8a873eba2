#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::sqlite {

ServerFeatures features(db::Connection& connection);

/// See Dialect::inspect. One statement, whatever the number of tables. What a definition says is
/// read from its text, the only place where SQLite keeps it. Left out are SQLite's own tables,
/// virtual tables and the tables that they keep their rows in, temporary tables and attached
/// databases. The order of the columns of a PRIMARY KEY or UNIQUE constraint (DESC), and a
/// collation that is theirs alone, are not looked at.
///
/// Errors: unsupported, with the name of the table, for a text that is not understood.
schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter);

/// Finds a table by its name in any letter case; null when there is none.
using FindTable = std::function<const schema::Table*(std::string_view name)>;

/// Spells what foreign keys refer to as the referred tables do, and names the columns of a primary
/// key that is referred to without them. Columns of constraints and indexes are spelled as those of
/// the table.
void settle_names(schema::Table& table, const FindTable& find);

}  // namespace migrate::dialect::sqlite
