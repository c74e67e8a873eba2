#pragma once

#include <string>
#include <vector>

#include "autogenerate/catalog_objects.hpp"

namespace migrate::autogenerate {

/// The keys of a type and of the types that values of it are in: composite types with such an
/// attribute, domains over one, and what these are in themselves.
std::vector<std::string> types_around(const ObjectMap& objects, const std::string& type);

}  // namespace migrate::autogenerate
