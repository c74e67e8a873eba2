#pragma once

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// The rights of a role end when what it owned gets another owner, those too that it had been
/// granted: what was granted, and stays, is granted again.
void add_kept_privileges(Draft& draft);

}  // namespace migrate::autogenerate
