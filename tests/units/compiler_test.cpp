#include "units/compiler.hpp"

#include "testing/catch.hpp"

namespace migrate::units {
namespace {

TEST_CASE("the files in a list of dependencies are found whatever their names", "[units]") {
  const std::vector<std::string> files{"/a/x.cpp", "/b c/$y#1.hpp", "/d:e/z.hpp", "/f\\g.hpp"};
  CHECK(
      read_dependencies(
          "library: /a/x.cpp /b\\ c/$$y\\#1.hpp \\\n  /d\\:e/z.hpp \\\n /f\\g.hpp\n") == files);
  CHECK(read_dependencies("").empty());
}

}  // namespace
}  // namespace migrate::units
