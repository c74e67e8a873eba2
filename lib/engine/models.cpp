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

schema::MetaData load_yaml(
    const std::string& path, const ModelsRequest& request, const RunOptions& options) {
  const support::Source source{
      .path = support::display_path(path, request.display_directory),
      .text = support::read_file(path)};
  return models::read_yaml_model(source, options.naming);
}

schema::MetaData load_cpp(
    const std::vector<std::string>& paths,
    const ModelsRequest& request,
    const RunOptions& options) {
  const std::string first = support::display_path(paths.front(), request.display_directory);
  const RunningCode running(
      options,
      {.path = paths.size() == 1 ? first : fmt::format("{} and {} more", first, paths.size() - 1)});
  return units::load_cpp_models(paths, options.compilation, options.naming);
}

}  // namespace

schema::MetaData load_models(
    const ModelsRequest& request, const RunOptions& options, Database& database) {
  const std::vector<ModelFile> files = find_model_files(request.paths);
  schema::MetaData result;
  const auto sql = paths_in(files, ModelLanguage::sql);
  if (!sql.empty())
    result = load_sql_models(sql, request.display_directory, request.filter, database);
  for (const std::string& path : paths_in(files, ModelLanguage::yaml))
    schema::merge(result, load_yaml(path, request, options));
  const auto cpp = paths_in(files, ModelLanguage::cpp);
  if (!cpp.empty()) schema::merge(result, load_cpp(cpp, request, options));
  result.default_schema = request.default_schema;
  remove_default_schema(result, request.default_schema);
  apply_filter(result, request.filter);
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
