#include <chrono>
#include <string>
#include <utility>

#include "config/config.hpp"
#include "testing/catch.hpp"

namespace migrate::config {
namespace {

using std::chrono::milliseconds;

TEST_CASE("a duration is a number and a unit, or several from long to short", "[config]") {
  using Row = std::pair<std::string, milliseconds>;
  const auto [text, expected] = GENERATE(
      Row{"0", milliseconds{0}},
      Row{"0s", milliseconds{0}},
      Row{"250ms", milliseconds{250}},
      Row{"5s", milliseconds{5'000}},
      Row{"10m", milliseconds{600'000}},
      Row{"2h", milliseconds{7'200'000}},
      Row{"1m30s", milliseconds{90'000}},
      Row{"1h1m1s1ms", milliseconds{3'661'001}});
  CHECK(parse_duration(text) == expected);
}

TEST_CASE("a duration without a unit, or with anything else, is none", "[config]") {
  const std::string text = GENERATE(
      "",
      "5",
      "s",
      "-5s",
      "5 s",
      "5x",
      "5s ",
      "1.5s",
      "+5s",
      "99999999999999999999s",
      "9999999999999h",
      "5sec",
      "2400h1ms");
  CHECK_FALSE(parse_duration(text));
}

}  // namespace
}  // namespace migrate::config
