#include "autogenerate/quoted_name.hpp"

namespace migrate::autogenerate {

std::string quoted(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"') result += c;
    result += c;
  }
  return result + '"';
}

std::string quoted(const schema::Name& name) {
  return name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
}

}  // namespace migrate::autogenerate
