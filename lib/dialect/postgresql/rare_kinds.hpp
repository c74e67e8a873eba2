#pragma once

#include <string>

#include "db/connection.hpp"

namespace migrate::dialect::postgresql {

/// What most databases have none of: it is looked for first, because each query that finds nothing
/// takes time, too. What is in none of the schemas that are looked at counts as well.
struct RareKinds {
  bool views{false};
  bool materialized_views{false};
  bool composite_types{false};
  bool domains{false};
  bool ranges{false};
  bool other_types{false};  // those of functions in C, and those that are only announced
  bool typed_tables{false};
  bool children{false};  // partitions, and what inherits
  bool row_security{false};
  bool replica_identities{false};
  bool marked_indexes{false};  // clustered, or not valid
  bool statistics{false};
  /// Storage, statistics targets, privileges of columns ... What is said of the columns of tables
  /// is seen when these are read.
  bool column_parts{false};
  bool relation_privileges{false};
  bool relations_of_others{false};  // than the role that is here
  bool enumerations_of_others{false};
  bool type_privileges{false};
  bool default_privileges{false};
  bool rules{false};
  bool triggers{false};
  bool policies{false};
  bool routines{false};
  bool collations{false};
  bool extensions{false};
  bool event_triggers{false};
  bool search{false};  // for texts
  bool operators{false};
  bool languages{false};  // or casts, and the like
  bool foreign{false};
  bool publications{false};
  bool subscriptions{false};  // of any database, and readable: superusers may read them all
  bool hidden_subscriptions{false};
};

/// One row for read_rare_kinds. The search_path is pinned (printing.hpp) when it runs.
std::string rare_kinds_query();

RareKinds read_rare_kinds(const db::Rows& rows);

/// Whether more is said of a column than its type, default and the like: a row a of pg_attribute
/// with its type t.
std::string has_column_parts();

}  // namespace migrate::dialect::postgresql
