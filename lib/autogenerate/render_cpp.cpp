#include "autogenerate/render_cpp.hpp"

#include "support/error.hpp"

namespace migrate::autogenerate {

std::string render_cpp(const std::vector<Step>& /*steps*/, const CppRendering& /*rendering*/) {
  throw Error(ErrorCode::unsupported, "steps are not rendered in C++ yet");
}

}  // namespace migrate::autogenerate
