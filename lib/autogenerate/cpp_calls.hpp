#pragma once

#include <optional>
#include <vector>

#include "operations/operation.hpp"
#include "schema/cpp_layout.hpp"

namespace migrate::autogenerate {

/// The calls of `op` that ask for the operation; nothing when the SDK has none for it, or none for
/// all that it says. Names are written as they are, so that no naming convention matters.
std::optional<std::vector<schema::CppText>> cpp_calls(const operations::Operation& operation);

/// The calls of `batch` in batch_alter_table that ask for the changes; nothing likewise.
std::optional<std::vector<schema::CppText>> cpp_batch_calls(
    const operations::BatchAlterTable& batch);

}  // namespace migrate::autogenerate
