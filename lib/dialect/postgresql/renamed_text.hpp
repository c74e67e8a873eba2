#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"
#include "schema/rename.hpp"

namespace migrate::dialect::postgresql {

/// What a statement, or a name in it, is about.
struct TextSubject {
  schema::Name table{};         // whose columns it names without saying so, under its new name
  schema::Name index_table{};   // likewise, whose indexes and constraints
  bool names_types{false};      // identifiers are mostly types: it is about a function
  bool ends_with_roles{false};  // what stands behind TO is no relation
};

/// What the server prints of an object when what it mentions has been renamed: relations, types,
/// columns by way of their tables, columns of the subject's table. A column that a query takes as
/// it is keeps its name in what the query gives.
std::string renamed_statement(
    std::string_view text, const TextSubject& subject, const std::vector<schema::Rename>& renames);

}  // namespace migrate::dialect::postgresql
