#include "schema/parents.hpp"

#include <string>

namespace migrate::schema {

std::vector<Name> parents_of(const Table& table) {
  std::vector<Name> names;
  for (const std::string& text : table.inherits) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos) {
      names.push_back({.name = text});
    } else {
      names.push_back({.schema = text.substr(0, point), .name = text.substr(point + 1)});
    }
  }
  return names;
}

}  // namespace migrate::schema
