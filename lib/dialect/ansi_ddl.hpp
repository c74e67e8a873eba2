#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.hpp"
#include "schema/table.hpp"

// The DDL that databases share, clause by clause, in the longest form that one of them knows:
// whoever lacks a clause refuses the value before it comes here.
namespace migrate::dialect::ansi {

/// schema.name, quoted where that is needed.
std::string quoted(const schema::Name& name);

/// "a, b", quoted.
std::string joined(const std::vector<std::string>& names);

/// "(a, b)".
std::string in_parentheses(const std::vector<std::string>& names);

/// "CONSTRAINT name " or nothing, and the constraint as it stands in CREATE TABLE and behind ADD.
std::string constraint_text(const schema::Constraint& constraint);

/// A constraint of one column, as it stands behind the column: "UNIQUE", "REFERENCES ...". Errors:
/// unsupported for an exclusion constraint.
std::string column_constraint_text(const schema::Constraint& constraint);

/// "CASCADE", "SET NULL" ...
std::string_view action_text(Action action);

/// " DEFERRABLE INITIALLY DEFERRED", with a blank in front, or nothing.
std::string_view deferral_text(Deferral deferral);

/// " ON CONFLICT REPLACE", with a blank in front, or nothing.
std::string_view conflict_text(OnConflict on_conflict);

/// The collation as SQL. What stands in front of a point is a schema, unless it looks like a locale:
/// "billing.german", but "de_DE.utf8".
std::string collation_text(std::string_view name);

/// "varchar(20)", or the name alone for a type without a length.
std::string with_length(std::string_view name, const schema::Type& type);

/// "numeric(10, 2)", or "numeric".
std::string numeric_text(const schema::Type& type);

/// The shortest text that reads as this number, and not as an integer; it must be finite.
std::string real_text(double value);

/// The column in CREATE TABLE and behind ADD COLUMN, without its identity: name, type, collation,
/// DEFAULT, GENERATED and NOT NULL. `default_text` is what stands behind DEFAULT; empty: there is
/// none.
std::string column_text(
    const Dialect& dialect, const schema::Column& column, std::string_view default_text);

/// What stands behind the table in CREATE INDEX: " USING gin (a, lower(b) DESC) INCLUDE (c) ...
/// WHERE d".
std::string index_text(const schema::Index& index);

/// " WITH (fillfactor = 70)", or nothing.
std::string with_text(const std::vector<schema::Setting>& settings);

/// INSERT statements for all rows, of a bounded size each. Errors: unit_error for a row of another
/// length than `columns`, and for no columns at all.
std::vector<std::string> insert_statements(
    const Dialect& dialect,
    const schema::Name& table,
    const std::vector<std::string>& columns,
    const std::vector<std::vector<schema::Value>>& rows);

/// The statement with `$1`, `$2` ... replaced by the values as literals; not in quotes and
/// comments. Without values, definitions (CREATE, PREPARE) keep theirs. Errors: unit_error for a
/// number without a value, and for a value that is not used where that is refused.
std::string with_values(
    const Dialect& dialect,
    std::string_view text,
    const std::vector<schema::Value>& values,
    operations::UnusedParameters unused);

/// The statement of a query, with its values. Errors: those of with_values; unit_error for no
/// statement, several, and COPY.
std::string query_statement(
    const Dialect& dialect, const std::string& text, const std::vector<schema::Value>& values);

/// The statements of an `execute`, cut where the database would, with their parameters filled in.
/// Errors: those of `with_values`; unit_error for what is no SQL (an open quote, a command of psql)
/// and for COPY ... FROM STDIN.
std::vector<std::string> execute_statements(
    const Dialect& dialect, const operations::ExecuteSql& execute);

}  // namespace migrate::dialect::ansi
