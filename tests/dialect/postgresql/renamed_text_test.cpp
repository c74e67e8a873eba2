#include "dialect/postgresql/renamed_text.hpp"

#include <string>

#include "testing/catch.hpp"

using migrate::dialect::postgresql::renamed_statement;
using migrate::dialect::postgresql::TextSubject;
using migrate::schema::Rename;
using migrate::schema::RenameKind;

namespace {

const std::vector<Rename>& renames() {
  static const std::vector<Rename> all{
      {.kind = RenameKind::table, .from = "t", .to = "U"},
      {.kind = RenameKind::column, .parent = {.name = "U"}, .from = "a", .to = "b"},
      {.kind = RenameKind::table, .parent = {.schema = "app"}, .from = "t", .to = "v"},
  };
  return all;
}

}  // namespace

TEST_CASE("queries say new names, and give columns by their old ones", "[postgresql]") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"VIEW v AS SELECT t.id, t.a FROM t WHERE (t.a > 0)",
       R"(VIEW v AS SELECT "U".id, "U".b AS a FROM "U" WHERE ("U".b > 0))"},
      {"VIEW v AS SELECT x.a AS one, f(x.a) FROM (t x JOIN o ON ((o.a = x.a)))",
       R"(VIEW v AS SELECT x.b AS one, f(x.b) FROM ("U" x JOIN o ON ((o.a = x.b))))"},
      {"VIEW v AS SELECT o.t, o.a, 't' AS t FROM o t, app.t z",
       "VIEW v AS SELECT o.t, o.a, 't' AS t FROM o t, app.v z"},
  }));
  CHECK(renamed_statement("CREATE " + before, {}, renames()) == "CREATE " + after);
}

TEST_CASE("what is of a table names its columns without saying so", "[postgresql]") {
  const TextSubject subject{.table = {.name = "U"}, .ends_with_roles = true};
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"GRANT UPDATE (a) ON TABLE t TO t", R"(GRANT UPDATE (b) ON TABLE "U" TO t)"},
      {"CREATE TRIGGER a BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (new.a > a(1))",
       R"(CREATE TRIGGER a BEFORE UPDATE OF b ON "U" FOR EACH ROW WHEN (new.b > a(1)))"},
      {"a ON t", R"(a ON "U")"},
      {"of column t.a", R"(of column "U".b)"},
  }));
  CHECK(renamed_statement(before, subject, renames()) == after);
}
