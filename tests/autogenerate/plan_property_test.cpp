#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/compare.hpp"
#include "autogenerate/pretend_database.hpp"
#include "autogenerate/random_metadata.hpp"
#include "autogenerate/renames.hpp"
#include "autogenerate/schemas.hpp"
#include "autogenerate/whole_schema.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"

namespace migrate::autogenerate {
using Catch::Matchers::Equals;

namespace {

using Kind = PretendDatabase::Kind;

constexpr unsigned rounds = 40;

CompareOptions options_for(Kind kind, Dice& dice) {
  return {
      .rebuilds_tables = kind == Kind::rebuilds,
      .sets_expressions = dice.one_in(2),
      .leaves_transactions = dice.one_in(2)};
}

schema::MetaData random_schema(Kind kind, Dice& dice) {
  auto metadata = random_metadata(dice);
  return kind == Kind::rebuilds ? tables_alone(std::move(metadata)) : metadata;
}

/// What is wrong with the way from one schema to the other, and back; nothing when it is right.
std::string fault(
    const schema::MetaData& from,
    const schema::MetaData& to,
    const std::vector<schema::Rename>& renames,
    const CompareOptions& options) {
  const Kind kind = options.rebuilds_tables ? Kind::rebuilds : Kind::strict;
  const schema::MetaData renamed_from = renamed(from, renames);
  const Difference there = compare(renamed_from, to, renames, options);
  const Difference back = compare_back(renamed_from, to, renames, options);
  const auto differs = [&](const schema::MetaData& is, const schema::MetaData& wanted) {
    return lines(compare(is, wanted, {}, options));
  };
  try {
    const schema::MetaData arrived = after(from, there.steps, kind);
    for (const std::string& line : differs(arrived, to))
      return "left over on the way there: " + line;
    const schema::MetaData returned = after(arrived, back.steps, kind);
    for (const std::string& line : differs(returned, from))
      return "left over on the way back: " + line;
  } catch (const Error& error) {
    return fmt::format(
        "{}\nthere: {}\nback: {}",
        error.message(),
        fmt::format("{}", fmt::join(texts(there), "\n")),
        fmt::format("{}", fmt::join(texts(back), "\n")));
  }
  return {};
}

}  // namespace

TEST_CASE("the order in which things are given does not matter", "[autogenerate]") {
  for (const Kind kind : {Kind::strict, Kind::rebuilds}) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
      Dice dice(seed);
      const auto from = random_schema(kind, dice);
      const auto to = random_schema(kind, dice);
      const auto options = options_for(kind, dice);
      INFO("seed " << seed << ", rebuilds " << (kind == Kind::rebuilds));
      REQUIRE(compare(from, shuffled(from, dice), {}, options) == Difference{});
      REQUIRE(
          compare(shuffled(from, dice), shuffled(to, dice), {}, options) ==
          compare(from, to, {}, options));
    }
  }
}

TEST_CASE("renames are made first, and taken back last", "[autogenerate]") {
  for (const Kind kind : {Kind::strict, Kind::rebuilds}) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
      Dice dice(seed);
      const auto from = random_schema(kind, dice);
      const auto renames = random_renames(from, dice);
      const auto options = options_for(kind, dice);
      INFO("seed " << seed << ", rebuilds " << (kind == Kind::rebuilds));
      const auto to = renamed(from, renames);
      REQUIRE_THAT(fault(from, to, renames, options), Equals(""));
      REQUIRE(compare(to, to, renames, options).steps.size() == renames.size());
      const auto other = random_schema(kind, dice);
      const auto declared_renames = random_renames(other, dice);
      auto declared = renamed(other, declared_renames);
      declared.renames = declared_renames;
      const auto found = find_renames(from, declared, {}, {}, UndecidedRenames::refused);
      REQUIRE_THAT(fault(from, declared, found.renames, options), Equals(""));
    }
  }
}

TEST_CASE("a plan makes of any schema any other one, and takes it back", "[autogenerate]") {
  for (const Kind kind : {Kind::strict, Kind::rebuilds}) {
    for (unsigned seed = 0; seed < rounds; ++seed) {
      Dice dice(seed);
      const auto from = random_schema(kind, dice);
      const auto to = random_schema(kind, dice);
      INFO("seed " << seed << ", rebuilds " << (kind == Kind::rebuilds));
      REQUIRE_THAT(fault(from, to, {}, options_for(kind, dice)), Equals(""));
    }
  }
}

}  // namespace migrate::autogenerate
