#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace migrate::support {

/// The candidate that `word` was probably meant to be: at most two edits away (insert, delete,
/// replace, swap neighbours), one for words of four characters or fewer; case is ignored. The first
/// of several equally near ones.
std::optional<std::string> suggest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean `x`?", or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace migrate::support
