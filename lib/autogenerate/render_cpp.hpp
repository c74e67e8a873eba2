#pragma once

#include <functional>
#include <string>
#include <vector>

#include "autogenerate/change.hpp"

namespace migrate::autogenerate {

/// What the renderer asks for.
struct CppRendering {
  /// The statements of an operation that a unit cannot ask for by a call; each becomes
  /// `op.execute(R"(...)")`.
  std::function<std::vector<std::string>(const operations::Operation&)> statements{};
  /// The lines of the comment above a step; may be empty.
  std::function<std::vector<std::string>(const Step&)> comment{};
};

/// The steps as the body of a function of a C++ unit, a call of `op` each, indented by two spaces;
/// what stands between `void upgrade(Operations& op) {` and `}`. Empty without steps.
std::string render_cpp(const std::vector<Step>& steps, const CppRendering& rendering);

}  // namespace migrate::autogenerate
