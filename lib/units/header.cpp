#include "units/header.hpp"
