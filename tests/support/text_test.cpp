#include "support/text.hpp"

#include <string>

#include "testing/catch.hpp"

namespace migrate::support {
namespace {

TEST_CASE("wide characters take two columns and combining ones none", "[support]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("\xC5\xBE") == 1);          // z with caron
  CHECK(display_width("\xE4\xB8\xAD") == 2);      // a Chinese character
  CHECK(display_width("e\xCC\x81") == 1);         // e and a combining acute
  CHECK(display_width("\xF0\x9F\x98\x80") == 2);  // an emoji
  CHECK(display_width("\xFF") == 1);              // no UTF-8: shown as one sign
  CHECK(display_width("") == 0);
}

TEST_CASE("text that is too wide is cut and says so", "[support]") {
  CHECK(shorten("abcdef", 6) == "abcdef");
  CHECK(shorten("abcdefg", 6) == "abc...");
  CHECK(shorten("abcdefg", 3) == "...");
  CHECK(shorten("abcdefg", 2) == "..");
  CHECK(shorten("abcdefg", 0).empty());
}

TEST_CASE("cutting keeps characters whole", "[support]") {
  const std::string wide = "\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD";
  CHECK(shorten(wide, 6) == wide);
  CHECK(shorten(wide, 5) == "\xE4\xB8\xAD...");
  CHECK(shorten(wide, 4) == "...");
}

TEST_CASE("what is no UTF-8 becomes a replacement character", "[support]") {
  const std::string sign = "\xEF\xBF\xBD";
  CHECK(
      printable("a\xFF"
                "b") == "a" + sign + "b");
  CHECK(printable("\xC3") == sign);                        // cut short
  CHECK(printable("\xC0\xAF") == sign + sign);             // overlong
  CHECK(printable("\xED\xA0\x80") == sign + sign + sign);  // a surrogate
  CHECK(printable("\xC5\xBE") == "\xC5\xBE");
}

TEST_CASE("the first byte that is no UTF-8 is found", "[support]") {
  CHECK(find_invalid_utf8("") == std::nullopt);
  CHECK(find_invalid_utf8("a\xC5\xBE") == std::nullopt);
  CHECK(find_invalid_utf8("a\xC5\xBE\xC5") == 3U);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0U);
}

TEST_CASE("control characters become spaces, so that no message moves the cursor", "[support]") {
  CHECK(printable("a\nb\x1B[31m\x7F") == "a b [31m ");
  CHECK(printable("a\tb") == "a\tb");
  CHECK(printable("\xC2\x9B") == " ");  // C1
}

TEST_CASE("only ASCII letters are lowered", "[support]") {
  CHECK(to_lower("ABCz\xC3\x84") == "abcz\xC3\x84");
}

TEST_CASE("white space is trimmed from both ends", "[support]") {
  CHECK(trim(" \t a b \r\n") == "a b");
  CHECK(trim(" \n").empty());
}

}  // namespace
TEST_CASE("a word is replaced in every place, and not in what replaced it", "[support]") {
  CHECK(replace_all("a-b-a", "a", "aa") == "aa-b-aa");
  CHECK(replace_all("nothing", "x", "y") == "nothing");
}

TEST_CASE("bytes are written as two hex digits each", "[support]") {
  CHECK(hex(std::string_view("\0\xff'", 3)) == "00ff27");
}

}  // namespace migrate::support
