#pragma once

#include <string>
#include <vector>

#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// Brings everything into the form that the inspector gives it, as far as that can be told without
/// the server: names of the default schema without it, types, numbers of sequences and identities,
/// literal defaults, orders of NULLs, storage parameters by name, what SQLite alone has left out.
/// Expressions lose nothing but the parentheses around them. For both sides: where the server
/// itself has two spellings for one thing (5.0 and 5 for a number), they become one. Errors:
/// invalid_config for `serial`, which is no type.
void make_canonical(schema::MetaData& metadata, const std::string& default_schema);

/// Fills in the columns that a foreign key refers to when it does not say: those of the primary
/// key, as declared, or as `live` has it.
void fill_referred_columns(schema::MetaData& declared, const schema::MetaData& live);

/// What else can be written in several ways without the server saying so, in the spelling of the
/// live table where both mean the same: values of storage parameters (on, true; 70, '70'), and the
/// words of the partition key.
void adopt_options(schema::Table& declared, const schema::Table& live);

}  // namespace migrate::dialect::postgresql
