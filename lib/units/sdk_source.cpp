#include "units/sdk_source.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

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
  for (const SdkFile& file : sdk_files()) {
    if (!folder.write(fmt::format("sdk/migrate/{}", file.name), file.text)) return {};
  }
  if (place.is_kept) {
    // What is there, if anything, is not whole.
    std::error_code ignored;
    std::filesystem::rename(kept, folder.path() + "/damaged", ignored);
    if (folder.move("sdk", kept) || is_placed(kept)) return kept;
  }
  return folder.path() + "/sdk";
}

}  // namespace migrate::units
