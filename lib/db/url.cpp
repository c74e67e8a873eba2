#include "db/url.hpp"
