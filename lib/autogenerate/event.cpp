#include "autogenerate/event.hpp"

#include <fmt/format.h>

namespace migrate::autogenerate {

std::string cause_of(const Event& event) {
  const std::string table = schema::describe(event.table);
  if (event.kind == EventKind::table_gone) return fmt::format("table {} is made anew", table);
  if (event.kind == EventKind::part_gone)
    return fmt::format("{} of table {} is dropped or changes", event.part.part, table);
  if (event.kind == EventKind::key_gone)
    return fmt::format("the key of table {} that it refers to changes", table);
  return fmt::format("the type of column {}.{} changes", table, event.column);
}

schema::Reference column_of(const Event& event) {
  return {.kind = schema::ReferenceKind::column, .name = event.table, .part = event.column};
}

}  // namespace migrate::autogenerate
