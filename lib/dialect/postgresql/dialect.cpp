#include "dialect/postgresql/dialect.hpp"
