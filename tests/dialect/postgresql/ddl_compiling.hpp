#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgresql/ddl_compiler.hpp"
#include "operations/reverse.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"

namespace migrate::dialect::postgresql {

inline const schema::Type integer{.kind = TypeKind::integer};
inline const schema::Type big_integer{.kind = TypeKind::big_integer};
inline const schema::Type text{.kind = TypeKind::text};
inline const schema::Type varchar{.kind = TypeKind::varchar, .length = 20};
inline const schema::Name t{.name = "t"};

/// A database in which operations are carried out.
class Altered final {
 public:
  explicit Altered(const std::vector<std::string>& before = {}) {
    for (const std::string& statement : before)
      connection_->execute(statement);
  }

  std::vector<std::string> apply(const operations::Operation& operation) {
    std::vector<std::string> texts;
    for (const CompiledStatement& statement : compile(database_.dialect(), operation)) {
      connection_->execute(statement.sql);
      texts.push_back(statement.sql);
    }
    return texts;
  }

  std::string value(std::string_view sql) { return testing::value_of(*connection_, sql); }

 private:
  testing::FreshDatabase database_{"postgresql"};
  std::unique_ptr<db::Connection> connection_{database_.connect()};
};

/// An operation, and what the catalog says before it, after it, and after its reverse.
struct Case {
  std::string name{};
  std::vector<std::string> before{};
  operations::Operation operation{};
  std::string question{};
  std::string answer_before{};
  std::string answer_after{};
};

inline std::string sequence_question(std::string_view name) {
  return "SELECT concat_ws(' ', format_type(seqtypid, null), seqstart, seqincrement, seqmin, "
         "seqmax, seqcache, seqcycle, (SELECT attrelid::regclass || '.' || attname FROM pg_depend "
         "d "
         "JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE "
         "d.objid "
         "= seqrelid AND d.deptype IN ('a', 'i'))) FROM pg_sequence WHERE seqrelid = '" +
         std::string(name) + "'::regclass";
}

inline void check(const Case& one) {
  CAPTURE(one.name);
  Altered database(one.before);
  CHECK(database.value(one.question) == one.answer_before);
  database.apply(one.operation);
  CHECK(database.value(one.question) == one.answer_after);
  const auto back = operations::reverse(one.operation);
  REQUIRE(back.has_value());
  for (const operations::Operation& operation : *back)
    database.apply(operation);
  CHECK(database.value(one.question) == one.answer_before);
}

}  // namespace migrate::dialect::postgresql
