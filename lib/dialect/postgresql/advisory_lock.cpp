#include "dialect/postgresql/advisory_lock.hpp"
