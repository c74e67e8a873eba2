#include "units/unit.hpp"

#include "support/file.hpp"

namespace migrate::units {

std::string read_text(const Unit& unit) {
  return unit.embedded.empty() ? support::read_file(unit.path) : std::string(unit.embedded);
}

}  // namespace migrate::units
