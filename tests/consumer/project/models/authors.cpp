#include <migrate/model.hpp>

#include <string>

#include "shared.hpp"

using namespace migrate;

// Both files have one.
Column named() {
  static const std::string name = "name";
  return {.name = name, .type = text(), .nullable = false};
}

void declare(Model& model) {
  model.table("authors", {id, named()});
}
