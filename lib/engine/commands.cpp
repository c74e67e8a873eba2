#include "engine/commands.hpp"
