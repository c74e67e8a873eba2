#pragma once

#include <string>

#include "schema/metadata.hpp"
#include "schema/naming.hpp"

namespace migrate::models {

/// The metadata as a model in C++, a whole file. Loaded with the same convention, it is equal, but
/// for the order of constraints and indexes. Names that the convention gives are left out.
std::string write_cpp_model(
    const schema::MetaData& metadata, const schema::NamingConvention& naming);

}  // namespace migrate::models
