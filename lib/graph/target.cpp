#include "graph/target.hpp"
