#pragma once

#include <string>

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// The group of the changes of a table, which become one where tables are rebuilt.
inline std::string group_of(const Draft& draft, const schema::Name& table) {
  return draft.options.rebuilds_tables ? table.schema + "\n" + table.name : std::string{};
}

}  // namespace migrate::autogenerate
