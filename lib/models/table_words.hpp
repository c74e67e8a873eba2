#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "schema/metadata.hpp"
#include "schema/naming.hpp"
#include "schema/table_builder.hpp"

namespace migrate::models {

/// What things were called, by what they are called.
class OldNames final {
 public:
  explicit OldNames(const std::vector<schema::Rename>& renames);

  /// Empty: it has had no other name.
  std::string find(
      schema::RenameKind kind, const schema::Name& parent, const std::string& name) const;

 private:
  std::map<std::tuple<schema::RenameKind, std::string, std::string, std::string>, std::string>
      names_{};
};

struct SaidColumn {
  const schema::Column* column{nullptr};
  schema::ColumnWords words{};
};

struct SaidConstraint {
  schema::Constraint constraint{};  // without the name that the convention gives
  schema::NoName no_name{schema::NoName::left_out};
  std::string renamed_from{};
};

struct SaidIndex {
  schema::Index index{};
  std::string renamed_from{};
};

/// A table in the shortest words that mean it: what a column can say of itself it says, and names
/// that the convention gives are left out.
struct SaidTable {
  std::vector<SaidColumn> columns{};
  std::vector<SaidConstraint> constraints{};
  std::vector<SaidIndex> indexes{};
  std::string renamed_from{};
};

/// `table` must outlive the result.
SaidTable say(
    const schema::Table& table, const OldNames& old_names, const schema::NamingConvention& naming);

}  // namespace migrate::models
