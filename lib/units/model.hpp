#pragma once

#include <string>
#include <vector>

#include "schema/metadata.hpp"
#include "schema/naming.hpp"
#include "units/compilation.hpp"

namespace migrate::units {

/// What the model files (absolute paths), each of which defines `void declare(Model& model)`,
/// declare together. They are compiled, cached and loaded as units are. Constraints and indexes
/// without a name are named by the convention.
///
/// Errors: compile_error, with its place, for a file that does not compile or when there is no
/// compiler; invalid_config for a file that cannot be read, or that has no `declare` of the right
/// signature, and, with the place of the call, for what is declared twice or makes no sense;
/// unit_error for whatever `declare` throws by itself; interrupted.
schema::MetaData load_cpp_models(
    const std::vector<std::string>& paths,
    const Compilation& compilation,
    const schema::NamingConvention& naming);

}  // namespace migrate::units
