#include "units/model.hpp"

#include "units/compiled_units.hpp"
#include "units/cpp_source.hpp"
#include "units/model_recorder.hpp"

namespace migrate::units {

schema::MetaData load_cpp_models(
    const std::vector<std::string>& paths,
    const Compilation& compilation,
    const schema::NamingConvention& naming) {
  std::vector<CppSource> sources;
  sources.reserve(paths.size());
  for (const std::string& path : paths)
    sources.push_back(read_model_source(path, compilation.display_directory));
  const std::vector<const abi::Unit*> compiled = load_cpp_sources(sources, compilation);
  ModelRecorder recorder(naming);
  for (std::size_t i = 0; i < sources.size(); ++i)
    recorder.run(compiled[i]->declare, &sources[i].source);
  return recorder.take();
}

}  // namespace migrate::units
