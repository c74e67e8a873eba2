#pragma once

#include <string>
#include <string_view>

#include "dialect/postgresql/object_query.hpp"

namespace migrate::dialect::postgresql {

// Expressions that more than one kind of object is printed with. They hold while search_path is
// pinned (printing.hpp).

/// A name as SQL says it: with its schema, a row `n` of pg_namespace, where it needs that.
/// `is_visible` is the function that says so, "pg_ts_parser_is_visible".
std::string qualified_name(
    std::string_view is_visible, std::string_view oid, std::string_view name, std::string_view n);

/// "a 'x', b 'y'": the options of something foreign, a column of its row; NULL for none.
std::string option_list(std::string_view options);

/// Something foreign that has options, each of which is a part of it.
struct OptionHolder {
  std::string_view address{};  // an expression, as ALTER calls it: 'SERVER s'
  std::string_view name{};     // an expression, as messages call it: 'server s'
  std::string_view host{};     // as in ObjectQuery
  std::string_view options{};  // the column
  std::string_view from{};     // FROM ..., which ends with a relation
  std::string_view condition{};
};

/// The SELECT that reads them.
std::string select_options(const OptionHolder& holder);

}  // namespace migrate::dialect::postgresql
