#pragma once

#include <string>
#include <string_view>

namespace migrate::sql {

/// The identifier as SQL: in double quotes unless it is a plain lower-case word that is reserved
/// nowhere.
std::string quote_identifier(std::string_view name);

/// The text as a string literal: 'it''s'. A backslash stands for itself
/// (standard_conforming_strings).
std::string quote_literal(std::string_view text);

/// schema.name, or name alone when there is no schema.
std::string qualified_name(std::string_view schema, std::string_view name);

}  // namespace migrate::sql
