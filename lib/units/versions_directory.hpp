#pragma once

#include <string>
#include <vector>

#include "units/unit.hpp"

namespace migrate::units {

/// Where units are looked for.
struct Locations {
  std::vector<std::string> directories{};  // absolute, in order
  bool recursive{false};
  std::string display_directory{};  // paths in errors are shown relative to this

  friend bool operator==(const Locations&, const Locations&) = default;
};

/// The units of all locations, each location's in order of file name. Reads headers only. Looks at
/// `*.sql` and `*.cpp` that do not begin with a dot; a file without front matter is an error, not
/// passed over. A missing directory counts as empty. Errors: those of read_header; invalid_config
/// for a location that cannot be read.
std::vector<Unit> read_versions(const Locations& locations);

}  // namespace migrate::units
