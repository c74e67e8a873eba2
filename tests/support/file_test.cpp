#include "support/file.hpp"

#include <filesystem>
#include <string>

#include <sys/stat.h>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::support {
namespace {

using testing::TemporaryFolder;

TEST_CASE("a file is read byte for byte", "[support]") {
  const TemporaryFolder folder;
  const std::string content("a\0b\r\n\xFF", 6);
  folder.write("file", content);
  CHECK(read_file(folder.path("file")) == content);
  CHECK(find_file_content(folder.path("file")) == content);
}

TEST_CASE("a file that says to be empty and is not is read to its end", "[support]") {
  CHECK_FALSE(read_file("/proc/self/status").empty());
}

TEST_CASE("a missing file is nothing to find, and an error to read", "[support]") {
  const TemporaryFolder folder;
  CHECK_FALSE(find_file_content(folder.path("none")));
  const Error error = error_of([&] { read_file(folder.path("none")); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "cannot read " + folder.path("none") + ": No such file or directory");
}

TEST_CASE("a folder cannot be read as a file", "[support]") {
  const TemporaryFolder folder;
  CHECK(error_of([&] { find_file_content(folder.path()); }).code() == ErrorCode::invalid_config);
}

TEST_CASE("a new file is written with the folders above it", "[support]") {
  const TemporaryFolder folder;
  write_new_file(folder.path("a/b/file"), "text");
  CHECK(read_file(folder.path("a/b/file")) == "text");
}

TEST_CASE("writing a new file leaves nothing else behind", "[support]") {
  const TemporaryFolder folder;
  write_new_file(folder.path("file"), "text");
  const std::filesystem::directory_iterator files(folder.path());
  CHECK(std::distance(begin(files), end(files)) == 1);
}

TEST_CASE("a file that exists is never overwritten", "[support]") {
  const TemporaryFolder folder;
  folder.write("file", "old");
  const Error error = error_of([&] { write_new_file(folder.path("file"), "new"); });
  CHECK(error.code() == ErrorCode::usage);
  CHECK(read_file(folder.path("file")) == "old");
  const std::filesystem::directory_iterator files(folder.path());
  CHECK(std::distance(begin(files), end(files)) == 1);
}

TEST_CASE("a new file has the permissions that the umask leaves", "[support]") {
  const TemporaryFolder folder;
  const mode_t before = ::umask(027);
  write_new_file(folder.path("file"), "text");
  ::umask(before);
  struct stat status {};
  REQUIRE(::stat(folder.path("file").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0640U);
}

TEST_CASE("a path below the folder is shown relative to it", "[support]") {
  CHECK(display_path("/a/b/c.sql", "/a") == "b/c.sql");
  CHECK(display_path("/a/b/c.sql", "/a/") == "b/c.sql");
  CHECK(display_path("/ab/c.sql", "/a") == "/ab/c.sql");
  CHECK(display_path("/a/c.sql", "") == "/a/c.sql");
  CHECK(display_path("/c.sql", "/") == "c.sql");
}

}  // namespace
}  // namespace migrate::support
