#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;

Column named() {
  return {.name = "title", .type = text(), .nullable = false};
}

void declare(Model& model) {
  model.table(
      "books",
      {
          id,
          named(),
          Column{
              .name = "author_id",
              .type = integer(),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "authors", .on_delete = Action::cascade}},
      });
}
