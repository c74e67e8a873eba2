#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "units/compilation.hpp"

namespace migrate::units {

/// A folder for the files of one run of the compiler, removed with this value. What is moved from
/// it to its parent arrives there complete or not at all.
class WorkFolder final {
 public:
  /// In `parent`, which is created when it is missing.
  explicit WorkFolder(const std::string& parent);
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  /// Why there is no folder; empty: there is one.
  const std::string& failure() const { return failure_; }
  const std::string& parent() const { return parent_; }
  const std::string& path() const { return path_; }

  /// Writes a file in the folder; false: it cannot be written.
  bool write(std::string_view name, std::string_view text) const;

  /// Moves a file or folder of this folder to a place below the parent, whose folder is created
  /// when it is missing; false: it is not there now.
  bool move(std::string_view name, const std::string& to) const;

 private:
  bool lock();

  std::string parent_;
  std::string path_{};
  std::string failure_{};
  int lock_{-1};
};

/// Where a run of the compiler puts its files.
struct Workplace {
  std::unique_ptr<WorkFolder> folder{};
  bool is_kept{false};  // whether its parent is a cache
};

/// A folder in the first of the caches that can be written, else one for temporary files. Errors:
/// compile_error when neither can be had.
Workplace open_workplace(const Compilation& compilation);

}  // namespace migrate::units
