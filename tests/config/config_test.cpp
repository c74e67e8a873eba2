#include "config/config.hpp"

#include <map>
#include <string>
#include <utility>

#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::config {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

/// A folder with an alembic.yaml, and the variables of a process.
class Project final {
 public:
  explicit Project(std::string_view yaml) { folder_.write("alembic.yaml", yaml); }

  const testing::TemporaryFolder& folder() const { return folder_; }

  Request request() const { return {.directory = folder_.path()}; }

  Config load(const Variables& variables = {}) const { return load_by(request(), variables); }

  static Config load_by(const Request& request, const Variables& variables = {}) {
    return config::load(request, overlay(variables, [](std::string_view) { return std::nullopt; }));
  }

 private:
  testing::TemporaryFolder folder_{};
};

Error refused(std::string_view yaml, const Variables& variables = {}) {
  const Project project(yaml);
  return error_of([&] { project.load(variables); });
}

TEST_CASE("a configuration of a URL alone has the documented defaults", "[config]") {
  const Project project("url: sqlite:///app.db\n");
  const Config config = project.load();
  const std::string& folder = project.folder().path();
  CHECK(config.url == "sqlite:///app.db");
  CHECK(config.url_origin == "alembic.yaml:1:6");
  CHECK(config.path == folder + "/alembic.yaml");
  CHECK(config.directory == folder);
  CHECK(config.script_location == folder);
  CHECK(config.version_locations == std::vector<std::string>{folder + "/versions"});
  CHECK_FALSE(config.recursive);
  CHECK(config.file_template == "{rev}_{slug}");
  CHECK(config.version_table == "alembic_version");
  CHECK(config.version_table_schema.empty());
  CHECK(config.transaction == TransactionMode::per_migration);
  CHECK(config.lock_timeout == std::chrono::seconds{5});
  CHECK(config.statement_timeout == std::chrono::seconds{0});
  CHECK(config.lock_wait == std::chrono::minutes{10});
  CHECK_FALSE(config.is_protected);
}

TEST_CASE("every key is read", "[config]") {
  const Project project(
      "url: sqlite://\n"
      "script_location: db\n"
      "version_locations: [core, ../extra/, core]\n"
      "recursive: true\n"
      "models: models/a.yaml\n"
      "scratch_url: sqlite://\n"
      "unit_format: cpp\n"
      "file_template: '{year}/{rev}'\n"
      "version_table: versions\n"
      "version_table_schema: audit\n"
      "transaction: all\n"
      "lock_timeout: 250ms\n"
      "statement_timeout: 1m\n"
      "lock_wait: 0\n"
      "compare: { types: true, server_defaults: true, comments: false, owners: true }\n"
      "include: { schemas: [public], tables: ['*'], exclude_tables: [x] }\n"
      "naming_convention: { ix: a, uq: b, ck: c, fk: d, pk: e }\n"
      "hooks: { post_write: ['echo {path}', other] }\n"
      "compile: { compiler: c++, flags: [-O2], include: [include] }\n"
      "protected: true\n");
  const Config config = project.load();
  const std::string& folder = project.folder().path();
  CHECK(config.script_location == folder + "/db");
  CHECK(
      config.version_locations == std::vector<std::string>{folder + "/db/core", folder + "/extra"});
  CHECK(config.recursive);
  REQUIRE(config.models.size() == 1);
  CHECK(config.models[0].text == "models/a.yaml");
  CHECK(config.models[0].path == folder + "/db/models/a.yaml");
  CHECK(config.models[0].place.line == 5);
  CHECK(config.compare == CompareConfig{.comments = false, .owners = true});
  const IncludeConfig include{.schemas = {"public"}, .exclude_tables = {"x"}};
  CHECK(config.include == include);
  CHECK(config.scratch_url == "sqlite://");
  CHECK(config.unit_format == UnitFormat::cpp);
  CHECK(config.file_template == "{year}/{rev}");
  CHECK(config.version_table == "versions");
  CHECK(config.version_table_schema == "audit");
  CHECK(config.transaction == TransactionMode::all);
  CHECK(config.lock_timeout == std::chrono::milliseconds{250});
  CHECK(config.statement_timeout == std::chrono::minutes{1});
  CHECK(config.lock_wait == std::chrono::seconds{0});
  CHECK(config.post_write_hooks == std::vector<std::string>{"echo {path}", "other"});
  CHECK(config.is_protected);
}

