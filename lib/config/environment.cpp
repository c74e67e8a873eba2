#include "config/environment.hpp"
