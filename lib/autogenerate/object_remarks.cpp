#include "autogenerate/object_remarks.hpp"

namespace migrate::autogenerate {

std::string loss_of(const schema::Object& object) {
  if (object.kind == "subscription")
    return object.key() + " and how far it has come; its slot stays on the publisher";
  return object.key() + " and its rows";
}

std::string remark_of(const schema::Object& object) {
  if (object.kind == "subscription") {
    return "it connects to nothing yet: afterwards, make its slot on the publisher if there is "
           "none, ENABLE it and REFRESH PUBLICATION";
  }
  if (object.kind == "publications") return "afterwards, REFRESH PUBLICATION takes the tables over";
  return {};
}

}  // namespace migrate::autogenerate
