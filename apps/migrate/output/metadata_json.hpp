#pragma once

#include <string>

#include "schema/metadata.hpp"

namespace migrate::output {

/// The metadata as one JSON document, with a line end. What is as it is when nobody says anything
/// is left out.
std::string json(const schema::MetaData& metadata);

}  // namespace migrate::output
