#include "engine/models.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/sql_models.hpp"
#include "models/yaml_reader.hpp"
#include "support/file.hpp"
#include "support/source.hpp"
#include "units/model.hpp"

namespace migrate::engine {
namespace {

std::vector<std::string> paths_in(const std::vector<ModelFile>& files, ModelLanguage language) {
  std::vector<std::string> paths;
  for (const ModelFile& file : files) {
    if (file.language == language) paths.push_back(file.path);
  }
  return paths;
}

std::vector<schema::MetaData> read_yaml(
    const std::vector<std::string>& paths,
    const std::string& display_directory,
    const schema::NamingConvention& naming) {
  std::vector<schema::MetaData> result;
  for (const std::string& path : paths) {
    const support::Source source{
        .path = support::display_path(path, display_directory), .text = support::read_file(path)};
    result.push_back(models::read_yaml_model(source, naming));
  }
  return result;
}

/// Begins to read on a thread of its own; on none where there is nothing to read.
std::future<std::vector<schema::MetaData>> begin_reading(
    const std::vector<std::string>& yaml,
    const std::string& display_directory,
    const schema::NamingConvention& naming) {
  const auto launch = yaml.empty() ? std::launch::deferred : std::launch::async;
  return std::async(launch, read_yaml, yaml, display_directory, naming);
}

schema::MetaData load_cpp(
    const std::vector<std::string>& paths,
    const std::string& display_directory,
    const RunOptions& options) {
  const std::string first = support::display_path(paths.front(), display_directory);
  const RunningCode running(
      options,
      {.path = paths.size() == 1 ? first : fmt::format("{} and {} more", first, paths.size() - 1)});
  return units::load_cpp_models(paths, options.compilation, options.naming);
}

}  // namespace

Models::Models(
    const std::vector<ModelPath>& paths,
    std::string display_directory,
    RunOptions options,
    Owners owners)
    : files_(find_model_files(paths)),
      display_directory_(std::move(display_directory)),
      options_(std::move(options)),
      owners_(owners),
      yaml_(begin_reading(
          paths_in(files_, ModelLanguage::yaml), display_directory_, options_.naming)) {}

schema::MetaData Models::load(
    const schema::Filter& filter, const std::string& default_schema, Database& database) {
  schema::MetaData result;
  for (schema::MetaData& yaml : yaml_.get())
    schema::merge(result, std::move(yaml));
  const auto cpp = paths_in(files_, ModelLanguage::cpp);
  if (!cpp.empty()) schema::merge(result, load_cpp(cpp, display_directory_, options_));
  result.default_schema = default_schema;
  remove_default_schema(result, default_schema);
  const auto sql = paths_in(files_, ModelLanguage::sql);
  if (!sql.empty()) {
    std::vector<schema::Rename> renames = std::move(result.renames);
    result = load_sql_models(sql, display_directory_, result, filter, owners_, database);
    result.renames = std::move(renames);
    result.default_schema = default_schema;
    remove_default_schema(result, default_schema);
  }
  apply_filter(result, filter);
  return result;
}

void apply_filter(schema::MetaData& metadata, const schema::Filter& filter) {
  const std::string_view default_schema = metadata.default_schema;
  std::erase_if(metadata.schemas, [&](const schema::Schema& schema) {
    return !schema::includes_schema(filter, schema.name, default_schema);
  });
  std::erase_if(metadata.enums, [&](const schema::EnumType& type) {
    return !schema::includes_schema(filter, type.name.schema, default_schema);
  });
  std::erase_if(metadata.sequences, [&](const schema::Sequence& sequence) {
    schema::Name name = sequence.name;
    if (!sequence.owned_by_table.empty()) name.name = sequence.owned_by_table;
    return !schema::includes(filter, name, default_schema);
  });
  std::erase_if(metadata.tables, [&](const schema::Table& table) {
    return !schema::includes(filter, table.name, default_schema);
  });
}

}  // namespace migrate::engine
