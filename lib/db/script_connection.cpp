#include "db/script_connection.hpp"
