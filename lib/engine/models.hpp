#pragma once

#include <future>
#include <string>
#include <vector>

#include "engine/database.hpp"
#include "engine/model_files.hpp"
#include "engine/run_options.hpp"
#include "engine/sql_models.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"

namespace migrate::engine {

/// The models of a project, in whatever language each is written. Reading those in YAML, which
/// takes nothing but the files, begins at once on a thread of its own: time to ask the database
/// meanwhile.
class Models final {
 public:
  /// Errors: those of find_model_files.
  Models(
      const std::vector<ModelPath>& paths,
      std::string display_directory,
      RunOptions options,
      Owners owners = Owners::passed_over);

  /// What they declare together; names in the default schema are without it. `database` lends its
  /// scratch place to models in SQL; nothing is changed in it. To be called once.
  ///
  /// Errors: those of load_sql_models, models::read_yaml_model and units::load_cpp_models;
  /// invalid_config for something that is declared twice.
  schema::MetaData load(
      const schema::Filter& filter, const std::string& default_schema, Database& database);

 private:
  std::vector<ModelFile> files_;
  std::string display_directory_;  // paths in errors are shown relative to this
  RunOptions options_;
  Owners owners_;
  std::future<std::vector<schema::MetaData>> yaml_;  // in the order of the files
};

/// Takes out what the filter does not let through.
void apply_filter(schema::MetaData& metadata, const schema::Filter& filter);

}  // namespace migrate::engine
