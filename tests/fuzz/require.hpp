#pragma once

#include <cstdlib>

namespace migrate::testing {

/// Ends the process where an invariant is broken, so that the fuzzer keeps the input. Unlike assert
/// it is there in every build.
inline void require(bool invariant) {
  if (!invariant) std::abort();
}

}  // namespace migrate::testing