TEST_CASE("an empty file and keys without a value leave the defaults", "[config]") {
  CHECK(Project("").load().url.empty());
  const Config config = Project("url:\nversion_locations:\nhooks:\nenvironments:\n").load();
  CHECK(config.url.empty());
  CHECK(config.version_locations.size() == 1);
}

TEST_CASE("an unknown key is refused with its place and what was meant", "[config]") {
  const Error error = refused("url: sqlite://\nversion_location: x\n");
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "`version_location` is no key of the configuration");
  CHECK(error.hint() == "did you mean `version_locations`?");
  const support::Place expected{
      .file = "alembic.yaml", .line = 2, .column = 1, .text = "version_location: x"};
  CHECK(error.place() == expected);
}

TEST_CASE(
    "an unknown key is found in every section, also of environments not asked for", "[config]") {
  using Row = std::pair<std::string, std::string>;
  const auto [yaml, hint] = GENERATE(
      Row{"compare: { type: true }", "did you mean `types`?"},
      Row{"include: { schema: [a] }", "did you mean `schemas`?"},
      Row{"naming_convention: { i: a }", "did you mean `ix`?"},
      Row{"hooks: { postwrite: a }", "did you mean `post_write`?"},
      Row{"compile: { flag: a }", "did you mean `flags`?"},
      Row{"environments: { a: { urll: x } }", "did you mean `url`?"},
      Row{"environments: { a: { compare: { tipes: x } } }", "did you mean `types`?"},
      Row{"environments: { a: { environments: {} } }", ""});
  const Error error = refused(yaml);
  CHECK(error.code() == ErrorCode::invalid_config);
  REQUIRE(error.place());
  CHECK(error.place()->line == 1);
  if (!hint.empty()) CHECK(error.hint() == hint);
}

TEST_CASE("a key that resembles none is answered with the keys there are", "[config]") {
  CHECK(
      refused("compare: { zzzzzz: 1 }").hint() ==
      "the keys here are: types, server_defaults, comments, objects, owners");
}

TEST_CASE("a value of the wrong kind is refused with its place", "[config]") {
  using Row = std::pair<std::string, std::string>;
  const auto [yaml, message] = GENERATE(
      Row{"url: [a]", "`url` must be a single value, not a list"},
      Row{"url: {a: b}", "`url` must be a single value, not a map of keys"},
      Row{"version_locations: {a: b}",
          "`version_locations` must be a list of values, not a map of keys"},
      Row{"version_locations: [[a]]", "`version_locations` must be a list of single values"},
      Row{"hooks: a", "`hooks` must be a map of keys, not a single value"},
      Row{"environments: [a]", "`environments` must be a map of environments, not a list"},
      Row{"environments: {a: b}", "`a` must be a map of keys, not a single value"},
      Row{"recursive: maybe", "`recursive` must be true or false, not `maybe`"},
      Row{"unit_format: SQL", "`unit_format` must be sql or cpp, not `SQL`"},
      Row{"transaction: al", "`transaction` must be per_migration or all or none, not `al`"},
      Row{"lock_timeout: 5", "`lock_timeout` must be a duration, not `5`"},
      Row{"version_table: ''", "`version_table` must not be empty"},
      Row{"version_locations: []", "`version_locations` must name at least one folder"},
      Row{"include: { tables: [] }", "`tables` must hold at least one pattern"},
      Row{"compare: { types: no }", "`types` must be true or false, not `no`"},
      Row{"file_template: '{rev}_{slag}'", "`{slag}` means nothing in a file template"},
      Row{"file_template: '{rev'", "`{rev` means nothing in a file template"},
      Row{"- a", "the configuration must be a map of keys"});
  const Error error = refused(yaml);
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == message);
  REQUIRE(error.place());
  CHECK(error.place()->line == 1);
  CHECK(error.place()->text == yaml);
}

