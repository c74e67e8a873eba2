#pragma once

#include <string>
#include <string_view>

#include "schema/name.hpp"

namespace migrate::autogenerate {

/// The name as SQL says it, in quotes.
std::string quoted(std::string_view name);

/// Behind that of its schema, where it has one.
std::string quoted(const schema::Name& name);

}  // namespace migrate::autogenerate
