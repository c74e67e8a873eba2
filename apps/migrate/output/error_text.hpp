#pragma once

#include <string>

#include "migrate/output/style.hpp"
#include "support/error.hpp"

namespace migrate::output {

/// `details`: what the database says beside its message, which may hold row values.
enum class Verbosity { plain, details };

/// The error as one block: code and message, the place with its line and a caret, the state of the
/// database, what to type next. No password of a URL in it.
std::string error_text(const Error& error, const Style& style, Verbosity verbosity);

}  // namespace migrate::output
