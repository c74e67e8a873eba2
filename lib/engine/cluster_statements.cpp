#include "engine/cluster_statements.hpp"

#include <algorithm>
#include <array>

#include "sql/pattern.hpp"

namespace migrate::engine {
namespace {

/// A pattern (sql/pattern.hpp), but for what begins like the second one.
struct Rule {
  std::string_view pattern{};
  std::string_view exception{};
  std::string_view words{};  // for messages; empty: those of the pattern
};

constexpr std::array<Rule, 9> rules{{
    {.pattern = "CREATE|ALTER|DROP ROLE|GROUP"},
    {.pattern = "CREATE|ALTER|DROP USER", .exception = "CREATE|ALTER|DROP USER MAPPING"},
    {.pattern = "DROP|REASSIGN OWNED"},
    {.pattern = "ALTER DATABASE"},
    {.pattern = "ALTER TABLESPACE"},
    {.pattern = "COMMENT ON DATABASE|ROLE|TABLESPACE"},
    {.pattern = "SECURITY LABEL ... ON DATABASE|ROLE|TABLESPACE"},
    // A table may be called like that.
    {.pattern = "GRANT|REVOKE ... ON DATABASE|TABLESPACE|PARAMETER",
     .exception = "GRANT|REVOKE ... ON DATABASE|TABLESPACE|PARAMETER TO|FROM|,"},
    {.pattern = "GRANT|REVOKE ... TO|FROM",
     .exception = "GRANT|REVOKE ... ON",
     .words = "membership of a role"},
}};

}  // namespace

std::string cluster_words(std::string_view statement, const sql::Syntax& syntax) {
  const auto found = std::ranges::find_if(rules, [&](const Rule& rule) {
    const bool is_exception =
        !rule.exception.empty() && sql::matches(statement, rule.exception, syntax);
    return !is_exception && sql::matches(statement, rule.pattern, syntax);
  });
  if (found == rules.end()) return {};
  return found->words.empty() ? sql::shared_words(statement, found->pattern, syntax)
                              : std::string(found->words);
}

}  // namespace migrate::engine
