#include "engine/loaded_unit.hpp"
