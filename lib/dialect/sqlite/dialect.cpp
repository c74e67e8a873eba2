#include "dialect/sqlite/dialect.hpp"
