#include "sql/lexer.hpp"
