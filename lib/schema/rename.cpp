#include "schema/rename.hpp"

#include <fmt/format.h>

namespace migrate::schema {

std::string_view kind_name(RenameKind kind) {
  switch (kind) {
    case RenameKind::table: return "table";
    case RenameKind::column: return "column";
    case RenameKind::index: return "index";
    case RenameKind::constraint: return "constraint";
    case RenameKind::enumeration: return "enumeration";
    case RenameKind::enum_value: return "value";
    case RenameKind::sequence: return "sequence";
  }
  return {};
}

std::string describe(const Rename& rename) {
  const bool has_parent = !rename.parent.name.empty();
  const std::string parent = has_parent ? describe(rename.parent) : rename.parent.schema;
  return fmt::format(
      "{} {}{}{} to {}",
      kind_name(rename.kind),
      parent,
      parent.empty() ? "" : ".",
      rename.from,
      rename.to);
}

}  // namespace migrate::schema
