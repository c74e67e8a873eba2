#include "dialect/postgresql/declared_owners.hpp"

#include "dialect/postgresql/dialect.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// As it is read where the role of the session is `maker`.
schema::Object owner(const std::string& of, const std::string& role, const std::string& maker) {
  return {
      .kind = "owner",
      .name = "of " + of,
      .definition = "ALTER " + of + " OWNER TO " + role,
      .drop = "ALTER " + of + " OWNER TO " + maker};
}

}  // namespace

TEST_CASE(
    "owners that were read as another role are said as the one that connects", "[postgresql]") {
  const testing::FreshDatabase fresh("postgresql");
  const auto connection = fresh.connect();
  const std::string me = testing::value_of(*connection, "SELECT quote_ident(current_user)");
  schema::MetaData declared{
      .objects = {
          owner("TABLE mine", me, "other"),
          owner("TABLE t", "\"Bob\"", "other"),
          owner("schema public", me, "pg_database_owner")}};
  adopt_role(declared, *connection);
  const std::vector<schema::Object> wanted{
      owner("TABLE t", "\"Bob\"", me), owner("schema public", me, "pg_database_owner")};
  CHECK(declared.objects == wanted);
}

}  // namespace migrate::dialect::postgresql
