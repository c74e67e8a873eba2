#pragma once

#include <string>

#include "schema/table.hpp"

namespace migrate::schema {

/// How constraints and indexes without a name are called. In a template stand {table}, {columns}
/// (joined by `_`), {referred_table} and {name}; an empty template leaves the name to the database.
struct NamingConvention {
  std::string index{"ix_{table}_{columns}"};
  std::string unique{"uq_{table}_{columns}"};
  std::string check{"ck_{table}_{name}"};  // a check without a name stays without
  std::string foreign_key{"fk_{table}_{columns}_{referred_table}"};
  std::string primary_key{"pk_{table}"};

  friend bool operator==(const NamingConvention&, const NamingConvention&) = default;
};

/// The name for a constraint or an index of this table that has none; empty: the database is to
/// choose. Names of more than 63 bytes, which PostgreSQL would cut without a word, are cut here and
/// end in a digest of the whole.
std::string name_for(
    const Constraint& constraint, const std::string& table, const NamingConvention& convention);
std::string name_for(
    const Index& index, const std::string& table, const NamingConvention& convention);

/// Gives the constraint, or the index, its name if it has none.
void fill_name(
    Constraint& constraint, const std::string& table, const NamingConvention& convention);
void fill_name(Index& index, const std::string& table, const NamingConvention& convention);

}  // namespace migrate::schema
