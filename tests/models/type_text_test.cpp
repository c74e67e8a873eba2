#include "models/type_text.hpp"

#include <string>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::models {
namespace {

using schema::Type;

TEST_CASE("a type is written in the words of C++, and read back", "[models]") {
  const auto [text, type] = GENERATE(table<std::string, Type>({
      {"integer", Type{.kind = TypeKind::integer}},
      {"varchar", Type{.kind = TypeKind::varchar}},
      {"varchar(320)", Type{.kind = TypeKind::varchar, .length = 320}},
      {"numeric(10, 2)", Type{.kind = TypeKind::numeric, .length = 10, .scale = 2}},
      {"timestamp_with_zone(3)", Type{.kind = TypeKind::timestamp_with_zone, .length = 3}},
      {"integer[]", Type{.kind = TypeKind::integer, .dimensions = 1}},
      {"varchar(5)[][]", Type{.kind = TypeKind::varchar, .length = 5, .dimensions = 2}},
      {"enumeration(mood)", Type{.kind = TypeKind::enumeration, .name = "mood"}},
      {"enumeration(mood, audit)",
       Type{.kind = TypeKind::enumeration, .name = "mood", .schema = "audit"}},
      {R"(enumeration("a \"b\", c"))", Type{.kind = TypeKind::enumeration, .name = R"(a "b", c)"}},
      {R"(verbatim("tstzrange"))", Type{.kind = TypeKind::verbatim, .name = "tstzrange"}},
      {R"(verbatim("")[])", Type{.kind = TypeKind::verbatim, .dimensions = 1}},
  }));
  CHECK(write_type(type) == text);
  CHECK(read_type(text) == type);
}

TEST_CASE("a type may be written as a unit writes it", "[models]") {
  CHECK(read_type("integer()") == Type{.kind = TypeKind::integer});
  CHECK(read_type(" array( varchar( 5 ) ) ") == read_type("varchar(5)[]"));
  CHECK(read_type("array(array(integer()))") == read_type("integer[][]"));
  CHECK(read_type("numeric(10)") == Type{.kind = TypeKind::numeric, .length = 10, .scale = 0});
}

TEST_CASE("what is no type is refused with what to write", "[models]") {
  const auto [text, message, hint] = GENERATE(table<std::string, std::string, std::string>({
      {"varchr(5)", "`varchr` is no type", "did you mean `varchar`?"},
      {"bigint", "`bigint` is no type", "did you mean `big_integer`?"},
      {"tstzrange",
       "`tstzrange` is no type",
       "a type of the database's own: verbatim(\"tstzrange\")"},
      {"integer(5)", "integer takes no numbers", ""},
      {"character", "character takes another count of numbers", ""},
      {"varchar(x)", "`x` is no number", ""},
      {"varchar(5", "a `)` is missing", ""},
      {"varchar(5) x", "`x` stands behind the type", ""},
      {"integer[", "a `]` is missing", ""},
      {"array", "array needs what it is of", "array(integer)"},
      {"verbatim(x)", "verbatim needs the words of the database", "verbatim(\"tstzrange\")"},
      {"verbatim(\"x)", "a quotation mark is missing", ""},
      {"enumeration",
       "enumeration needs its name",
       "enumeration(mood), or enumeration(mood, schema)"},
      {"", "`` is no type", "a type of the database's own: verbatim(\"\")"},
  }));
  const Error error = error_of([&, type = text] { read_type(type); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == message);
  CHECK(error.hint() == hint);
}

}  // namespace
}  // namespace migrate::models