TEST_CASE("the URL is the first of option, variables, environment and file", "[config]") {
  const Project project("url: file\nenvironments: { e: { url: environment } }\n");
  Request request = project.request();
  CHECK(Project::load_by(request).url == "file");
  request.environment = "e";
  CHECK(Project::load_by(request).url == "environment");
  CHECK(Project::load_by(request).url_origin == "alembic.yaml:2:27");
  CHECK(Project::load_by(request, {{"DATABASE_URL", "database"}}).url == "database");
  const Variables both{{"DATABASE_URL", "database"}, {"MIGRATE_URL", "migrate"}};
  CHECK(Project::load_by(request, both).url == "migrate");
  CHECK(Project::load_by(request, both).url_origin == "MIGRATE_URL");
  request.url = "option";
  CHECK(Project::load_by(request, both).url == "option");
  CHECK(Project::load_by(request, both).url_origin == "--url");
}

TEST_CASE("an empty variable gives no URL", "[config]") {
  CHECK(Project("url: file").load({{"MIGRATE_URL", ""}, {"DATABASE_URL", ""}}).url == "file");
}

TEST_CASE("an environment puts its keys over those of the file, the rest stays", "[config]") {
  const Project project(
      "url: a\n"
      "lock_timeout: 1s\n"
      "version_table: t\n"
      "environments:\n"
      "  production: { url: b, protected: true, lock_timeout: 9s }\n");
  Request request = project.request();
  CHECK(Project::load_by(request).lock_timeout == std::chrono::seconds{1});
  CHECK_FALSE(Project::load_by(request).is_protected);
  request.environment = "production";
  const Config config = Project::load_by(request);
  CHECK(config.environment == "production");
  CHECK(config.url == "b");
  CHECK(config.is_protected);
  CHECK(config.lock_timeout == std::chrono::seconds{9});
  CHECK(config.version_table == "t");
}

TEST_CASE("an unknown environment is refused with those there are", "[config]") {
  const Project project("environments:\n  production: {}\n  staging: {}\n");
  Request request = project.request();
  request.environment = "prodution";
  const Error error = error_of([&] { Project::load_by(request); });
  CHECK(error.message() == "there is no environment `prodution`");
  CHECK(error.hint() == "did you mean `production`?\nalembic.yaml has: production, staging");
  CHECK(error.place()->line == 1);
}

TEST_CASE("an environment of a file without any is refused", "[config]") {
  const Project project("url: a\n");
  Request request = project.request();
  request.environment = "production";
  CHECK(
      error_of([&] { Project::load_by(request); }).hint() == "alembic.yaml has no `environments`");
}

TEST_CASE("variables are replaced in every kind of value", "[config]") {
  const Project project(
      "url: 'postgresql://${HOST:-localhost}/app'\n"
      "version_locations: ['${PLACE}']\n"
      "recursive: ${DEEP}\n"
      "lock_timeout: ${WAIT}\n");
  const Config config = project.load({{"PLACE", "units"}, {"DEEP", "true"}, {"WAIT", "3s"}});
  CHECK(config.url == "postgresql://localhost/app");
  CHECK(config.version_locations.front() == project.folder().path("units"));
  CHECK(config.recursive);
  CHECK(config.lock_timeout == std::chrono::seconds{3});
}

TEST_CASE("a variable that is not set is an error at the value that needs it", "[config]") {
  const Error unset = refused("recursive: false\nurl: ${NONE}\n");
  CHECK(unset.message() == "the variable NONE is not set");
  CHECK(unset.place()->line == 2);
  CHECK(unset.place()->column == 6);
}

