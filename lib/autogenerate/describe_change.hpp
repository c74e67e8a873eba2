#pragma once

#include <string>
#include <vector>

#include "autogenerate/change.hpp"
#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// The differences as people read them, a line each, in a fixed order: what is no part of a table
/// first, then table by table. Called before consequences are added.
std::vector<Change> changes_of(const Draft& draft, Direction direction);

/// The type in few words: "varchar(320)", "integer[]", "mood".
std::string type_text(const schema::Type& type);

/// The value as SQL would say it, or nearly: 'draft', 7, now().
std::string value_text(const schema::Value& value);

}  // namespace migrate::autogenerate
