#include "autogenerate/renames.hpp"

#include "support/error.hpp"

namespace migrate::autogenerate {

FoundRenames find_renames(
    const schema::MetaData& /*live*/,
    const schema::MetaData& /*declared*/,
    const std::vector<schema::Rename>& /*given*/,
    const std::vector<schema::Rename>& /*denied*/,
    UndecidedRenames /*undecided*/) {
  return {};
}

std::vector<schema::Rename> parse_renames(
    const std::vector<std::string>& /*texts*/,
    const schema::MetaData& /*live*/,
    const schema::MetaData& /*declared*/) {
  return {};
}

void apply_renames(schema::MetaData& /*metadata*/, const std::vector<schema::Rename>& /*renames*/) {
}

}  // namespace migrate::autogenerate
