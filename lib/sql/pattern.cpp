#include "sql/pattern.hpp"
