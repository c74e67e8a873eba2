#pragma once

#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::sqlite {

/// See Dialect::normalize. What is declared becomes what SQLite would hold of it: it goes through
/// the DDL, and what the DDL says is read as the inspector reads it. What SQLite has not and passes
/// over (comments, enumerations, sequences, storage parameters) is gone then. Tables that are not
/// there in the same form are made in a database in memory, so that SQLite has seen every text that
/// is new.
///
/// Names that differ in letter case alone, defaults that are stored as the same value and
/// expressions whose `canonical` is one get the spelling of the live database; a constraint without
/// a name gets the one of the live constraint with its content. Temporary tables go with their
/// session and are left out.
///
/// Errors: unsupported, with the name of the table, for what SQLite does not have; invalid_config
/// for what it does not take.
Normalization normalize(
    const Dialect& dialect,
    schema::MetaData& declared,
    schema::MetaData& live,
    const std::vector<schema::Rename>& renames,
    db::Connection& connection);

}  // namespace migrate::dialect::sqlite
