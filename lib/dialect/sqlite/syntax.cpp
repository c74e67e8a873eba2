#include "dialect/sqlite/syntax.hpp"
