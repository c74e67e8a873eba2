#include "units/work_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/error.hpp"

namespace migrate::units {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "migrate-work-";
constexpr std::string_view lock_suffix = ".lock";

bool is_ours(int file) {
  struct stat status {};
  return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
}

/// Removes the folders of our processes that were killed: those whose lock nobody holds.
void remove_leftovers(const std::string& parent) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !name.ends_with(lock_suffix)) continue;
    const std::string lock = entry.path().string();
    const int file = ::open(lock.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) continue;
    if (is_ours(file) && ::flock(file, LOCK_EX | LOCK_NB) == 0) {
      fs::remove_all(lock.substr(0, lock.size() - lock_suffix.size()), ignored);
      ::unlink(lock.c_str());
    }
    ::close(file);
  }
}

std::string temporary_directory() {
  const char* const name = std::getenv("TMPDIR");
  return name == nullptr || *name == '\0' ? "/tmp" : name;
}

}  // namespace

WorkFolder::WorkFolder(const std::string& parent) {
  std::error_code failure;
  parent_ = fs::absolute(parent, failure).string();
  fs::create_directories(parent_, failure);
  // When it cannot be created, the reason is the one for the lock.
  while (!lock()) {
    if (!failure_.empty()) {
      if (failure) failure_ = failure.message();
      return;
    }
  }
  remove_leftovers(parent_);
}

/// Makes the folder and its lock, and no failure: somebody who removes leftovers came between.
bool WorkFolder::lock() {
  std::string name = fmt::format("{}/{}XXXXXX{}", parent_, prefix, lock_suffix);
  lock_ = ::mkostemps(name.data(), static_cast<int>(lock_suffix.size()), O_CLOEXEC);
  if (lock_ < 0) {
    failure_ = std::generic_category().message(errno);
    return false;
  }
  struct stat status {};
  const bool is_taken = ::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (is_taken || ::fstat(lock_, &status) != 0 || status.st_nlink == 0) {
    ::close(lock_);
    return false;
  }
  path_ = name.substr(0, name.size() - lock_suffix.size());
  if (::mkdir(path_.c_str(), S_IRWXU) == 0) return true;
  failure_ = std::generic_category().message(errno);
  return false;
}

WorkFolder::~WorkFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  ::unlink((path_ + std::string(lock_suffix)).c_str());
  ::close(lock_);
}

bool WorkFolder::write(std::string_view name, std::string_view text) const {
  const fs::path path = fs::path(path_) / name;
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  return !file.fail();
}

bool WorkFolder::move(std::string_view name, const std::string& to) const {
  std::error_code failure;
  fs::create_directories(fs::path(to).parent_path(), failure);
  fs::rename(fs::path(path_) / name, to, failure);
  return !failure;
}

Workplace open_workplace(const Compilation& compilation) {
  std::string reason;
  for (const std::string& cache : compilation.cache_directories) {
    auto folder = std::make_unique<WorkFolder>(cache);
    if (folder->failure().empty()) return {.folder = std::move(folder), .is_kept = true};
    if (reason.empty()) {
      reason = fmt::format("the cache {} cannot be written ({})", cache, folder->failure());
    }
  }
  auto folder = std::make_unique<WorkFolder>(temporary_directory());
  if (!folder->failure().empty()) {
    if (!reason.empty()) reason += ", and ";
    throw Error(
        ErrorCode::compile_error,
        fmt::format(
            "C++ units cannot be compiled: {}the folder for temporary files {} cannot be written "
            "({})",
            reason,
            folder->parent(),
            folder->failure()),
        "set TMPDIR to a folder that can be written, or ship what `migrate build` writes");
  }
  if (!reason.empty() && compilation.on_note) {
    compilation.on_note(reason + "; compiled units are not kept");
  }
  return {.folder = std::move(folder)};
}

}  // namespace migrate::units
