#include "units/versions_directory.hpp"
