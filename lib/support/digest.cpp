#include "support/digest.hpp"

#include <array>
#include <openssl/evp.h>

#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::support {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (::EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, ::EVP_sha256(), nullptr) !=
      1) {
    throw Error(ErrorCode::internal, "SHA-256 is not available");
  }
  std::string result;
  for (unsigned i = 0; i < size; ++i)
    result += static_cast<char>(digest[i]);
  return hex(result);
}

}  // namespace migrate::support
