#include "support/error.hpp"

#include <set>
#include <string>

#include "testing/catch.hpp"

namespace migrate::support {
namespace {

TEST_CASE("every error code has a name of its own that finds it again", "[support]") {
  std::set<std::string> names;
  for (const ErrorCode code : all_error_codes()) {
    names.emplace(name(code));
    CHECK(find_error_code(name(code)) == code);
  }
  CHECK(names.size() == all_error_codes().size());
}

TEST_CASE("the list of error codes is complete", "[support]") {
  const auto codes = all_error_codes();
  CHECK(codes.front() == ErrorCode::no_such_revision);
  CHECK(codes.back() == ErrorCode::internal);
  CHECK(codes.size() == static_cast<std::size_t>(ErrorCode::internal) + 1);
}

TEST_CASE("a name that is no error code finds nothing", "[support]") {
  CHECK_FALSE(find_error_code("multiple_head"));
  CHECK_FALSE(find_error_code(""));
}

TEST_CASE("the exit status tells failures apart", "[support]") {
  CHECK(exit_status(ErrorCode::sql_error) == 1);
  CHECK(exit_status(ErrorCode::multiple_heads) == 1);
  CHECK(exit_status(ErrorCode::usage) == 2);
  CHECK(exit_status(ErrorCode::invalid_config) == 2);
  CHECK(exit_status(ErrorCode::invalid_url) == 2);
  CHECK(exit_status(ErrorCode::database_not_at_head) == 3);
  CHECK(exit_status(ErrorCode::differences_found) == 3);
  CHECK(exit_status(ErrorCode::connection_failed) == 4);
  CHECK(exit_status(ErrorCode::authentication_failed) == 4);
  CHECK(exit_status(ErrorCode::lock_timeout) == 5);
  CHECK(exit_status(ErrorCode::partially_applied) == 6);
  CHECK(exit_status(ErrorCode::interrupted) == 130);
}

TEST_CASE("an error that learns something keeps what it knew", "[support]") {
  const Place place{.file = "a.sql", .line = 3, .column = 4, .text = "x"};
  const Error error = Error(ErrorCode::sql_error, "no such table: t", "look")
                          .with_place(place)
                          .with_sqlstate("42P01")
                          .with_detail("a row")
                          .with_state("rolled back");
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(error.message() == "no such table: t");
  CHECK(error.what() == std::string("no such table: t"));
  CHECK(error.hint() == "look");
  CHECK(error.place() == place);
  CHECK(error.sqlstate() == "42P01");
  CHECK(error.detail() == "a row");
  CHECK(error.state() == "rolled back");
}

TEST_CASE("an error can be given another code, message or hint", "[support]") {
  const Error error = Error(ErrorCode::sql_error, "old", "old")
                          .with_code(ErrorCode::lock_timeout)
                          .with_message("new")
                          .with_hint("newer");
  CHECK(error.code() == ErrorCode::lock_timeout);
  CHECK(error.message() == "new");
  CHECK(error.hint() == "newer");
}

}  // namespace
}  // namespace migrate::support
