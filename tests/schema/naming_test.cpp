#include "schema/naming.hpp"

#include "support/text.hpp"
#include "testing/catch.hpp"

namespace migrate::schema {
namespace {

const NamingConvention standard{};

ForeignKey key_to(const std::string& table) {
  return {.columns = {"account_id"}, .referred_table = {.schema = "app", .name = table}};
}

}  // namespace

TEST_CASE("constraints without a name are named after their table and columns", "[schema]") {
  CHECK(name_for(PrimaryKey{.columns = {"id"}}, "orders", standard) == "pk_orders");
  CHECK(name_for(Unique{.columns = {"a", "b"}}, "orders", standard) == "uq_orders_a_b");
  CHECK(name_for(key_to("account"), "orders", standard) == "fk_orders_account_id_account");
}

TEST_CASE("a check without a name stays without", "[schema]") {
  CHECK(name_for(Check{.condition = "a > 0"}, "orders", standard).empty());
  NamingConvention numbered{.check = "ck_{table}"};
  CHECK(name_for(Check{.condition = "a > 0"}, "orders", numbered) == "ck_orders");
}

TEST_CASE("an index is named after its columns, and an expression by its words", "[schema]") {
  const Index plain{.columns = {{.name = "a"}, {.name = "b"}}};
  CHECK(name_for(plain, "orders", standard) == "ix_orders_a_b");
  const Index expression{.columns = {{.expression = "lower(Name || ' ')"}}};
  CHECK(name_for(expression, "orders", standard) == "ix_orders_lower_name");
}

TEST_CASE("a name that is given stays", "[schema]") {
  Constraint constraint = Unique{.name = "mine", .columns = {"a"}};
  fill_name(constraint, "orders", standard);
  CHECK(name(constraint) == "mine");
}

TEST_CASE("an empty template leaves the name to the database", "[schema]") {
  const NamingConvention none{.unique = ""};
  CHECK(name_for(Unique{.columns = {"a"}}, "orders", none).empty());
}

TEST_CASE("a name that PostgreSQL would cut is cut so that it stays another", "[schema]") {
  const std::string longest(40, 'x');
  const std::string one = name_for(Unique{.columns = {longest, "a"}}, longest, standard);
  const std::string other = name_for(Unique{.columns = {longest, "b"}}, longest, standard);
  CHECK(one.size() == 63);
  CHECK(other.size() == 63);
  CHECK(one != other);
  CHECK(one == name_for(Unique{.columns = {longest, "a"}}, longest, standard));
}

TEST_CASE("a name is never cut inside a character", "[schema]") {
  for (std::size_t length = 1; length < 40; ++length) {
    std::string umlauts(length % 2, 'x');
    for (std::size_t i = 0; i < length; ++i)
      umlauts += "\xC3\xBC";
    const std::string cut = name_for(Unique{.columns = {umlauts}}, umlauts, standard);
    CHECK(cut.size() <= 63);
    CHECK(support::printable(cut) == cut);
  }
}

}  // namespace migrate::schema
