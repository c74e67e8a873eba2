#pragma once

#include <string>

#include "schema/object.hpp"

namespace migrate::autogenerate {

/// What is lost when it is dropped, for those that hold rows: "materialized view v and its rows".
std::string loss_of(const schema::Object& object);

/// What remains to be done when it has been made, or changed; mostly empty.
std::string remark_of(const schema::Object& object);

}  // namespace migrate::autogenerate
