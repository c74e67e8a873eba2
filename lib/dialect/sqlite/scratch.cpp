#include "dialect/sqlite/scratch.hpp"

#include "support/error.hpp"

namespace migrate::dialect::sqlite {

std::unique_ptr<Scratch> open_scratch(
    db::Connection& /*live*/, const ScratchRequest& /*request*/) {
  throw Error(ErrorCode::unsupported, "there is no scratch place yet", "");
}

std::vector<std::string> copy_surroundings(
    db::Connection& /*live*/, db::Connection& /*scratch*/) {
  return {};
}

}  // namespace migrate::dialect::sqlite
