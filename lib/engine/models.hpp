#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/database.hpp"
#include "engine/model_files.hpp"
#include "engine/run_options.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// What is declared, and where.
struct ModelsRequest {
  std::vector<ModelPath> paths{};
  std::string display_directory{};  // paths in errors are shown relative to this
  schema::Filter filter{};          // what of it counts
  /// The schema that names without one are in; of the live database.
  std::string default_schema{};
};

/// What the models declare together, in whatever language each is written; names in the default
/// schema are without it. `database` lends its scratch place to models in SQL; nothing is changed
/// in it.
///
/// Errors: those of find_model_files, load_sql_models, models::read_yaml_model and
/// units::load_cpp_models; invalid_config for something that is declared twice.
schema::MetaData load_models(
    const ModelsRequest& request, const RunOptions& options, Database& database);

/// Takes out what the filter does not let through.
void apply_filter(schema::MetaData& metadata, const schema::Filter& filter);

}  // namespace migrate::engine
