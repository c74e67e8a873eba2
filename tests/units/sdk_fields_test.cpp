#include "units/sdk_fields.hpp"

#include "testing/catch.hpp"

namespace migrate::units {

TEST_CASE("the fields of a struct of the SDK are known, in their order", "[units]") {
  const std::vector<std::string> fields = sdk_fields("ExcludeElement");
  CHECK(fields == std::vector<std::string>{"column", "expression", "with", "operator_class"});
  CHECK(sdk_fields("Column").front() == "name");
  CHECK(sdk_fields("NoSuchStruct").empty());
}

TEST_CASE("a field that does not exist is told from the one that was meant", "[units]") {
  CHECK(
      field_hint("'migrate::Column' has no non-static data member named 'nmae'") ==
      "did you mean `name`?");
  CHECK(
      field_hint("field designator 'nmae' does not refer to any field in type 'migrate::Column'") ==
      "did you mean `name`?");
  CHECK(
      field_hint("'migrate::Reference' has no non-static data member named 'quux'") ==
      "Reference has: table, column, schema, on_delete, on_update, deferral");
}

TEST_CASE("fields in another order are told in theirs", "[units]") {
  CHECK(
      field_hint(
          "designator order for field 'migrate::Computed::expression' does not match declaration "
          "order in 'migrate::Computed'") ==
      "the fields of Computed stand in this order: expression, storage");
}

TEST_CASE("an error about something else has no hint about fields", "[units]") {
  CHECK(field_hint("expected ';' before '}' token").empty());
  CHECK(field_hint("'Mine' has no non-static data member named 'x'").empty());
}

}  // namespace migrate::units
