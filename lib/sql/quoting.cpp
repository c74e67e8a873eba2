#include "sql/quoting.hpp"
