#pragma once

#include <string>

#include "schema/metadata.hpp"
#include "schema/naming.hpp"

namespace migrate::models {

/// The metadata as a model in YAML. Read with the same convention, it is equal, but for the order
/// of constraints and indexes. Names that the convention gives are left out.
std::string write_yaml_model(
    const schema::MetaData& metadata, const schema::NamingConvention& naming);

}  // namespace migrate::models
