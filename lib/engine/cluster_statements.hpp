#pragma once

#include <string>
#include <string_view>

#include "sql/syntax.hpp"

namespace migrate::engine {

/// What a statement says that is about the whole server and not about one database: "CREATE ROLE",
/// "GRANT ON DATABASE". Tried in a scratch place, it would hold for the live database too. Empty:
/// it is about the database that it runs in.
std::string cluster_words(std::string_view statement, const sql::Syntax& syntax);

}  // namespace migrate::engine
