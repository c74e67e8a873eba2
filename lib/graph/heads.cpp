#include "graph/heads.hpp"
