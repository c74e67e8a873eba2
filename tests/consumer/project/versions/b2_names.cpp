// ---
// revision: b2
// down_revision: a1
// message: require names
// ---
#include <migrate/unit.hpp>

#include <string>

using namespace migrate;

static std::string table() {
  return "authors";
}

// On SQLite the table is made anew, with the rows of `books` that refer to it.
void upgrade(Operations& op) {
  op.alter_column(table(), "name", {.type = varchar(80), .nullable = false});
}

void downgrade(Operations& op) {
  op.alter_column(table(), "name", {.type = varchar(80), .nullable = true});
}
