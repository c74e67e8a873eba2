#pragma once

#include <string_view>

#include "sdk/migrate/keywords.hpp"
#include "sdk/migrate/table.hpp"

namespace migrate::schema {

// What the SDK calls the values of its enumerations: "set_null", "initially_deferred".

std::string_view word(Action action);
std::string_view word(Deferral deferral);
std::string_view word(Match match);
std::string_view word(OnConflict on_conflict);
std::string_view word(Order order);
std::string_view word(Nulls nulls);
std::string_view word(Storage storage);  // "virtual", which C++ writes with a `_` behind it
std::string_view word(OnCommit on_commit);

}  // namespace migrate::schema
