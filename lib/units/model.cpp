#include "units/model.hpp"

#include "support/error.hpp"

namespace migrate::units {

schema::MetaData load_cpp_models(
    const std::vector<std::string>& /*paths*/,
    const Compilation& /*compilation*/,
    const schema::NamingConvention& /*naming*/) {
  throw Error(ErrorCode::unsupported, "models in C++ are not loaded yet");
}

}  // namespace migrate::units
