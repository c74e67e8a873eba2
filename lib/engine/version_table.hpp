#pragma once

#include <string>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "graph/plan.hpp"

namespace migrate::engine {

/// The version table: one row a head, in Alembic's layout (docs/version-table.md).
class VersionTable final {
 public:
  explicit VersionTable(const dialect::TableName& name);

  /// Creates it.
  std::string create_statement() const;

  std::string select_statement() const;

  /// A query that returns a row exactly when the table holds these rows and no others.
  std::string expect_statement(const std::vector<graph::RevisionId>& heads) const;

  /// Statements that each change exactly one row and together make the step's change.
  std::vector<std::string> change_statements(const graph::Step& step) const;

 private:
  std::string table_;  // quoted and qualified
  std::string primary_key_;
};

}  // namespace migrate::engine
