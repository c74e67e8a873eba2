#include "units/directives.hpp"

#include "testing/catch.hpp"

namespace migrate::units {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("headers and macros of a unit are read", "[units]") {
  const Directives directives = read_directives(
      "// #include <no>\n#include <a>\n  #  include \"b.hpp\" // why\r\n#define X 1\n#define Y(a) "
      "\\\n  a\n");
  CHECK(directives.includes == Names{"<a>", "\"b.hpp\""});
  CHECK(directives.macros == Names{"X", "Y"});
  CHECK(directives.is_plain);
  CHECK(directives.has_own_headers());
  CHECK_FALSE(read_directives("#include <a>").has_own_headers());
}

TEST_CASE("a unit that does more with the preprocessor is not plain", "[units]") {
  const std::string text = GENERATE(
      "#if 1\n#endif\n",
      "#ifdef X\n#endif\n",
      "#undef X\n",
      "#pragma pack(1)\n",
      "#line 7\n",
      "#define X\n#include <a>\n",
      "#include HEADER\n",
      "#include \"rows.inc\"\n",
      "#include \"other.cpp\"\n",
      "#");
  CHECK_FALSE(read_directives(text).is_plain);
}

}  // namespace
}  // namespace migrate::units
