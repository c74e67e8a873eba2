#include "units/sdk_source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "support/digest.hpp"
#include "units/cpp_source.hpp"

namespace migrate::units {
namespace {

bool is_placed(const std::string& directory) {
  return std::ranges::all_of(sdk_files(), [&](const SdkFile& file) {
    return digest_of_file(fmt::format("{}/migrate/{}", directory, file.name)) ==
           support::sha256(file.text);
  });
}

bool write_sdk(const WorkFolder& folder) {
  return std::ranges::all_of(sdk_files(), [&](const SdkFile& file) {
    return folder.write(fmt::format("sdk/migrate/{}", file.name), file.text);
  });
}

/// Replaces the files of a damaged SDK one by one, so that each is there at any time.
bool mend(const std::string& damaged, const WorkFolder& folder) {
  return std::ranges::all_of(sdk_files(), [&](const SdkFile& file) {
    return folder.write("mended", file.text) &&
           folder.move("mended", fmt::format("{}/migrate/{}", damaged, file.name));
  });
}

}  // namespace

std::string sdk_digest() {
  std::string text;
  for (const SdkFile& file : sdk_files())
    text += fmt::format("{} {}\n{}", file.name, file.text.size(), file.text);
  return support::sha256(text);
}

std::string place_sdk(const Workplace& place) {
  const WorkFolder& folder = *place.folder;
  std::string kept = fmt::format("{}/sdk-{}", folder.parent(), sdk_digest());
  if (place.is_kept && is_placed(kept)) return kept;
  if (!write_sdk(folder)) return {};
  // A folder that is there is not replaced as a whole: others may be including from it.
  if (place.is_kept && (folder.move("sdk", kept) || is_placed(kept) || mend(kept, folder))) {
    return kept;
  }
  return folder.path() + "/sdk";
}

}  // namespace migrate::units
