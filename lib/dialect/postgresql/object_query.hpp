#pragma once

#include <string>
#include <string_view>

namespace migrate::dialect::postgresql {

/// How one kind of object is read, for one call of select_text: each field is an expression, or the
/// rest of a SELECT. Whatever is printed is printed while search_path is pinned (printing.hpp).
struct ObjectQuery {
  std::string_view kind{};  // the word, or an expression in parentheses
  std::string_view name{};
  std::string_view id{"0, 0"};  // where it has its row: the oid of the catalog, and its own
  std::string_view schema{"NULL"};
  std::string_view relation_name{"NULL"};
  std::string_view type_name{"NULL"};
  /// What it goes with: the oid of the catalog, its own, the number of a column.
  std::string_view host{"NULL, NULL, NULL"};
  std::string_view host_part{"NULL, NULL"};    // of the table: k or i, and the name
  std::string_view needs{"NULL, NULL, NULL"};  // what pg_depend does not say that it stands on
  std::string_view needed_part{"NULL, NULL"};  // of the table that it needs: k or i, and the name
  std::string_view definition{};
  std::string_view create{"NULL"};
  std::string_view drop{"NULL"};  // NULL: "DROP VIEW v"; the empty text: it goes with its host only
  std::string_view replace{"NULL"};
  std::string_view shape{"NULL"};
  std::string_view is_inline{"false"};
  std::string_view holds_rows{"false"};
  std::string_view owner{"NULL"};  // the oid of the role
  std::string_view comment{"NULL"};
  std::string_view from{};  // FROM ... WHERE ...
};

/// The SELECT that reads it.
std::string select_text(const ObjectQuery& query);

}  // namespace migrate::dialect::postgresql
