#include "dialect/postgresql/connection.hpp"
