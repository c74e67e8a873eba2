#include "dialect/sqlite/connection.hpp"
