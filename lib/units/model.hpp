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
/// compiler; invalid_unit for a file without `declare`, or with another signature; unit_error, with
/// the place of the call, for what makes no sense and for whatever `declare` throws;
/// invalid_config for something that is declared twice, and for a file that cannot be read;
/// interrupted.
schema::MetaData load_cpp_models(
    const std::vector<std::string>& paths,
    const Compilation& compilation,
    const schema::NamingConvention& naming);

}  // namespace migrate::units
