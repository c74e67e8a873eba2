#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "autogenerate/compare.hpp"
#include "autogenerate/renames.hpp"
#include "engine/database.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// What a comparison needs to know beside the two sides.
struct ComparisonRequest {
  autogenerate::CompareOptions compare{};  // what depends on the database is filled in
  std::vector<std::string> renames{};      // `--rename`
  autogenerate::UndecidedRenames undecided{autogenerate::UndecidedRenames::asked};
  /// Whether a candidate is a rename; nothing when nobody is there to say. Not set: nobody is.
  std::function<std::optional<bool>(const autogenerate::RenameCandidate&)> decide{};
};

/// Two schemas in one spelling, and the way from one to the other.
struct Comparison {
  schema::MetaData live{};     // under the old names
  schema::MetaData renamed{};  // the same under the new names; only where there are renames
  schema::MetaData declared{};
  std::vector<schema::Rename> renames{};
  std::vector<schema::Rename> assumed{};  // those of them that nobody has said, but are certain
  /// Candidates that nobody has decided on. `upgrade` drops and adds instead.
  std::vector<autogenerate::RenameCandidate> questions{};
  std::vector<std::string> unconfirmed{};  // texts that could only be compared as written
  autogenerate::CompareOptions options{};
  autogenerate::Difference upgrade{};

  /// What the upgrade starts from, once the renames are made.
  const schema::MetaData& start() const { return renames.empty() ? live : renamed; }
};

/// The way from what is there (as inspected in this database) to what is declared. Nothing is
/// changed. Errors: usage for a `--rename` that cannot be; unsupported for what is declared and not
/// managed where it is.
Comparison compare(
    Database& database,
    schema::MetaData live,
    schema::MetaData declared,
    const ComparisonRequest& request);

/// The way back.
autogenerate::Difference way_back(const Comparison& comparison);

/// What this database decides of the comparison is filled in.
autogenerate::CompareOptions for_database(autogenerate::CompareOptions options, Database& database);

}  // namespace migrate::engine
