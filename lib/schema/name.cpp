#include "schema/name.hpp"

namespace migrate::schema {

std::string describe(const Name& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

}  // namespace migrate::schema