TEST_CASE("a variable of a value that is not used need not be set", "[config]") {
  const Project project("url: ${NONE}\nenvironments: { e: { version_table: '${NONE}' } }\n");
  CHECK(project.load({{"MIGRATE_URL", "x"}}).url == "x");
}

TEST_CASE("the file is looked for upwards from the working directory", "[config]") {
  const Project project("url: a\n");
  project.folder().write("sub/deep/file", "");
  const Request request{.directory = project.folder().path("sub/deep")};
  CHECK(Project::load_by(request).path == project.folder().path("alembic.yaml"));
  CHECK(Project::load_by(request).directory == project.folder().path());
}

TEST_CASE("without a file the error says how to get one", "[config]") {
  const testing::TemporaryFolder folder;
  const Error error = error_of([&] { Project::load_by({.directory = folder.path()}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.hint().find("migrate init") != std::string::npos);
}

TEST_CASE(
    "a file named by the option goes before the variable's, and that before a search", "[config]") {
  const Project project("url: found\n");
  project.folder().write("a/one.yaml", "url: option\n");
  project.folder().write("two.yaml", "url: variable\n");
  Request request = project.request();
  const Variables variables{{"MIGRATE_CONFIG", "two.yaml"}};
  CHECK(Project::load_by(request, variables).url == "variable");
  request.file = "a/one.yaml";
  const Config config = Project::load_by(request, variables);
  CHECK(config.url == "option");
  CHECK(config.directory == project.folder().path("a"));
}

TEST_CASE("a file that was named must exist", "[config]") {
  const Project project("");
  Request request = project.request();
  CHECK(error_of([&] {
          Project::load_by(request, {{"MIGRATE_CONFIG", "none.yaml"}});
        }).message() == "the configuration file none.yaml does not exist");
  request.file = "none";
  CHECK(error_of([&] { Project::load_by(request); }).code() == ErrorCode::invalid_config);
}

TEST_CASE("a .env file is read only when it is named, and goes behind the process", "[config]") {
  const Project project("url: ${A}-${B:-}\n");
  project.folder().write(".env", "A=file\nB=file\n");
  CHECK(error_of([&] { project.load(); }).message() == "the variable A is not set");
  Request request = project.request();
  request.env_file = ".env";
  CHECK(Project::load_by(request, {{"B", "process"}}).url == "file-process");
}

TEST_CASE("a .env file may give the URL", "[config]") {
  const Project project("url: a\n");
  project.folder().write(".env", "DATABASE_URL=b\n");
  Request request = project.request();
  request.env_file = ".env";
  CHECK(Project::load_by(request).url == "b");
}

TEST_CASE("the templates of names that are given are kept, the others are left open", "[config]") {
  const Config config =
      Project("naming_convention: { ix: \"${P:-i}_{table}\", pk: \"\" }\n").load();
  CHECK(config.naming_convention.size() == 2);
  CHECK(config.naming_convention.at("ix") == "i_{table}");
  CHECK(config.naming_convention.at("pk").empty());
}

TEST_CASE(
    "a word that means nothing in a template of names is refused with its place", "[config]") {
  const Error error = refused("url: x\nnaming_convention: { ix: \"ix_{tabel}\" }\n");
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "`{tabel}` means nothing in a naming convention");
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("how C++ units are compiled is read, with folders made absolute", "[config]") {
  const Project project(
      "compile: { compiler: \"ccache g++\", flags: [-O1, \"-DNAME=${N:-x}\"], include: [include, "
      "/usr/x] }\n");
  const Config config = project.load();
  CHECK(config.compiler == "ccache g++");
  CHECK(config.compile_flags == std::vector<std::string>{"-O1", "-DNAME=x"});
  CHECK(
      config.include_directories ==
      std::vector<std::string>{project.folder().path() + "/include", "/usr/x"});
}

}  // namespace
}  // namespace migrate::config
