#include "units/model.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "support/file.hpp"
#include "support/process.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/compiled_units.hpp"
#include "units/cpp_project.hpp"

namespace migrate::units {
namespace {

using testing::CppProject;

/// Model files in a project of their own.
class Models final {
 public:
  /// The lines of the body begin at line 3.
  void add(std::string_view name, std::string_view body) {
    project_.write(
        name, fmt::format("#include <migrate/model.hpp>\nusing namespace migrate;\n{}", body));
    paths_.push_back(project_.path(name));
  }

  /// A file with one call, `model.<call>`, in line 4.
  void add_call(std::string_view name, std::string_view call) {
    add(name, fmt::format("void declare(Model& model) {{\nmodel.{};\n}}\n", call));
  }

  schema::MetaData load(const schema::NamingConvention& naming = {}) {
    return load_cpp_models(paths_, project_.compilation(), naming);
  }
  schema::Table load_table(std::string_view call) {
    add_call("one.cpp", call);
    return load().tables.at(0);
  }
  Error failure() {
    return error_of([&] { load(); });
  }

  CppProject& project() { return project_; }
  const std::vector<std::string>& paths() const { return paths_; }

 private:
  CppProject project_{};
  std::vector<std::string> paths_{};
};

bool is_in_line(const Error& error, std::string_view file, std::size_t line) {
  return error.place().has_value() && error.place()->file == file && error.place()->line == line;
}

// What is declared

TEST_CASE("a model declares tables as a unit makes them", "[models]") {
  Models models;
  const schema::Table table = models.load_table(R"(table(
      "courses",
      {
          Column{.name = "id", .type = varchar(36), .primary_key = true},
          Column{.name = "name", .type = varchar(255), .nullable = false, .server_default = "new"},
          Column{
              .name = "family_id",
              .type = varchar(36),
              .index = true,
              .references = Reference{.table = "families", .on_delete = Action::restrict}},
          Check{.name = "ck_courses_name", .condition = "name <> ''"},
      },
      {.comment = "what is taught"}))");
  CHECK(table.name == schema::Name{.name = "courses"});
  CHECK(table.comment == "what is taught");
  REQUIRE(table.columns.size() == 3);
  CHECK(table.columns[0].type == schema::Type{.kind = TypeKind::varchar, .length = 36});
  CHECK(!table.columns[0].nullable);
  CHECK(table.columns[1].server_default == schema::Value("new"));
  CHECK(
      table.constraints ==
      std::vector<schema::Constraint>{
          schema::PrimaryKey{.name = "pk_courses", .columns = {"id"}},
          schema::ForeignKey{
              .name = "fk_courses_family_id_families",
              .columns = {"family_id"},
              .referred_table = {.name = "families"},
              .on_delete = Action::restrict},
          schema::Check{.name = "ck_courses_name", .condition = "name <> ''"}});
  CHECK(
      table.indexes == std::vector<schema::Index>{
                           {.name = "ix_courses_family_id", .columns = {{.name = "family_id"}}}});
}

TEST_CASE("a group of columns stands where the table names it", "[models]") {
  Models models;
  models.add("one.cpp", R"cpp(
    constexpr ColumnGroup audit{
        Column{
            .name = "created_at",
            .type = timestamp(),
            .nullable = false,
            .index = true,
            .server_default = expression("now()")},
        Column{.name = "archived_at", .type = timestamp()}};
    constexpr ColumnGroup key{Column{.name = "id", .type = integer(), .primary_key = true}};

    void declare(Model& model) {
      model.table("a", {key, audit, Column{.name = "x", .type = text()}});
      model.table("b", {Column{.name = "x", .type = text()}, audit});
    }
  )cpp");
  const schema::MetaData metadata = models.load();
  std::string names;
  for (const schema::Table& table : metadata.tables) {
    for (const schema::Column& column : table.columns)
      names += column.name + " ";
    for (const schema::Index& index : table.indexes)
      names += index.name + " ";
  }
  CHECK(
      names ==
      "id created_at archived_at x ix_a_created_at x created_at archived_at ix_b_created_at ");
  CHECK(metadata.tables[0].columns[1].server_default == schema::Value(schema::Expression{"now()"}));
}

TEST_CASE("a model declares enumerations, sequences and schemas", "[models]") {
  Models models;
  models.add("one.cpp", R"(
void declare(Model& model) {
  model.schema("audit", {.comment = "who did what"});
  model.schema("plain");
  model.enumeration("mood", {"sad", "ok"}, {.schema = "audit", .comment = "of people"});
  model.sequence("number", {.schema = "audit", .start = 10, .cycle = true, .comment = "c"});
}
)");
  const schema::MetaData metadata = models.load();
  CHECK(
      metadata.schemas ==
      std::vector<schema::Schema>{{.name = "audit", .comment = "who did what"}, {.name = "plain"}});
  CHECK(
      metadata.enums ==
      std::vector<schema::EnumType>{
          {.name = {"audit", "mood"}, .values = {"sad", "ok"}, .comment = "of people"}});
  CHECK(
      metadata.sequences ==
      std::vector<schema::Sequence>{
          {.name = {"audit", "number"}, .start = 10, .cycle = true, .comment = "c"}});
}

TEST_CASE("whatever had another name is a rename", "[models]") {
  Models models;
  models.add("one.cpp", R"(
constexpr ColumnGroup group{Column{.name = "g", .type = text(), .renamed_from = "old_g"}};

void declare(Model& model) {
  model.table(
      "account",
      {
          Column{.name = "email", .type = text(), .renamed_from = "mail"},
          group,
          Unique{.columns = {"email"}, .renamed_from = "account_email_key"},
          Index{.columns = {"email"}, .renamed_from = "by_email"},
          Check{.name = "ck", .condition = "true", .renamed_from = "ck"},
      },
      {.schema = "s", .renamed_from = "user"});
  model.enumeration(
      "mood", {EnumValue{.name = "ok", .renamed_from = "fine"}, "sad"}, {.renamed_from = "feeling"});
  model.sequence("number", {.renamed_from = "counter"});
}
)");
  using schema::RenameKind;
  const schema::Name account{"s", "account"};
  CHECK(
      models.load().renames ==
      std::vector<schema::Rename>{
          {RenameKind::table, {.schema = "s"}, "user", "account"},
          {RenameKind::column, account, "mail", "email"},
          {RenameKind::column, account, "old_g", "g"},
          {RenameKind::constraint, account, "account_email_key", "uq_account_email"},
          {RenameKind::index, account, "by_email", "ix_account_email"},
          {RenameKind::enumeration, {}, "feeling", "mood"},
          {RenameKind::enum_value, {.name = "mood"}, "fine", "ok"},
          {RenameKind::sequence, {}, "counter", "number"}});
}

TEST_CASE("a constraint can be left without a name", "[models]") {
  Models models;
  const schema::Table table = models.load_table(
      R"(table("a", {Column{.name = "x"}, Unique{.name = unnamed, .columns = {"x"}}}))");
  CHECK(table.constraints == std::vector<schema::Constraint>{schema::Unique{.columns = {"x"}}});
}

TEST_CASE("names are given by the convention of the project", "[models]") {
  Models models;
  models.add_call("one.cpp", R"(table("a", {Column{.name = "x", .unique = true}}))");
  const schema::MetaData metadata = models.load({.unique = "{table}_{columns}_key"});
  CHECK(schema::name(metadata.tables.at(0).constraints.at(0)) == "a_x_key");
}

TEST_CASE("models may include headers of their own and use the C++ library", "[models]") {
  Models models;
  models.project().write("shared.hpp", R"(#pragma once
#include <migrate/model.hpp>
inline constexpr migrate::ColumnGroup key{
    migrate::Column{.name = "id", .type = migrate::big_integer(), .primary_key = true}};
)");
  for (const std::string name : {"one", "two"}) {
    models.project().write(
        name + ".cpp",
        "#include <migrate/model.hpp>\n#include <string>\n#include \"shared.hpp\"\n"
        "void declare(migrate::Model& model) {\n"
        "  const std::string name = std::string(\"" +
            name +
            "\") + \"s\";\n"
            "  model.table(name, {key});\n}\n");
  }
  const schema::MetaData metadata = load_cpp_models(
      {models.project().path("one.cpp"), models.project().path("two.cpp")},
      models.project().compilation(),
      {});
  REQUIRE(metadata.tables.size() == 2);
  CHECK(metadata.tables[0].name.name == "ones");
  CHECK(metadata.tables[1].name.name == "twos");
}

// What makes no sense

TEST_CASE("a table that is declared twice is told with both places", "[models]") {
  Models models;
  models.add_call("one.cpp", R"(table("a", {}))");
  models.add_call("two.cpp", R"(table("a", {Column{.name = "x"}}))");
  const Error error = models.failure();
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "table a is declared twice, first in one.cpp:4");
  CHECK(is_in_line(error, "two.cpp", 4));
}

