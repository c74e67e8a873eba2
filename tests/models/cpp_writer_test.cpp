#include "models/cpp_writer.hpp"

#include <string>

#include "models/random_metadata.hpp"
#include "testing/catch.hpp"
#include "units/cpp_project.hpp"
#include "units/model.hpp"

namespace migrate::models {
namespace {

TEST_CASE("a model in C++ is written in the shortest words", "[models]") {
  schema::MetaData metadata;
  metadata.enums = {{.name = {.name = "mood"}, .values = {"sad", "ok"}}};
  metadata.tables = {
      {.name = {.name = "courses"},
       .columns =
           {{.name = "id", .type = {.kind = TypeKind::varchar, .length = 36}, .nullable = false},
            {.name = "family_id", .type = {.kind = TypeKind::integer}, .nullable = false},
            {.name = "state",
             .type = {.kind = TypeKind::numeric, .length = 5, .scale = 2},
             .server_default = schema::Value("0")}},
       .constraints =
           {schema::PrimaryKey{.name = "pk_courses", .columns = {"id"}},
            schema::ForeignKey{
                .name = "fk_courses_family_id_families",
                .columns = {"family_id"},
                .referred_table = {.name = "families"},
                .on_delete = Action::restrict},
            schema::Unique{.columns = {"state"}},
            schema::Check{.name = "ck_state", .condition = "state > 0"}},
       .indexes =
           {{.name = "ix_courses_family_id", .columns = {{.name = "family_id"}}},
            {.name = "by_state",
             .columns = {{.name = "state", .order = Order::descending}},
             .where = "state IS NOT NULL"}},
       .comment = "what is taught"}};
  const std::string expected =
      R"text(#include <migrate/model.hpp>

using namespace migrate;

void declare(Model& model) {
  model.enumeration("mood", {"sad", "ok"});

  model.table(
      "courses",
      {
          Column{.name = "id", .type = varchar(36), .primary_key = true},
          Column{
              .name = "family_id",
              .type = integer(),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "families", .on_delete = Action::restrict},
          },
          Column{.name = "state", .type = numeric(5, 2), .server_default = "0"},
          Unique{.name = unnamed, .columns = {"state"}},
          Check{.name = "ck_state", .condition = "state > 0"},
          Index{
              .name = "by_state",
              .columns = {IndexColumn{.name = "state", .order = Order::descending}},
              .where = "state IS NOT NULL",
          },
      },
      {.comment = "what is taught"});
}
)text";
  CHECK(write_cpp_model(metadata, {}) == expected);
}

TEST_CASE("what is written in C++ is loaded as it was", "[models]") {
  const schema::NamingConvention standard;
  const schema::NamingConvention numbered{.unique = "", .check = "ck_{table}"};
  for (unsigned seed = 0; seed < 12; ++seed) {
    const schema::NamingConvention& naming = seed % 4 == 0 ? numbered : standard;
    testing::CppProject project;
    const schema::MetaData metadata = testing::RandomMetaData(seed, naming).make();
    const std::string text = write_cpp_model(metadata, naming);
    INFO("seed " << seed << "\n" << text);
    project.write("model.cpp", text);
    const schema::MetaData read =
        units::load_cpp_models({project.path("model.cpp")}, project.compilation(), naming);
    REQUIRE(testing::is_same(read, metadata));
    REQUIRE(write_cpp_model(read, naming) == text);
  }
}

}  // namespace
}  // namespace migrate::models
