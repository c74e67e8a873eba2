#pragma once

#include <span>
#include <string>
#include <string_view>

#include "units/work_folder.hpp"

namespace migrate::units {

/// A header that units include as <migrate/NAME>.
struct SdkFile {
  std::string_view name{};
  std::string_view text{};

  friend bool operator==(const SdkFile&, const SdkFile&) = default;
};

/// The headers of the SDK, as they were when this program was built: units are compiled without
/// any file that is not their own.
std::span<const SdkFile> sdk_files();

/// The SHA-256 digest of them all.
std::string sdk_digest();

/// Puts the headers on the disk; the folder to include from, empty when it cannot be written. They
/// are kept beside a work folder that is in a cache, and put into any other.
std::string place_sdk(const Workplace& place);

}  // namespace migrate::units
