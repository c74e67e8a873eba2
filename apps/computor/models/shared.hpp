#pragma once

#include <migrate/model.hpp>

namespace computor {

/// The key of most tables.
inline constexpr migrate::Column id{
    .name = "id", .type = migrate::varchar(36), .primary_key = true};

/// When a row was made, changed and put away, and by whom. Every table has these.
inline constexpr migrate::ColumnGroup audit{
    migrate::Column{
        .name = "created_at",
        .type = migrate::timestamp(),
        .nullable = false,
        .server_default = migrate::expression("CURRENT_TIMESTAMP")},
    migrate::Column{.name = "updated_at", .type = migrate::timestamp()},
    migrate::Column{.name = "created_by", .type = migrate::varchar(36)},
    migrate::Column{.name = "updated_by", .type = migrate::varchar(36)},
    migrate::Column{.name = "archived_at", .type = migrate::timestamp()},
};

}  // namespace computor
