#pragma once

#include <vector>

#include "autogenerate/change.hpp"
#include "schema/metadata.hpp"

namespace migrate::autogenerate {

/// What is compared, and for what kind of database.
struct CompareOptions {
  bool types{true};
  bool server_defaults{true};
  bool comments{true};
  bool objects{true};  // views, functions and all else that is no table
  bool owners{false};  // of all that has one
  /// See dialect::Capabilities: changes of one table become one BatchAlterTable.
  bool rebuilds_tables{false};
  /// Whether an expression of a generated column can be changed in place.
  bool sets_expressions{false};
  /// Whether a migration may commit something before the rest of it.
  bool leaves_transactions{true};
  /// Whether all runs in transactions; otherwise what is set is set for the session.
  bool is_in_transaction{true};

  friend bool operator==(const CompareOptions&, const CompareOptions&) = default;
};

/// The way from one schema to another.
struct Difference {
  std::vector<Change> changes{};  // by table, in a fixed order
  std::vector<Step> steps{};      // in an order that applies

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// The way from `from` to `to`, both of which have been normalised, and cut to the same filter.
/// `renames` are made first; `from` has them already (rename.hpp). What depends on something that
/// must be dropped and made again (a foreign key on a key, an index on a column whose type is
/// replaced) is dropped and made again as well. The order comes from what each step needs: creates
/// after what they need, drops before; cycles of foreign keys are broken; deterministic. Nothing is
/// ever dropped with CASCADE. The same for the way back, with the sides exchanged.
Difference compare(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options);

/// The way back: from `to` to `from`; the renames, which name things as in `from`, are taken back
/// last.
Difference compare_back(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options);

/// All that makes an empty database have this schema, and none of it any more. It may run without
/// a transaction, and leaves settings in the session.
std::vector<operations::Operation> create_all(
    const schema::MetaData& metadata, const CompareOptions& options);
std::vector<operations::Operation> drop_all(
    const schema::MetaData& metadata, const CompareOptions& options);

}  // namespace migrate::autogenerate
