#pragma once

#include <string>
#include <string_view>

namespace migrate::dialect::postgresql {

/// A statement that the server has printed, with the casts of arrays made by their elements:
/// `ARRAY['x'::character varying]::text[]`, which it prints for `IN ('x')`, becomes
/// `ARRAY['x'::character varying::text]`, which is what it takes that for, and prints ever after.
std::string with_casts_in_arrays(std::string_view statement);

}  // namespace migrate::dialect::postgresql
