#pragma once

#include <string>
#include <string_view>

namespace migrate::support {

/// The SHA-256 digest of the bytes, as 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

}  // namespace migrate::support