TEST_CASE("a call that makes no sense is an error in its line", "[models]") {
  const auto [call, message] = GENERATE(table<std::string, std::string>({
      {R"(table("a", {Column{.name = "x"}, Column{.name = "x"}}))",
       "the column x stands twice in table a"},
      {R"(table("a", {Column{.name = "x"}, Index{.columns = {"y"}}}))",
       "the index ix_a_y of table a is about a column `y` that the table does not have"},
      {R"(table("a", {Column{.name = "x", .primary_key = true}, PrimaryKey{.columns = {"x"}}}))",
       "the table a has two primary keys"},
      {R"(table("a", {Column{.name = "x"}, Unique{.name = "u"}}))",
       "the unique constraint u of table a has no columns"},
      {R"(table("a", {Column{.name = "x"}, Check{.name = "c"}}))",
       "the check constraint c of table a has no condition"},
      {R"(table("a", {Column{.name = "x"}, Check{.condition = "x > 0", .renamed_from = "c"}}))",
       "a constraint of table a that was renamed from c has no name"},
      {R"(table("", {}))", "a table has no name"},
      {R"(enumeration("mood", {"sad", "sad"}))",
       "the value `sad` stands twice in enumeration mood"},
  }));
  Models models;
  models.add_call("one.cpp", call);
  const Error error = models.failure();
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == message);
  CHECK(is_in_line(error, "one.cpp", 4));
}

