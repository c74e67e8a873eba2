// ---
// revision: c3
// down_revision: b2
// message: add prices
// ---
#include <migrate/unit.hpp>

#define TABLE "books"

using namespace migrate;

void change(Operations& op) {
  op.add_column(TABLE, {.name = "price", .type = integer()});
}
