#pragma once

#include "config/yaml.hpp"

namespace migrate::config {

/// Checks every key of alembic.yaml, those of all environments too: its spelling and the kind of
/// its value. Errors: invalid_config with its place.
void check_keys(const Value& document);

}  // namespace migrate::config
