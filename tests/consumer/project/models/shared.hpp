#pragma once

#include <migrate/model.hpp>

inline constexpr migrate::Column id{
    .name = "id", .type = migrate::integer(), .primary_key = true};
