#include "engine/migrator.hpp"
