#pragma once

#include <string>
#include <utility>
#include <vector>

#include "autogenerate/renames.hpp"
#include "autogenerate/similarity.hpp"

namespace migrate::autogenerate {

/// What is less alike than this is not taken for a rename, and nobody is asked.
inline constexpr double least_score = 0.5;

struct Decision {
  std::vector<schema::Rename> renames{};
  std::vector<RenameCandidate> questions{};

  friend bool operator==(const Decision&, const Decision&) = default;
};

/// Which of the candidates, all of one kind, are renames: those that reach 0.8 and that no rival
/// comes near. Of the others the best ones are questions.
Decision decided(std::vector<RenameCandidate> candidates, UndecidedRenames undecided);

/// The columns of the table that the other one has not, with the nearest ones that it has.
std::vector<ColumnPlace> places_without(const schema::Table& table, const schema::Table& other);

using NamePairs = std::vector<std::pair<std::string, std::string>>;

/// Values that stand in the same place between values that stay.
NamePairs exchanged(const std::vector<std::string>& from, const std::vector<std::string>& to);

/// The table with the new names in the texts of its expressions, nearly as the server would print
/// them: enough to know an index by its content.
schema::Table with_new_words(schema::Table table, const std::vector<schema::Rename>& renames);

/// The names of parts that are the same but for these, where both have one.
NamePairs same_constraints(const schema::Table& from, const schema::Table& to);
NamePairs same_indexes(const schema::Table& from, const schema::Table& to);

}  // namespace migrate::autogenerate
