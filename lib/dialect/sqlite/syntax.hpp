#pragma once

#include "sql/syntax.hpp"

namespace migrate::dialect::sqlite {

/// SQLite's SQL, as far as a lexer must know it.
const sql::Syntax& syntax();

}  // namespace migrate::dialect::sqlite
