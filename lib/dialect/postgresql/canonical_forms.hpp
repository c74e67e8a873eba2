#pragma once

#include <string>
#include <vector>

#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// Brings what is declared into the form that the inspector gives it, as far as that can be told
/// without the server: names of the default schema without it, types, numbers of sequences and
/// identities, orders of NULLs, storage parameters by name, what SQLite alone has left out.
/// Expressions lose their comments and the parentheses around them; defaults, which may need these,
/// keep them. Errors: invalid_config for `serial`, which is no type.
void make_canonical(schema::MetaData& declared, const std::string& default_schema);

/// Fills in the columns that a foreign key refers to when it does not say: those of the primary
/// key, as declared, or as `live` has it.
void fill_referred_columns(schema::MetaData& declared, const schema::MetaData& live);

/// What else can be written in several ways without the server saying so, in the spelling of the
/// live table where both mean the same: values of storage parameters (on, true; 70, '70'), and the
/// words of the partition key.
void adopt_options(schema::Table& declared, const schema::Table& live);

}  // namespace migrate::dialect::postgresql
