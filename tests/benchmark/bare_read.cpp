// bare_read DIRECTORY: reads every SQL file of a directory, one after the other, into one buffer,
// and says how many bytes that were. The least that any command over the units has to do.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace {

std::vector<std::string> sql_files(DIR* directory) {
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory)) {
    const std::string_view name = std::data(entry->d_name);
    if (name.ends_with(".sql")) names.emplace_back(name);
  }
  std::ranges::sort(names);
  return names;
}

/// The size of the file; everything of it has gone through the buffer.
std::size_t read_into(std::array<char, 1U << 16U>& buffer, int directory, const std::string& name) {
  const int file = ::openat(directory, name.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::size_t size = 0;
  ssize_t count = 0;
  while ((count = ::read(file, buffer.data(), buffer.size())) > 0)
    size += static_cast<std::size_t>(count);
  ::close(file);
  return size;
}

}  // namespace

int main(int argc, char** argv) {
  DIR* const directory = argc == 2 ? ::opendir(argv[1]) : nullptr;
  if (directory == nullptr) {
    std::fputs("usage: bare_read DIRECTORY\n", stderr);
    return EXIT_FAILURE;
  }
  std::array<char, 1U << 16U> buffer{};
  std::size_t size = 0;
  for (const std::string& name : sql_files(directory))
    size += read_into(buffer, ::dirfd(directory), name);
  ::closedir(directory);
  std::printf("%zu\n", size);
  return EXIT_SUCCESS;
}
