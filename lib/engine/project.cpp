#include "engine/project.hpp"
