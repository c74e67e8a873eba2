#pragma once

#include <string>

#include "schema/metadata.hpp"

namespace migrate::models {

/// The metadata as a model in YAML. Read back, it is equal.
std::string write_yaml_model(const schema::MetaData& metadata);

}  // namespace migrate::models
