#include "arguments.hpp"

#include <cstddef>
#include <stdexcept>

namespace computor {

Arguments parse(std::span<char* const> words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i];
    if (word == "--migrate") {
      arguments.migrate = true;
    } else if (word == "--help") {
      arguments.help = true;
    } else if (word == "--database" && i + 1 < words.size()) {
      arguments.database = words[++i];
    } else {
      throw std::invalid_argument("what is meant by `" + word + "`?");
    }
  }
  return arguments;
}

}  // namespace computor
