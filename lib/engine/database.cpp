#include "engine/database.hpp"
