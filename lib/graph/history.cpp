#include "graph/history.hpp"
