#include "models/yaml_reader.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::models {
namespace {

schema::MetaData read(std::string_view text, const schema::NamingConvention& naming = {}) {
  return read_yaml_model({.path = "m.yaml", .text = std::string(text)}, naming);
}

Error failure(std::string_view text) {
  return error_of([&] { read(text); });
}

/// The default of a column that is written like this.
schema::Value default_of(const std::string& text) {
  return *read(
              "tables: [{name: t, columns: [{name: c, type: text, server_default: " + text + "}]}]")
              .tables.at(0)
              .columns.at(0)
              .server_default;
}

TEST_CASE("a model in YAML says what one in C++ says", "[models]") {
  const schema::MetaData metadata = read(R"yaml(
schemas: [audit, {name: log, comment: what was}]
enumerations:
  - {name: mood, values: [sad, ok], comment: of people}
sequences:
  - {name: order_number, schema: audit, start: 100, cycle: true}
groups:
  audit:
    - {name: created_at, type: timestamp, nullable: false, server_default: {expression: now()}}
    - {name: archived_at, type: timestamp, index: true}
tables:
  - name: courses
    comment: what is taught
    columns:
      - {name: id, type: varchar(36), primary_key: true}
      - {name: family, type: integer, references: {table: families, on_delete: cascade}}
      - group: audit
    checks:
      - {name: ck_family, condition: family > 0}
    indexes:
      - columns: [family, {expression: lower(id), order: descending}]
        with: {fillfactor: 70}
)yaml");
  CHECK(metadata.schemas.size() == 2);
  CHECK(metadata.schemas.at(1) == schema::Schema{.name = "log", .comment = "what was"});
  CHECK(metadata.enums.at(0).values == std::vector<std::string>{"sad", "ok"});
  CHECK(metadata.sequences.at(0).name == schema::Name{"audit", "order_number"});
  const schema::Table& table = metadata.tables.at(0);
  REQUIRE(table.columns.size() == 4);
  CHECK(table.columns[2].server_default == schema::Value(schema::Expression{"now()"}));
  CHECK(
      table.constraints == std::vector<schema::Constraint>{
                               schema::PrimaryKey{.name = "pk_courses", .columns = {"id"}},
                               schema::ForeignKey{
                                   .name = "fk_courses_family_families",
                                   .columns = {"family"},
                                   .referred_table = {.name = "families"},
                                   .on_delete = Action::cascade},
                               schema::Check{.name = "ck_family", .condition = "family > 0"}});
  CHECK(
      table.indexes ==
      std::vector<schema::Index>{
          {.name = "ix_courses_archived_at", .columns = {{.name = "archived_at"}}},
          {.name = "ix_courses_family_lower_id",
           .columns = {{.name = "family"}, {.expression = "lower(id)", .order = Order::descending}},
           .with = {{.name = "fillfactor", .value = "70"}}}});
}

TEST_CASE("a default is what it looks like, and text between quotes", "[models]") {
  CHECK(default_of("0") == schema::Value(std::int64_t{0}));
  CHECK(default_of("-9223372036854775808") == schema::Value(INT64_MIN));
  CHECK(default_of("1.50") == schema::Value(1.5));
  CHECK(default_of("true") == schema::Value(true));
  CHECK(default_of("null") == schema::Value(schema::Null{}));
  CHECK(default_of("draft") == schema::Value("draft"));
  CHECK(default_of("'0'") == schema::Value("0"));
  CHECK(default_of("\"true\"") == schema::Value("true"));
  CHECK(default_of("'null'") == schema::Value("null"));
  CHECK(default_of("007") == schema::Value("007"));
  CHECK(default_of("0x1F") == schema::Value("0x1F"));
  CHECK(default_of("yes") == schema::Value("yes"));
  CHECK(default_of("{bytes: 00fF}") == schema::Value(schema::Bytes{std::string("\0\xFF", 2)}));
}

TEST_CASE("a number that no database has is refused", "[models]") {
  const Error error = error_of([] { default_of("9223372036854775808"); });
  CHECK(error.message() == "`9223372036854775808` is a number over 9223372036854775807");
  CHECK(error.hint() == "{expression: \"9223372036854775808\"}");
}

TEST_CASE("whatever had another name in YAML is a rename", "[models]") {
  using schema::RenameKind;
  const schema::Name account{"s", "account"};
  const auto renames = read(R"yaml(
enumerations: [{name: mood, renamed_from: feeling, values: [sad, {name: ok, renamed_from: fine}]}]
sequences: [{name: number, renamed_from: counter}]
groups: {g: [{name: b, type: text, renamed_from: old_b}]}
tables:
  - name: account
    schema: s
    renamed_from: user
    columns: [{name: a, type: text, renamed_from: old_a}, {group: g}]
    unique: [{columns: a, renamed_from: account_a_key}]
    indexes: [{columns: a, renamed_from: by_a}]
)yaml")
                           .renames;
  CHECK(
      renames == std::vector<schema::Rename>{
                     {RenameKind::enumeration, {}, "feeling", "mood"},
                     {RenameKind::enum_value, {.name = "mood"}, "fine", "ok"},
                     {RenameKind::sequence, {}, "counter", "number"},
                     {RenameKind::table, {.schema = "s"}, "user", "account"},
                     {RenameKind::column, account, "old_a", "a"},
                     {RenameKind::column, account, "old_b", "b"},
                     {RenameKind::constraint, account, "account_a_key", "uq_account_a"},
                     {RenameKind::index, account, "by_a", "ix_account_a"}});
}

/// A model that is wrong, and what is said of it.
struct Wrong {
  std::string text;
  std::string message;
  std::string hint;
  std::size_t line;
  std::size_t column;
};

TEST_CASE("a mistake is told with its place and what was meant", "[models]") {
  const auto wrong = GENERATE(values<Wrong>({
      {"tabels: []", "`tabels` is no key of a model", "did you mean `tables`?", 1, 1},
      {"- a", "a model must be a map of keys, not a list", "", 1, 1},
      {"tables:\n  - name: \"\xFF\"", "this is not UTF-8", "save the file as UTF-8", 2, 12},
      {"tables:\n  - name: a\x01",
       "a control character stands here",
       "in a text between double quotes it is \"\\x01\"",
       2,
       12},
      {"tables: x", "`tables` must be a list, not `x`", "", 1, 9},
      {"tables:\n  - nme: x", "a table needs `name`", "", 2, 5},
      {"tables:\n  - {name: t, colums: []}",
       "`colums` is no key of a table",
       "did you mean `columns`?",
       2,
       15},
      {"tables:\n  - name: t\n    columns:\n      - {name: c, type: text, nulable: false}",
       "`nulable` is no key of a column",
       "did you mean `nullable`?",
       4,
       31},
      {"tables: [{name: t, columns: [{name: c}]}]", "the column c has no `type`", "", 1, 30},
      {"tables: [{name: t, columns: [{name: c, type: varchr}]}]",
       "`varchr` is no type",
       "did you mean `varchar`?",
       1,
       46},
      {"tables: [{name: t, columns: [{name: c, type: text, nullable: 1}]}]",
       "`nullable` must be true or false, not `1`",
       "",
       1,
       62},
      {"tables: [{name: t, columns: [{name: c, type: text, comment: }]}]",
       "`comment` must be a single value, not nothing",
       "",
       1,
       52},
      {"tables: [{name: t, columns: [{name: c, type: text, references: {table: a, on_delete: "
       "x}}]}]",
       "`on_delete` cannot be `x`",
       "it is one of no_action, restrict, cascade, set_null, set_default",
       1,
       86},
      {"groups: {audit: []}\ntables: [{name: t, columns: [{group: adit}]}]",
       "there is no group `adit`",
       "did you mean `audit`?",
       2,
       38},
      {"tables: [{name: t, columns: [{name: c, type: text}], indexes: [{columns: d}]}]",
       "the index ix_t_d of table t is about a column `d` that the table does not have",
       "did you mean `c`?",
       1,
       10},
      {"tables:\n  - {name: t}\n  - {name: t}",
       "table t is declared twice, first in line 2",
       "remove one of the two, or rename it",
       3,
       5},
      {"tables: [{name: t, columns: [{name: c, type: text, server_default: {now: 1}}]}]",
       "`now` is no key of `server_default`",
       "the keys here are: expression, bytes",
       1,
       69},
      {"tables: [{name: t, name: u}]", "`name` stands twice, first in line 1", "", 1, 20},
      {"a: &x 1", "models have no anchors", "put the columns into a group", 1, 4},
      {"a: *x", "this is not YAML: the referenced anchor is not defined", "", 1, 4},
      {"tables: [", "this is not YAML: end of sequence flow not found", "", 1, 1},
      {"tables: []\n---\ntables: []", "the file holds more than one YAML document", "", 3, 1},
  }));
  INFO(wrong.text);
  const Error error = failure(wrong.text);
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == wrong.message);
  CHECK(error.hint() == wrong.hint);
  REQUIRE(error.place().has_value());
  CHECK(error.place()->file == "m.yaml");
  CHECK(error.place()->line == wrong.line);
  CHECK(error.place()->column == wrong.column);
}

}  // namespace
}  // namespace migrate::models
