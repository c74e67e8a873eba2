#include "models/yaml_writer.hpp"

#include <string>

#include "models/random_metadata.hpp"
#include "models/yaml_reader.hpp"
#include "testing/catch.hpp"

namespace migrate::models {
namespace {

TEST_CASE("a model is written in the shortest words", "[models]") {
  schema::MetaData metadata;
  metadata.schemas = {{.name = "audit"}, {.name = "log", .comment = "what was"}};
  metadata.enums = {{.name = {.name = "mood"}, .values = {"sad", "ok", "no"}}};
  metadata.tables = {
      {.name = {.name = "courses"},
       .columns =
           {{.name = "id", .type = {.kind = TypeKind::varchar, .length = 36}, .nullable = false},
            {.name = "family_id", .type = {.kind = TypeKind::integer}, .nullable = false},
            {.name = "state",
             .type = {.kind = TypeKind::numeric, .length = 5, .scale = 2},
             .server_default = schema::Value("0")},
            {.name = "created_at",
             .type = {.kind = TypeKind::timestamp},
             .server_default = schema::Expression{"CURRENT_TIMESTAMP"},
             .comment = "when somebody has put the course into the catalog of all courses"}},
       .constraints =
           {schema::PrimaryKey{.name = "pk_courses", .columns = {"id"}},
            schema::ForeignKey{
                .name = "fk_courses_family_id_families",
                .columns = {"family_id"},
                .referred_table = {.name = "families"},
                .on_delete = Action::restrict},
            schema::Unique{.columns = {"state"}},
            schema::Check{.name = "ck_state", .condition = "state > 0"}},
       .indexes = {
           {.name = "ix_courses_family_id", .columns = {{.name = "family_id"}}},
           {.name = "by_state",
            .columns = {{.name = "state", .order = Order::descending}},
            .where = "state IS NOT NULL"}}}};
  const std::string expected = R"yaml(schemas:
  - audit
  - {name: log, comment: what was}
enumerations:
  - {name: mood, values: [sad, ok, "no"]}
tables:
  - name: courses
    columns:
      - {name: id, type: varchar(36), primary_key: true}
      - name: family_id
        type: integer
        nullable: false
        index: true
        references: {table: families, on_delete: restrict}
      - {name: state, type: "numeric(5, 2)", server_default: "0"}
      - name: created_at
        type: timestamp
        server_default: {expression: CURRENT_TIMESTAMP}
        comment: when somebody has put the course into the catalog of all courses
    unique:
      - {unnamed: true, columns: [state]}
    checks:
      - {name: ck_state, condition: "state > 0"}
    indexes:
      - {name: by_state, columns: [{name: state, order: descending}], where: state IS NOT NULL}
)yaml";
  CHECK(write_yaml_model(metadata, {}) == expected);
}

TEST_CASE("no metadata is an empty model", "[models]") {
  CHECK(write_yaml_model({}, {}).empty());
  CHECK(read_yaml_model({}, {}) == schema::MetaData{});
}

TEST_CASE("what is written in YAML is read back", "[models]") {
  const schema::NamingConvention standard;
  const schema::NamingConvention none{"", "", "", "", ""};
  const schema::NamingConvention numbered{.check = "ck_{table}"};
  for (const schema::NamingConvention& naming : {standard, none, numbered}) {
    for (unsigned seed = 0; seed < 300; ++seed) {
      const schema::MetaData metadata = testing::RandomMetaData(seed, naming).make();
      const std::string text = write_yaml_model(metadata, naming);
      INFO("seed " << seed << "\n" << text);
      const schema::MetaData read = read_yaml_model({.path = "m.yaml", .text = text}, naming);
      REQUIRE(testing::is_same(read, metadata));
      REQUIRE(write_yaml_model(read, naming) == text);
    }
  }
}

}  // namespace
}  // namespace migrate::models
