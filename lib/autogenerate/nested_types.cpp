#include "autogenerate/nested_types.hpp"

#include <algorithm>
#include <cstddef>

namespace migrate::autogenerate {
namespace {

bool is_in(const std::string& type, const schema::Object& object) {
  const bool is_type = object.kind == "type" || object.kind == "domain";
  return is_type && std::ranges::any_of(object.needs, [&](const schema::Reference& one) {
           return one.kind == schema::ReferenceKind::object && one.name.name == type;
         });
}

}  // namespace

std::vector<std::string> types_around(const ObjectMap& objects, const std::string& type) {
  std::vector<std::string> found{type};
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string inner = found[i];
    for (const auto& [key, object] : objects) {
      const bool is_known = std::ranges::find(found, key) != found.end();
      if (!is_known && is_in(inner, *object)) found.push_back(key);
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace migrate::autogenerate