TEST_CASE("a model cannot hide a call that makes no sense", "[models]") {
  Models models;
  models.add("one.cpp", R"(
void declare(Model& model) {
  try {
    model.table("", {});
  } catch (...) {
  }
}
)");
  CHECK(models.failure().message() == "a table has no name");
}

TEST_CASE("what a model throws is an error with its file", "[models]") {
  Models models;
  models.add(
      "one.cpp",
      "#include <stdexcept>\nvoid declare(Model&) { throw std::runtime_error(\"no\"); }");
  const Error error = models.failure();
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK(error.message() == "the model threw an exception: no");
  CHECK(is_in_line(error, "one.cpp", 0));
}

TEST_CASE("a model can end the reading", "[models]") {
  Models models;
  models.add_call("one.cpp", R"(fail("not today"))");
  const Error error = models.failure();
  CHECK(error.message() == "not today");
  CHECK(is_in_line(error, "one.cpp", 4));
}

TEST_CASE("a file without declare is no model", "[models]") {
  Models models;
  models.add("one.cpp", "void upgrade(int) {}\n");
  const Error error = models.failure();
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "one.cpp does not define `declare`");
}

TEST_CASE("declare with another signature is not taken for a missing one", "[models]") {
  Models models;
  models.add("one.cpp", "\nvoid declare(Model) {}\n");
  CHECK(models.failure().code() == ErrorCode::compile_error);
  Models others;
  others.add("one.cpp", "\nint declare(Model&) { return 1; }\n");
  const Error error = others.failure();
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "`declare` of one.cpp is not `void declare(Model& model)`");
  CHECK(is_in_line(error, "one.cpp", 4));
}

TEST_CASE("an error of the compiler is placed in the model", "[models]") {
  Models models;
  models.add_call("one.cpp", R"(table("a", {Column{.nam = "x"}}))");
  const Error error = models.failure();
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(is_in_line(error, "one.cpp", 4));
  CHECK(error.hint() == "did you mean `name`?");
}

TEST_CASE("a model that cannot be read is an error", "[models]") {
  const CppProject project;
  CppProject others;
  const Error error =
      error_of([&] { load_cpp_models({project.path("none.cpp")}, others.compilation(), {}); });
  CHECK(error.code() == ErrorCode::invalid_config);
}

// Compiled once

TEST_CASE("models are compiled together, once", "[models]") {
  Models models;
  for (int i = 0; i < 6; ++i)
    models.add_call(fmt::format("m{}.cpp", i), fmt::format(R"(table("t{}", {{}}))", i));
  CHECK(models.load().tables.size() == 6);
  CHECK(models.project().compiler_count() == 2);  // one each of the two at once
  CHECK(models.project().notes() == std::vector<std::string>{"compiling 6 C++ models"});
  CHECK(models.load().tables.size() == 6);
  CHECK(models.project().compiler_count() == 2);
}

TEST_CASE("a model that was changed is compiled again", "[models]") {
  Models models;
  models.add_call("one.cpp", R"(table("a", {}))");
  models.load();
  models.project().write(
      "one.cpp",
      "#include <migrate/model.hpp>\nvoid declare(migrate::Model& m) { m.table(\"b\", {}); }\n");
  CHECK(models.load().tables.at(0).name.name == "b");
}

TEST_CASE("a build that was shipped has the models too", "[models]") {
  Models models;
  models.add_call("one.cpp", R"(table("a", {}))");
  models.project().add_unit("aa", testing::small_unit);
  const std::string directory = models.project().path("shipped");
  build_cpp_units(
      models.project().units(), models.project().compilation(), directory, models.paths());
  CHECK(
      models.project().notes() == std::vector<std::string>{"compiling 1 C++ unit and 1 C++ model"});
  const std::size_t count = models.project().compiler_count();
  models.project().compilation().build_directory = directory;
  CHECK(models.load().tables.size() == 1);
  CHECK(models.project().load().at(0)->upgrade != nullptr);
  CHECK(models.project().compiler_count() == count);
}

TEST_CASE("the header that models include stays small", "[models]") {
  CppProject project;
  project.write("model.cpp", "#include <migrate/model.hpp>\n");
  const auto outcomes = support::run_all(
      {{.arguments =
            {support::find_program("c++", CppProject::path_variable()),
             "-std=c++20",
             "-E",
             "-P",
             "-isystem",
             std::string(MIGRATE_SOURCE_DIR) + "/lib/sdk",
             project.path("model.cpp")}}},
      1,
      nullptr);
  REQUIRE(outcomes[0].is_success());
  // A line is worth some 20 microseconds of every compilation.
  CHECK(std::ranges::count(outcomes[0].output, '\n') < 1200);
}

}  // namespace
}  // namespace migrate::units
