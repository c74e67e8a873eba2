#include "dialect/postgresql/sequence_options.hpp"

#include <limits>

#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
using schema::Identity;
using schema::Sequence;
using schema::Type;

TEST_CASE("a sequence that says what is usual says nothing", "[postgresql]") {
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
  const Sequence up{
      .type = Type{.kind = TypeKind::big_integer},
      .start = 1,
      .increment = 1,
      .minimum = 1,
      .maximum = largest,
      .cache = 1,
      .cycle = false};
  CHECK(canonical_sequence(up) == Sequence{});
  const Sequence down{.start = -1, .increment = -3, .minimum = smallest, .maximum = -1};
  CHECK(canonical_sequence(down) == Sequence{.increment = -3});
}

TEST_CASE("the bounds of a sequence are those of its type", "[postgresql]") {
  const Type small{.kind = TypeKind::small_integer};
  CHECK(canonical_sequence({.type = small, .maximum = 32767}) == Sequence{.type = small});
  CHECK(
      canonical_sequence({.type = small, .increment = -1, .minimum = -32768}) ==
      Sequence{.type = small, .increment = -1});
  CHECK(canonical_sequence({.maximum = 32767}) == Sequence{.maximum = 32767});
}

TEST_CASE("a sequence starts at its bound", "[postgresql]") {
  CHECK(canonical_sequence({.start = 10, .minimum = 10}) == Sequence{.minimum = 10});
  CHECK(canonical_sequence({.start = 1, .minimum = -10}) == Sequence{.start = 1, .minimum = -10});
  CHECK(
      canonical_sequence({.start = 10, .increment = -1, .maximum = 10}) ==
      Sequence{.increment = -1, .maximum = 10});
}

TEST_CASE("what is not usual of a sequence stays", "[postgresql]") {
  const Sequence sequence{
      .name = {.name = "s"},
      .start = 2,
      .increment = 2,
      .minimum = 0,
      .maximum = 9,
      .cache = 3,
      .cycle = true,
      .comment = "c"};
  CHECK(canonical_sequence(sequence) == sequence);
}

TEST_CASE("an identity has the bounds of its column", "[postgresql]") {
  const Identity identity{.always = true, .start = 1, .maximum = 2147483647, .cache = 1};
  CHECK(canonical_identity(identity, TypeKind::integer) == Identity{.always = true});
  CHECK(
      canonical_identity(identity, TypeKind::big_integer) ==
      Identity{.always = true, .maximum = 2147483647});
}

}  // namespace migrate::dialect::postgresql
