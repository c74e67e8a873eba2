#include "autogenerate/compare.hpp"

#include "support/error.hpp"

namespace migrate::autogenerate {

Difference compare(
    const schema::MetaData& /*from*/,
    const schema::MetaData& /*to*/,
    const std::vector<schema::Rename>& /*renames*/,
    const CompareOptions& /*options*/) {
  throw Error(ErrorCode::unsupported, "nothing is compared yet", "");
}

Difference compare_back(
    const schema::MetaData& /*from*/,
    const schema::MetaData& /*to*/,
    const std::vector<schema::Rename>& /*renames*/,
    const CompareOptions& /*options*/) {
  throw Error(ErrorCode::unsupported, "nothing is compared yet", "");
}

std::vector<operations::Operation> create_all(
    const schema::MetaData& /*metadata*/, const CompareOptions& /*options*/) {
  throw Error(ErrorCode::unsupported, "nothing is compared yet", "");
}

std::vector<operations::Operation> drop_all(
    const schema::MetaData& /*metadata*/, const CompareOptions& /*options*/) {
  throw Error(ErrorCode::unsupported, "nothing is compared yet", "");
}

}  // namespace migrate::autogenerate
