#include "models/yaml_reader.hpp"

#include "support/error.hpp"

namespace migrate::models {

schema::MetaData read_yaml_model(
    const support::Source& /*source*/, const schema::NamingConvention& /*naming*/) {
  throw Error(ErrorCode::unsupported, "models in YAML are not read yet");
}

}  // namespace migrate::models
