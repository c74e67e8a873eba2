#include "graph/revision_map.hpp"
