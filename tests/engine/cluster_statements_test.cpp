#include "engine/cluster_statements.hpp"

#include <string>
#include <utility>
#include <vector>

#include "dialect/dialect.hpp"
#include "dialect/registry.hpp"
#include "testing/catch.hpp"

namespace migrate::engine {
namespace {

std::string words_of(std::string_view statement) {
  return cluster_words(statement, dialect::at("postgresql").syntax());
}

TEST_CASE("what is about the whole server is told from what is about a database", "[engine]") {
  const std::vector<std::pair<std::string, std::string>> statements{
      {"CREATE ROLE bob", "CREATE ROLE"},
      {"alter user bob SET work_mem = 1", "ALTER USER"},
      {"DROP OWNED BY bob", "DROP OWNED"},
      {"ALTER DATABASE app SET work_mem = 1", "ALTER DATABASE"},
      {"ALTER TABLESPACE fast OWNER TO bob", "ALTER TABLESPACE"},
      {"COMMENT ON DATABASE app IS 'x'", "COMMENT ON DATABASE"},
      {"SECURITY LABEL FOR x ON ROLE bob IS 'x'", "SECURITY LABEL ON ROLE"},
      {"GRANT CONNECT ON DATABASE app TO bob", "GRANT ON DATABASE"},
      {"REVOKE ALL ON TABLESPACE fast FROM bob", "REVOKE ON TABLESPACE"},
      {"GRANT a, b TO bob", "membership of a role"},
      {"REVOKE ADMIN OPTION FOR a FROM bob", "membership of a role"},
      {"CREATE USER MAPPING FOR bob SERVER s", ""},
      {"GRANT SELECT ON TABLE t TO bob", ""},
      {"GRANT SELECT ON database TO bob", ""},
      {"REVOKE SELECT ON tablespace, t FROM bob", ""},
      {"GRANT USAGE ON FOREIGN SERVER s TO bob", ""},
      {"COMMENT ON TABLE t IS 'x'", ""},
      {"ALTER TABLE t OWNER TO bob", ""},
  };
  for (const auto& [sql, words] : statements) {
    INFO(sql);
    CHECK(words_of(sql) == words);
  }
}

}  // namespace
}  // namespace migrate::engine
