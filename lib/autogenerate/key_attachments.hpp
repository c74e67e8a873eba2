#pragma once

#include <vector>

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

// A key that a partition has by itself may be its part of an index of the parent: the server takes
// it for that when the index is made behind it, and then lets neither go while the table is a
// partition.

/// Those of the partition.
std::vector<const schema::Object*> key_attachments_of(
    const ObjectMap& objects, const schema::Name& partition);

/// The key of such an object.
schema::Reference attached_key(const schema::Object& attachment);

/// Takes partitions out, and puts them in again, where such a key goes, or its index.
void detach_for_keys(Draft& draft);

}  // namespace migrate::autogenerate
