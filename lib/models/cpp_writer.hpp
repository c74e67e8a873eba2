#pragma once

#include <string>

#include "schema/metadata.hpp"

namespace migrate::models {

/// The metadata as a model in C++, a whole file. Compiled and loaded, it is equal.
std::string write_cpp_model(const schema::MetaData& metadata);

}  // namespace migrate::models
