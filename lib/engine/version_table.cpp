#include "engine/version_table.hpp"
