#pragma once

#include <string>
#include <string_view>

#include "support/error.hpp"

namespace migrate::cli {

/// What an error code means and what to do about it, in lines of at most 80 columns.
struct Explanation {
  ErrorCode code;
  std::string_view title;
  std::string_view meaning;
  std::string_view remedy;
};

/// Every code has one.
const Explanation& explanation(ErrorCode code);

/// All of them as a Markdown page: docs/errors.md.
std::string explanations_page();

}  // namespace migrate::cli
