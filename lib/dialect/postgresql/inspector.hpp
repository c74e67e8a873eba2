#pragma once

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

ServerFeatures features(db::Connection& connection);

/// See Dialect::inspect. All queries are on their way before the first is answered, in one
/// read-only transaction with one snapshot; a standby and a role without rights are enough. The
/// functions that print definitions do not know of snapshots: when somebody drops what they are to
/// print, everything is read again, at most three times. Errors: lock_timeout, concurrent_change.
///
/// What is left out: temporary tables, members of extensions, partitions (which ones there are is a
/// matter of data), invalid indexes, what an inheritance child has from its parents. Storage
/// parameters that people set are listed, others not. `public` with the comment that every database
/// has on it is without one. Texts are as the server prints them while only the default schema is
/// looked into (printing.hpp).
///
/// Canonical forms beyond those of the normalizer: an access method, a tablespace, an operator
/// class, a collation, numbers of a sequence and an order of NULLs are empty when they are those
/// that the server takes by itself; referred columns are always named; a constraint that is not
/// enforced is not also `not_valid`; a collation, and a parent, that is not found without its
/// schema is "schema.name".
schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter);

/// The temporary tables of this session, with everything in them, in the same forms and without a
/// schema. For an open transaction in which the settings have been pinned (printing.hpp).
schema::MetaData inspect_temporary(db::Connection& connection);

}  // namespace migrate::dialect::postgresql
