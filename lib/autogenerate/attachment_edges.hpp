#pragma once

#include "autogenerate/draft.hpp"
#include "autogenerate/plan.hpp"

namespace migrate::autogenerate {

/// A table comes to its parent, or leaves it, before the parent's columns change: it changes with
/// them, or by itself. What it changes by itself comes before it is a partition, and after it was
/// one. `object` is the attachment that the step makes, or takes away.
void mind_parent(PlannedStep& step, const schema::Object& object, const Draft& draft);

}  // namespace migrate::autogenerate
