#pragma once

#include <string_view>

#include "schema/type.hpp"
#include "schema/value.hpp"

namespace migrate::dialect::postgresql {

/// The default that pg_get_expr prints so, for a column whose type format_type prints as
/// `printed_type` and read_type reads as `type`. A literal of the column's type is a value:
///   - `true`, `false`: bool;
///   - a whole number of a smallint, integer, bigint or numeric, whatever type the literal has, and
///     of a type without a kind when it has its own: std::int64_t;
///   - any number of a real or double precision: double, but NaN and the infinities;
///   - a number with a point of a numeric: double, when that is spelled in the same way;
///   - 'text'::type of any type: std::string, as the server prints it;
///   - NULL, of any type: Null;
///   - decode('00ff', 'hex') of bytea: Bytes.
/// Everything else is an Expression with the printed text, parentheses included.
schema::Value read_default(
    std::string_view printed, std::string_view printed_type, const schema::Type& type);

}  // namespace migrate::dialect::postgresql
