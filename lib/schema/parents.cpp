#include "schema/parents.hpp"

#include <string>

namespace migrate::schema {

std::vector<Name> parents_of(const Table& table) {
  std::vector<std::string> texts = table.inherits;
  if (!table.partition_of.empty()) texts.push_back(table.partition_of);
  std::vector<Name> names;
  for (const std::string& text : texts) {
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
