#pragma once

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

ServerFeatures features(db::Connection& connection);

/// See Dialect::inspect. All queries are on their way before the first is answered, in one
/// read-only transaction with one snapshot; a standby and a role without rights are enough (but
/// the names in a schema that the role may not use are printed with it). The functions that print
/// definitions do not know of snapshots: when somebody drops what they are to print, everything is
/// read again; what is dropped in the midst of that again is left out. Errors: lock_timeout;
/// concurrent_change after ten tries that the server ended.
///
/// What is left out: temporary tables, members of extensions, partitions (which ones there are is a
/// matter of data), invalid indexes, what an inheritance child has from its parents. Storage
/// parameters that people set are listed, others not. `public` with the comment that every database
/// has on it is without one. A sequence that a column owns is there when its table is. Texts are as
/// the server prints them while only the default schema is looked into (printing.hpp).
///
/// Canonical forms: an access method, a tablespace, an operator class, a collation, numbers of a
/// sequence (sequence_options.hpp) and an order of NULLs are empty when they are those that the
/// server takes by itself; referred columns are always named; a constraint that is not enforced is
/// not also `not_valid`; conditions, predicates and expressions have no parentheses around them,
/// defaults do; a collation, or a parent, that is not found without its schema is "schema.name".
schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter);

/// The temporary tables of this session, with everything in them, in the same forms and without a
/// schema. For an open transaction in which the settings have been pinned (printing.hpp).
schema::MetaData inspect_temporary(db::Connection& connection);

}  // namespace migrate::dialect::postgresql
