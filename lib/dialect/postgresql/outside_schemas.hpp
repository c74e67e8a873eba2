#pragma once

#include <string_view>

namespace migrate::dialect::postgresql {

/// For what a database has in no schema, and no extension brought: the statements that remove it,
/// in an order that works where nothing else does (IF EXISTS, CASCADE), one in each row. Objects of
/// other schemas that stand on it go with it.
extern const std::string_view outside_schemas_query;

}  // namespace migrate::dialect::postgresql
