#pragma once

#include <string_view>

// What a partition c has of an index y of the partitioned table at the top, which the index x is;
// y may be that of a constraint l. The server may call x otherwise the next time.
namespace migrate::dialect::postgresql {

/// What x is called.
constexpr std::string_view part_name =
    "pg_catalog.format('the part of index %I on %s', y.relname, c.oid::regclass)";

/// What it needs: the part of the table that y, or l, is.
constexpr std::string_view needed_whole =
    "CASE WHEN l.oid IS NULL THEN 'i' ELSE 'k' END, coalesce(l.conname, y.relname)";

/// From x to y, which pg_index has as r, and l.
constexpr std::string_view whole_joins =
    "JOIN pg_catalog.pg_index r ON r.indexrelid = pg_catalog.pg_partition_root(x.oid) JOIN "
    "pg_catalog.pg_class y ON y.oid = r.indexrelid LEFT JOIN pg_catalog.pg_constraint l ON "
    "l.conindid = y.oid AND l.conrelid = r.indrelid AND l.contype IN ('p', 'u', 'x') ";

}  // namespace migrate::dialect::postgresql
