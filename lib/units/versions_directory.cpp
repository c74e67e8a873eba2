#include "units/versions_directory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <dirent.h>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/error.hpp"
#include "support/file.hpp"
#include "units/header.hpp"

namespace migrate::units {
namespace {

/// An open file or directory.
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

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};
using Listing = std::unique_ptr<DIR, CloseDirectory>;

/// What makes two names the same file.
using Identity = std::pair<dev_t, ino_t>;

Error cannot_read(const std::string& shown) {
  return {
      ErrorCode::invalid_config,
      fmt::format("cannot read {}: {}", shown, std::generic_category().message(errno))};
}

std::optional<Format> find_format(std::string_view name) {
  if (name.starts_with('.')) return std::nullopt;
  if (name.ends_with(".sql")) return Format::sql;
  if (name.ends_with(".cpp")) return Format::cpp;
  return std::nullopt;
}

/// A file of a location.
struct File {
  std::string path{};         // relative to the location
  std::size_t name_begin{0};  // where the name begins in it

  std::string_view name() const { return std::string_view(path).substr(name_begin); }
};

enum class EntryKind { file, directory, other };

/// Finds the files of one location. Their paths are relative to it.
class Finder final {
 public:
  Finder(const Descriptor& location, std::string shown)
      : location_(&location), shown_(std::move(shown)) {}

  void find_here() { list(""); }

  void find_below() {
    std::set<Identity> visited;
    pending_.emplace_back("");
    while (!pending_.empty()) {
      const std::string directory = std::move(pending_.back());
      pending_.pop_back();
      struct stat status {};
      if (::fstatat(location_->number(), or_dot(directory), &status, 0) != 0)
        throw failure(directory);
      // Links may lead in a circle.
      if (visited.emplace(status.st_dev, status.st_ino).second) list(directory);
    }
  }

  /// In order of file name; of the same name, in order of path.
  std::vector<File> take_files() {
    std::ranges::sort(files_, [](const File& a, const File& b) {
      const int order = a.name().compare(b.name());
      return order != 0 ? order < 0 : a.path < b.path;
    });
    return std::move(files_);
  }

  bool has_links() const { return has_links_; }

 private:
  static const char* or_dot(const std::string& directory) {
    return directory.empty() ? "." : directory.c_str();
  }

  Error failure(const std::string& path) const {
    return cannot_read(path.empty() ? shown_ : shown_ + "/" + path);
  }

  void list(const std::string& directory) {
    const int number =
        ::openat(location_->number(), or_dot(directory), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) throw failure(directory);
    const Listing listing(::fdopendir(number));
    if (!listing) {
      ::close(number);
      throw failure(directory);
    }
    while (true) {
      errno = 0;
      const dirent* const entry = ::readdir(listing.get());
      if (entry == nullptr && errno != 0) throw failure(directory);
      if (entry == nullptr) return;
      add(directory, *entry);
    }
  }

  void add(const std::string& directory, const dirent& entry) {
    const std::string_view name = static_cast<const char*>(entry.d_name);
    if (name.starts_with('.')) return;
    std::string path =
        directory.empty() ? std::string(name) : fmt::format("{}/{}", directory, name);
    switch (kind_of(path, entry.d_type)) {
      case EntryKind::file:
        if (find_format(name)) add_file(std::move(path), name.size());
        break;
      case EntryKind::directory: pending_.push_back(std::move(path)); break;
      case EntryKind::other: break;
    }
  }

  void add_file(std::string path, std::size_t name_size) {
    File file{.path = std::move(path)};
    file.name_begin = file.path.size() - name_size;
    files_.push_back(std::move(file));
  }

  EntryKind kind_of(const std::string& path, unsigned char type) {
    if (type == DT_REG) return EntryKind::file;
    if (type == DT_DIR) return EntryKind::directory;
    if (type != DT_LNK && type != DT_UNKNOWN) return EntryKind::other;
    has_links_ = true;
    struct stat status {};
    // A link that leads nowhere counts as a file: opening it says what is wrong.
    if (::fstatat(location_->number(), path.c_str(), &status, 0) != 0) return EntryKind::file;
    if (S_ISREG(status.st_mode)) return EntryKind::file;
    return S_ISDIR(status.st_mode) ? EntryKind::directory : EntryKind::other;
  }

  const Descriptor* location_;
  std::string shown_;
  std::vector<std::string> pending_{};  // directories still to be listed
  std::vector<File> files_{};
  bool has_links_{false};
};

/// Reads the headers of many files through one buffer.
class HeaderReader final {
 public:
  explicit HeaderReader(const Locations& locations) : locations_(&locations) {}

  std::vector<Unit> read_all() {
    for (const std::string& directory : locations_->directories)
      read_location(directory);
    return std::move(units_);
  }

 private:
  void read_location(std::string directory) {
    while (directory.size() > 1 && directory.ends_with('/'))
      directory.pop_back();
    const std::string shown = show(directory);
    const Descriptor location(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!location.is_open()) {
      if (errno == ENOENT) return;
      throw cannot_read(shown);
    }
    Finder finder(location, shown);
    if (locations_->recursive) {
      finder.find_below();
    } else {
      finder.find_here();
    }
    const std::vector<File> files = finder.take_files();
    units_.reserve(units_.size() + files.size());
    // One name each in one directory: then no file needs to be asked which one it is.
    const bool is_simple = locations_->directories.size() == 1 && !finder.has_links();
    const std::string prefix = directory + "/";
    const std::string shown_prefix = show(prefix);
    for (const File& file : files) {
      source_.path.assign(shown_prefix).append(file.path);
      const Descriptor descriptor(
          ::openat(location.number(), file.path.c_str(), O_RDONLY | O_CLOEXEC));
      if (!descriptor.is_open()) throw cannot_read(source_.path);
      if (!is_simple && !is_new(descriptor)) continue;
      const Format format = find_format(file.name()).value();
      units_.push_back(read_unit(descriptor, prefix + file.path, format));
    }
  }

  std::string show(const std::string& path) const {
    return support::display_path(path, locations_->display_directory);
  }

  bool is_new(const Descriptor& file) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) throw cannot_read(source_.path);
    return seen_.emplace(status.st_dev, status.st_ino).second;
  }

  Unit read_unit(const Descriptor& file, std::string path, Format format) {
    Unit unit = read_front_matter(file, format).unit;
    unit.format = format;
    unit.path = std::move(path);
    unit.revision.origin = source_.path;
    return unit;
  }

  /// One block is enough for all but a few files.
  Header read_front_matter(const Descriptor& file, Format format) {
    const std::string_view block = read_block(file);
    source_.text = block;
    if (block.size() < block_.size()) return read_header(source_, format);
    source_.text.resize(block.rfind('\n') + 1);
    if (auto header = find_header(source_, format)) return *std::move(header);
    source_.text = block;
    for (std::string_view more = read_block(file); !more.empty(); more = read_block(file)) {
      source_.text += more;
    }
    return read_header(source_, format);
  }

  std::string_view read_block(const Descriptor& file) {
    while (true) {
      const ssize_t count = ::read(file.number(), block_.data(), block_.size());
      if (count >= 0) return {block_.data(), static_cast<std::size_t>(count)};
      if (errno != EINTR) throw cannot_read(source_.path);
    }
  }

  const Locations* locations_;
  std::vector<Unit> units_{};
  std::set<Identity> seen_{};
  support::Source source_{};
  std::array<char, 4096> block_{};
};

}  // namespace

std::vector<Unit> read_versions(const Locations& locations) {
  return HeaderReader(locations).read_all();
}

}  // namespace migrate::units
