#include <migrate/types.hpp>

#include <array>
#include <string>

#include "dialect/registry.hpp"
#include "schema/type.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/golden.hpp"
#include "units/sdk_values.hpp"

namespace migrate::conformance {
namespace {

struct TypeCase {
  Type type;
  std::string_view meaning;
};

constexpr std::array cases{
    TypeCase{small_integer(), "16 bits"},
    TypeCase{integer(), "32 bits"},
    TypeCase{big_integer(), "64 bits"},
    TypeCase{numeric(), "exact, any size"},
    TypeCase{numeric(10, 2), "exact, 10 digits, 2 of them behind the point"},
    TypeCase{real(), "binary, 32 bits"},
    TypeCase{double_precision(), "binary, 64 bits"},
    TypeCase{boolean(), ""},
    TypeCase{text(), ""},
    TypeCase{varchar(), "as text"},
    TypeCase{varchar(320), "at most 320 characters; SQLite does not count them"},
    TypeCase{character(2), "exactly 2 characters, filled with blanks; SQLite does neither"},
    TypeCase{date(), ""},
    TypeCase{time(), ""},
    TypeCase{time(3), "3 digits of a second"},
    TypeCase{time_with_zone(), ""},
    TypeCase{timestamp(), ""},
    TypeCase{timestamp(3), "3 digits of a second"},
    TypeCase{timestamp_with_zone(), "a moment"},
    TypeCase{interval(), ""},
    TypeCase{binary(), "bytes"},
    TypeCase{uuid(), ""},
    TypeCase{json(), "text that is JSON"},
    TypeCase{jsonb(), "JSON, parsed"},
    TypeCase{enumeration("mood"), "made by create_enum"},
    TypeCase{array(integer()), ""},
    TypeCase{array(array(text())), ""},
    TypeCase{verbatim("money"), "whatever the database calls it"},
};

std::string spelling(const std::string& dialect, const schema::Type& type) {
  if (type.dimensions > 0 && dialect == "sqlite") {
    CHECK(error_of([&] { dialect::at(dialect).spell(type); }).code() == ErrorCode::unsupported);
    return "none";
  }
  return "`" + dialect::at(dialect).spell(type) + "`";
}

constexpr std::string_view document_head =
    "# Types\n"
    "\n"
    "What C++ units call types, and what the databases call them. The tests write this table.\n"
    "\n"
    "| unit | PostgreSQL | SQLite | |\n"
    "|---|---|---|---|\n";

constexpr std::string_view document_end =
    "\n"
    "On SQLite a declared type only says how values are kept "
    "([Datatypes](https://www.sqlite.org/datatype3.html)).\n"
    "Words that it does not know would keep a text that looks like a number as one, so `uuid()`, "
    "`json()` and the\n"
    "like are `text` there. A single column of an integer type that is the primary key is "
    "`integer`, so that SQLite\n"
    "numbers the rows. In tables with `.strict = true` every type is one of the six that SQLite "
    "allows.\n";

}  // namespace

TEST_CASE("every type is spelled as its page says", "[conformance]") {
  std::string document(document_head);
  for (const TypeCase& one : cases) {
    const schema::Type type = units::own(one.type);
    document += "| `" + schema::describe(type) + "` | " + spelling("postgresql", type) + " | " +
                spelling("sqlite", type) + " | " + std::string(one.meaning) + " |\n";
  }
  document += document_end;
  testing::check_golden("docs/types.md", document);
}

TEST_CASE("a database takes every type that is spelled for it", "[conformance]") {
  const testing::FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  const std::string dialect(database.dialect().name());
  if (dialect == "postgresql") connection->execute("CREATE TYPE mood AS ENUM ('ok')");
  std::string columns;
  for (const TypeCase& one : cases) {
    const schema::Type type = units::own(one.type);
    if (type.dimensions > 0 && dialect == "sqlite") continue;
    columns += (columns.empty() ? "c" : ", c") + std::to_string(&one - cases.data()) + " " +
               database.dialect().spell(type);
  }
  connection->execute("CREATE TABLE t (" + columns + ")");
  CHECK(database.dialect().find_table(*connection, {.name = "t"}));
}

TEST_CASE("a text that looks like a number stays a text", "[conformance]") {
  const testing::FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  for (const Type& type : {text(), varchar(40), character(3)}) {
    connection->execute("CREATE TABLE t (c " + database.dialect().spell(units::own(type)) + ")");
    connection->execute("INSERT INTO t VALUES ('007')");
    CHECK(testing::value_of(*connection, "SELECT c FROM t") == "007");
    connection->execute("DROP TABLE t");
  }
}

TEST_CASE("a literal reads back as the value that it stands for", "[conformance]") {
  const testing::FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  const auto reads_back = [&](const Value& value) {
    return testing::value_of(
        *connection, "SELECT " + database.dialect().literal(units::own(value)));
  };
  CHECK(reads_back("it's \\ \"quoted\" $1 -- ?") == "it's \\ \"quoted\" $1 -- ?");
  CHECK(reads_back(9223372036854775807LL) == "9223372036854775807");
  CHECK(reads_back(-5) == "-5");
  CHECK(reads_back(0.1) == "0.1");
  CHECK(reads_back(nullptr) == "NULL");
  CHECK(reads_back(expression("1 + 1")) == "2");
  connection->execute("CREATE TABLE t (c " + database.dialect().spell(units::own(binary())) + ")");
  connection->execute(
      "INSERT INTO t VALUES (" + database.dialect().literal(units::own(bytes(Text("\0\xff'", 3)))) +
      ")");
  CHECK(testing::value_of(*connection, "SELECT length(c) FROM t") == "3");
}

}  // namespace migrate::conformance
