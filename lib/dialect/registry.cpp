#include "dialect/registry.hpp"
