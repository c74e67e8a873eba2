#pragma once

#include <optional>

#include "autogenerate/change.hpp"
#include "schema/type.hpp"

namespace migrate::autogenerate {

// What a change of a column's type means for what is there. The families are those of types whose
// values a database turns into one another by itself.

/// Whether it is more than another length, precision or scale.
bool is_other_type(const schema::Type& from, const schema::Type& to);

/// Whether values become those of the new type by itself.
bool is_same_family(const schema::Type& from, const schema::Type& to);

/// Whether values must be turned into text and read again. Every type becomes text by itself.
bool needs_text(const schema::Type& from, const schema::Type& to);

/// What may go wrong with values; nothing where every value fits.
std::optional<RiskKind> risk_of(const schema::Type& from, const schema::Type& to);

}  // namespace migrate::autogenerate
