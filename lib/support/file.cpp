#include "support/file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/error.hpp"

namespace migrate::support {
namespace {

/// An open file descriptor.
class Descriptor final {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

std::string reason() {
  return std::generic_category().message(errno);
}

Error cannot_read(const std::string& path) {
  return {ErrorCode::invalid_config, fmt::format("cannot read {}: {}", path, reason())};
}

Error cannot_write(const std::string& path) {
  return {ErrorCode::invalid_config, fmt::format("cannot write {}: {}", path, reason())};
}

std::string read_all(const Descriptor& file, const std::string& path) {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) throw cannot_read(path);
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t used = 0;
  while (true) {
    if (used == content.size()) content.resize(content.size() + 4096);
    const ssize_t count = ::read(file.number(), content.data() + used, content.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw cannot_read(path);
    if (count == 0) break;
    used += static_cast<std::size_t>(count);
  }
  content.resize(used);
  return content;
}

void write_all(const Descriptor& file, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t count = ::write(file.number(), content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw cannot_write(path);
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file.number()) != 0 && errno != EINVAL) throw cannot_write(path);
}

/// Removes its file when it goes, whatever has happened to it since.
class TemporaryName final {
 public:
  explicit TemporaryName(std::string path) : path_(std::move(path)) {}
  ~TemporaryName() { ::unlink(path_.c_str()); }
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void create_parents(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  if (parent.empty()) return;
  std::error_code failure;
  std::filesystem::create_directories(parent, failure);
  if (failure) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("cannot create the folder {}: {}", parent.string(), failure.message()));
  }
}

}  // namespace

std::optional<std::string> find_file_content(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    throw cannot_read(path);
  }
  return read_all(file, path);
}

std::string read_file(const std::string& path) {
  auto content = find_file_content(path);
  if (!content) {
    errno = ENOENT;
    throw cannot_read(path);
  }
  return *std::move(content);
}

void write_new_file(const std::string& path, std::string_view content) {
  create_parents(path);
  std::string pattern = path + ".XXXXXX";
  const Descriptor file(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!file.is_open()) throw cannot_write(path);
  const TemporaryName temporary(pattern);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(file.number(), 0666 & ~mask) != 0) throw cannot_write(path);
  write_all(file, content, path);
  if (::link(temporary.path().c_str(), path.c_str()) == 0) return;
  if (errno == EEXIST) {
    throw Error(ErrorCode::usage, fmt::format("{} exists already", path));
  }
  throw cannot_write(path);
}

bool file_exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

std::string display_path(const std::string& path, const std::string& directory) {
  if (directory.empty()) return path;
  const std::string prefix = directory.ends_with('/') ? directory : directory + "/";
  return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
}

}  // namespace migrate::support
