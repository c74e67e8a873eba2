#include "engine/model_files.hpp"

#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::engine {
namespace {

struct Folder {
  Folder() {
    for (const char* name :
         {"models/b.yaml",
          "models/a.yml",
          "models/deep/c.sql",
          "models/readme.txt",
          "models/.hidden.sql",
          "models/d.cpp",
          "schema.sql"})
      folder.write(name, "");
  }

  ModelPath path(const std::string& text) const {
    return {.text = text, .path = folder.path(text)};
  }

  std::vector<std::string> find(const std::vector<std::string>& texts) const {
    std::vector<ModelPath> paths;
    paths.reserve(texts.size());
    for (const std::string& text : texts)
      paths.push_back(path(text));
    std::vector<std::string> names;
    for (const ModelFile& file : find_model_files(paths))
      names.push_back(file.path.substr(folder.path().size() + 1));
    return names;
  }

  testing::TemporaryFolder folder{};
};

using Names = std::vector<std::string>;

TEST_CASE("a folder stands for the models in it, in the order of their names", "[engine]") {
  CHECK(
      Folder().find({"models"}) ==
      Names{"models/a.yml", "models/b.yaml", "models/d.cpp", "models/deep/c.sql"});
}

TEST_CASE("files keep the order in which they are named, and are read once", "[engine]") {
  CHECK(
      Folder().find({"schema.sql", "models/b.yaml", "models", "schema.sql"}) ==
      Names{"schema.sql", "models/b.yaml", "models/a.yml", "models/d.cpp", "models/deep/c.sql"});
}

TEST_CASE("a pattern stands for what fits it, in folders too", "[engine]") {
  const Folder folder;
  CHECK(folder.find({"models/*.y*ml"}) == Names{"models/a.yml", "models/b.yaml"});
  CHECK(folder.find({"mod*/d??p/*.sql"}) == Names{"models/deep/c.sql"});
  CHECK(folder.find({"*.sql"}) == Names{"schema.sql"});
}

TEST_CASE("the suffix says which language a model is in", "[engine]") {
  CHECK(language_of("a/b.sql") == ModelLanguage::sql);
  CHECK(language_of("b.yml") == ModelLanguage::yaml);
  CHECK(language_of("b.yaml") == ModelLanguage::yaml);
  CHECK(language_of("b.cpp") == ModelLanguage::cpp);
  CHECK_FALSE(language_of("sql").has_value());
}

TEST_CASE("a path that stands for nothing is refused, with its place", "[engine]") {
  const Folder folder;
  ModelPath path = folder.path("none.yaml");
  path.place = support::Place{.file = "alembic.yaml", .line = 3};
  const Error error = error_of([&] { find_model_files({path}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "the model `none.yaml` does not exist");
  REQUIRE(error.place());
  CHECK(error.place()->line == 3);
  CHECK(error_of([&] { folder.find({"m*/none*"}); }).message() == "no file fits `m*/none*`");
}

TEST_CASE("a file or a folder without a model is refused", "[engine]") {
  const Folder folder;
  CHECK(error_of([&] {
          folder.find({"models/readme.txt"});
        }).message() == "`models/readme.txt` is no model");
  CHECK(error_of([&] {
          folder.find({"models/*.txt"});
        }).message() == "there is no model in `models/*.txt`");
  folder.folder.write("empty/readme.txt", "");
  CHECK(error_of([&] { folder.find({"empty"}); }).message() == "there is no model in `empty`");
}

}  // namespace
}  // namespace migrate::engine
