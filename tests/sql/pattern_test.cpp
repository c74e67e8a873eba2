#include "sql/pattern.hpp"

#include "testing/catch.hpp"
#include "testing/syntaxes.hpp"

namespace migrate::sql {
namespace {

bool matches_here(std::string_view statement, std::string_view pattern) {
  return matches(statement, pattern, testing::postgresql_syntax());
}

TEST_CASE("a pattern matches the beginning of a statement without case and comments", "[sql]") {
  CHECK(matches_here("vacuum full t", "VACUUM"));
  CHECK(matches_here("create /* x */ index -- y\n concurrently i", "CREATE INDEX CONCURRENTLY"));
  CHECK_FALSE(matches_here("create index i on concurrently", "CREATE INDEX CONCURRENTLY"));
  CHECK_FALSE(matches_here("create index", "CREATE INDEX CONCURRENTLY"));
  CHECK_FALSE(matches_here("", "VACUUM"));
}

TEST_CASE("an optional word may be left out", "[sql]") {
  constexpr std::string_view pattern = "CREATE [UNIQUE] INDEX CONCURRENTLY";
  CHECK(matches_here("CREATE INDEX CONCURRENTLY i", pattern));
  CHECK(matches_here("CREATE UNIQUE INDEX CONCURRENTLY i", pattern));
  CHECK_FALSE(matches_here("CREATE UNIQUE UNIQUE INDEX CONCURRENTLY i", pattern));
  CHECK(matches_here("ROLLBACK", "ROLLBACK [WORK|TRANSACTION] ."));
  CHECK(matches_here("ROLLBACK TRANSACTION", "ROLLBACK [WORK|TRANSACTION] ."));
}

TEST_CASE("dots stand for any tokens, the statement's end not among them", "[sql]") {
  constexpr std::string_view pattern = "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY";
  CHECK(matches_here("ALTER TABLE a.b DETACH PARTITION c CONCURRENTLY", pattern));
  CHECK(matches_here("ALTER TABLE ONLY a DETACH DETACH PARTITION p (x) CONCURRENTLY", pattern));
  CHECK_FALSE(matches_here("ALTER TABLE a DETACH PARTITION c", pattern));
  CHECK_FALSE(matches_here("ALTER TABLE a DETACH PARTITION \"CONCURRENTLY\"", pattern));
}

TEST_CASE("a full stop in a pattern is the statement's end", "[sql]") {
  CHECK(matches_here("CLUSTER", "CLUSTER ."));
  CHECK(matches_here("CLUSTER -- all of it", "CLUSTER ."));
  CHECK_FALSE(matches_here("CLUSTER t", "CLUSTER ."));
}

TEST_CASE("alternatives match any one of their words", "[sql]") {
  CHECK(matches_here("end", "COMMIT|END|ABORT"));
  CHECK_FALSE(matches_here("ending", "COMMIT|END|ABORT"));
}

TEST_CASE("the shared words name the statement as the pattern spells it", "[sql]") {
  const Syntax syntax = testing::postgresql_syntax();
  CHECK(
      shared_words(
          "create unique index concurrently i", "CREATE [UNIQUE] INDEX CONCURRENTLY", syntax) ==
      "CREATE INDEX CONCURRENTLY");
  CHECK(shared_words("abort work", "COMMIT|END|ABORT", syntax) == "ABORT");
  CHECK(
      shared_words("reindex (verbose) schema s", "REINDEX ( ... ) DATABASE|SCHEMA", syntax) ==
      "REINDEX SCHEMA");
  CHECK(
      shared_words(
          "alter table t detach partition p concurrently",
          "ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY",
          syntax) == "ALTER TABLE DETACH PARTITION CONCURRENTLY");
}

}  // namespace
}  // namespace migrate::sql
