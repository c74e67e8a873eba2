#include "graph/plan.hpp"
