#include "support/suggest.hpp"

#include <optional>
#include <string>
#include <vector>

#include "testing/catch.hpp"

namespace migrate::support {
namespace {

const std::vector<std::string>& commands() {
  static const std::vector<std::string> words{"upgrade", "downgrade", "heads", "show", "url"};
  return words;
}

TEST_CASE("one wrong, missing, extra or swapped letter is understood", "[support]") {
  const std::string word = GENERATE("upgarde", "upgrde", "upgradde", "upgrabe", "UPGRADE");
  CHECK(suggest(word, commands()) == "upgrade");
}

TEST_CASE("two edits are understood in a long word, and one in a short", "[support]") {
  CHECK(suggest("pgrad", commands()) == "upgrade");
  CHECK(suggest("ulr", commands()) == "url");
  CHECK_FALSE(suggest("u", commands()));
  CHECK_FALSE(suggest("sxow1", commands()) == "url");
}

TEST_CASE("a word that is far from all is not guessed", "[support]") {
  CHECK_FALSE(suggest("migrate", commands()));
  CHECK_FALSE(suggest("", commands()));
  CHECK_FALSE(suggest("x", {}));
}

TEST_CASE("the nearest candidate wins, the first of equally near ones", "[support]") {
  const std::vector<std::string> words{"models", "model", "modes"};
  CHECK(suggest("model", words) == "model");
  CHECK(suggest("modell", words) == "models");
  CHECK(suggest("moodel", words) == "model");
}

TEST_CASE("a suggestion is a question, and nothing when there is none", "[support]") {
  CHECK(did_you_mean("haeds", commands()) == "did you mean `heads`?");
  CHECK(did_you_mean("zzzzzz", commands()).empty());
}

}  // namespace
}  // namespace migrate::support
