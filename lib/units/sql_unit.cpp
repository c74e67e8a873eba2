#include "units/sql_unit.hpp"
