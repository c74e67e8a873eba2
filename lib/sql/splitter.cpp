#include "sql/splitter.hpp"
