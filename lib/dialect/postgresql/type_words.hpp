#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/name.hpp"
#include "schema/type.hpp"

namespace migrate::dialect::postgresql {

/// The type that these words stand for in SQL (PostgreSQL 15, "Data Types": int8, timestamptz(3),
/// character varying(20)[] ...), as the inspector reads it. Nothing for words that only the server
/// knows.
std::optional<schema::Type> read_type_words(std::string_view words);

/// The type without what means nothing: a length of a type that has none, more than one dimension,
/// a schema that is the default one. Verbatim words that are known become their type; of others the
/// schema is taken off where it is the default one or pg_catalog.
schema::Type canonical_type(schema::Type type, std::string_view default_schema);

/// The words as the name of a type: mood, billing."Mood". Nothing for other words.
std::optional<schema::Name> read_type_name(std::string_view words);

/// Whether the words are `serial` or one of its kin, which is no type but a sequence and a default.
bool is_serial(std::string_view words);

}  // namespace migrate::dialect::postgresql
