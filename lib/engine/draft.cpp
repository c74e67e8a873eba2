#include "engine/draft.hpp"
