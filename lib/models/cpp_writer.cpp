#include "models/cpp_writer.hpp"

#include "support/error.hpp"

namespace migrate::models {

std::string write_cpp_model(
    const schema::MetaData& /*metadata*/, const schema::NamingConvention& /*naming*/) {
  throw Error(ErrorCode::unsupported, "models in C++ are not written yet");
}

}  // namespace migrate::models
