#pragma once

#include <string_view>
#include <vector>

#include "schema/metadata.hpp"
#include "sql/syntax.hpp"

namespace migrate::engine {

/// Of the versions of extensions that a model's scratch place has, leaves those that a statement
/// of the model names. Where none is named any is right: the server took the one that is new now.
void keep_said_versions(
    schema::MetaData& metadata,
    const std::vector<std::string_view>& statements,
    const sql::Syntax& syntax);

}  // namespace migrate::engine
