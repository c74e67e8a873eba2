#include "dialect/postgresql/normalizer.hpp"

#include "support/error.hpp"

namespace migrate::dialect::postgresql {

Normalization normalize(
    const Dialect& /*dialect*/,
    schema::MetaData& /*declared*/,
    schema::MetaData& /*live*/,
    const std::vector<schema::Rename>& /*renames*/,
    db::Connection& /*connection*/) {
  throw Error(ErrorCode::unsupported, "nothing is normalized yet", "");
}

}  // namespace migrate::dialect::postgresql
