#include "dialect/postgresql/inspector.hpp"

#include "support/error.hpp"

namespace migrate::dialect::postgresql {

ServerFeatures features(db::Connection& /*connection*/) {
  return {};
}

schema::MetaData inspect(db::Connection& /*connection*/, const schema::Filter& /*filter*/) {
  throw Error(ErrorCode::unsupported, "nothing is inspected yet", "");
}

}  // namespace migrate::dialect::postgresql
