#pragma once

#include <string>
#include <vector>

#include "engine/database.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// What becomes of owners that models in SQL give to things, where the server refuses that.
enum class Owners { passed_over, required };

/// What the SQL files (absolute paths) make of an empty database, together with what `others`
/// declares, as far as the filter lets it through: all is made in a scratch place, which is
/// inspected.
///
/// The files, and the others, may need one another in any order: a statement that fails is tried
/// again when others have run. What dumps hold beside definitions is no obstacle: settings, owners
/// (unless they are required) and rights that cannot be had are passed over, and so are the lines
/// \restrict and \unrestrict.
/// Extensions, functions and the like that no file makes are taken over from the live database.
///
/// Errors: sql_error, with its place, for the statement that fails in the end; invalid_config for
/// what is declared twice, for what is no SQL, and for statements that begin or end a transaction
/// or cannot run in one; unsupported where there is no scratch place.
schema::MetaData load_sql_models(
    const std::vector<std::string>& paths,
    const std::string& display_directory,
    const schema::MetaData& others,
    const schema::Filter& filter,
    Owners owners,
    Database& database);

}  // namespace migrate::engine
