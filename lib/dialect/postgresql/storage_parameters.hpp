#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/setting.hpp"

namespace migrate::dialect::postgresql {

/// The storage parameters that people set, by name, from pg_class.reloptions ("fillfactor=70") of a
/// table or an index with this access method (empty: the usual one). `toast` are those of the
/// table's TOAST table, which are written "toast.name". The server keeps marks of its own there,
/// too: of its own access methods only the parameters that its documentation names are read
/// (PostgreSQL 12 to 18, "CREATE TABLE" and "CREATE INDEX", "Storage Parameters"); of other methods
/// all.
std::vector<schema::Setting> read_storage_parameters(
    const std::vector<std::string>& options,
    const std::vector<std::string>& toast,
    std::string_view access_method);

}  // namespace migrate::dialect::postgresql
