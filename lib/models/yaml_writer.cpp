#include "models/yaml_writer.hpp"

#include "support/error.hpp"

namespace migrate::models {

std::string write_yaml_model(
    const schema::MetaData& /*metadata*/, const schema::NamingConvention& /*naming*/) {
  throw Error(ErrorCode::unsupported, "models in YAML are not written yet");
}

}  // namespace migrate::models
