#include "schema/table.hpp"

namespace migrate::schema {

const PrimaryKey* Table::primary_key() const {
  for (const Constraint& constraint : constraints) {
    if (const auto* const key = std::get_if<PrimaryKey>(&constraint)) return key;
  }
  return nullptr;
}

}  // namespace migrate::schema
