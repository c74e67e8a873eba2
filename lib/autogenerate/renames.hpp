#pragma once

#include <string>
#include <vector>

#include "schema/metadata.hpp"
#include "schema/rename.hpp"

namespace migrate::autogenerate {

/// Something that has gone and something that has come, which may be the same under a new name.
struct RenameCandidate {
  schema::Rename rename{};
  double score{0};  // 0 to 1: how alike the two are

  friend bool operator==(const RenameCandidate&, const RenameCandidate&) = default;
};

/// What to make of candidates that nobody has decided on.
enum class UndecidedRenames {
  asked,    // the certain ones are renames, the others are questions
  assumed,  // `--assume-renames`: all are renames, the best ones first
  refused,  // `--no-renames`: none is
};

struct FoundRenames {
  std::vector<schema::Rename> renames{};     // decided; tables before what is in them
  std::vector<schema::Rename> assumed{};     // those of them that nobody has said, but are certain
  std::vector<RenameCandidate> questions{};  // best first

  friend bool operator==(const FoundRenames&, const FoundRenames&) = default;
};

/// The renames between two schemas: those of `declared.renames` and of `given` (`--rename`), as far
/// as the old name is there and the new one is not, and those that are plain to see. `denied` are
/// candidates that somebody has said no to. `types` of both sides must be in one spelling. Errors:
/// usage for a rename of `given` that cannot be (the old name is not there, the new one is no
/// model's, two of one name).
FoundRenames find_renames(
    const schema::MetaData& live,
    const schema::MetaData& declared,
    const std::vector<schema::Rename>& given,
    const std::vector<schema::Rename>& denied,
    UndecidedRenames undecided);

/// Reads `--rename` texts: "account=user", "account.mail=email" (table.column), "ix_a=ix_b" ...:
/// whatever has the old name in `live` and the new one in `declared`. Errors: usage.
std::vector<schema::Rename> parse_renames(
    const std::vector<std::string>& texts,
    const schema::MetaData& live,
    const schema::MetaData& declared);

/// Makes the renames in everything but the texts of expressions: names of tables, columns, indexes,
/// constraints, types and values, wherever they are mentioned.
void apply_renames(schema::MetaData& metadata, const std::vector<schema::Rename>& renames);

}  // namespace migrate::autogenerate
