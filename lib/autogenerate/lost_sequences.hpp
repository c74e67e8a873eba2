#pragma once

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// Makes again the sequences that are to stay, but go with what they belong to.
void add_lost_sequences(Draft& draft);

}  // namespace migrate::autogenerate
