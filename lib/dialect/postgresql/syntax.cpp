#include "dialect/postgresql/syntax.hpp"
