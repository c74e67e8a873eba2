#include "engine/version_table.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/quoting.hpp"

namespace migrate::engine {

VersionTable::VersionTable(const dialect::TableName& name)
    : table_(sql::qualified_name(name.schema, name.name)),
      primary_key_(sql::quote_identifier(name.name + "_pkc")) {}

std::string VersionTable::create_statement() const {
  return fmt::format(
      "CREATE TABLE {} (version_num VARCHAR(32) NOT NULL, CONSTRAINT {} PRIMARY KEY (version_num))",
      table_,
      primary_key_);
}

std::string VersionTable::select_statement() const {
  return fmt::format("SELECT version_num FROM {} ORDER BY version_num", table_);
}

std::string VersionTable::expect_statement(const std::vector<graph::RevisionId>& heads) const {
  const std::string total = fmt::format("(SELECT count(*) FROM {}) = {}", table_, heads.size());
  if (heads.empty()) return fmt::format("SELECT 1 WHERE {}", total);
  std::vector<std::string> literals;
  std::ranges::transform(heads, std::back_inserter(literals), sql::quote_literal);
  return fmt::format(
      "SELECT 1 WHERE {} AND (SELECT count(*) FROM {} WHERE version_num IN ({})) = {}",
      total,
      table_,
      fmt::join(literals, ", "),
      heads.size());
}

std::vector<std::string> VersionTable::change_statements(const graph::Step& step) const {
  const auto& removed = step.removed_rows;
  const auto& added = step.added_rows;
  const std::size_t replaced = std::min(removed.size(), added.size());
  std::vector<std::string> statements;
  for (std::size_t i = replaced; i < removed.size(); ++i) {
    statements.push_back(fmt::format(
        "DELETE FROM {} WHERE version_num = {}", table_, sql::quote_literal(removed[i])));
  }
  for (std::size_t i = 0; i < replaced; ++i) {
    statements.push_back(fmt::format(
        "UPDATE {} SET version_num = {} WHERE version_num = {}",
        table_,
        sql::quote_literal(added[i]),
        sql::quote_literal(removed[i])));
  }
  for (std::size_t i = replaced; i < added.size(); ++i) {
    statements.push_back(fmt::format(
        "INSERT INTO {} (version_num) VALUES ({})", table_, sql::quote_literal(added[i])));
  }
  return statements;
}

}  // namespace migrate::engine
