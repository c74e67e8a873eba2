#pragma once

#include "schema/metadata.hpp"
#include "schema/naming.hpp"
#include "support/source.hpp"

namespace migrate::models {

/// Reads a model in YAML (docs/models.md). Every key is checked. Constraints and indexes without a
/// name are named by the convention. Errors: invalid_config with its place for what is no YAML, an
/// unknown key (did you mean), a value of the wrong kind, a type that nobody knows, and whatever
/// makes no sense in itself.
schema::MetaData read_yaml_model(
    const support::Source& source, const schema::NamingConvention& naming);

}  // namespace migrate::models
