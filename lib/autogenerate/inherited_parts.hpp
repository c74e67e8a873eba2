#pragma once

#include <utility>

#include "autogenerate/draft.hpp"
#include "autogenerate/needs.hpp"

namespace migrate::autogenerate {

/// Whether it is no child for a while: it is to inherit from others, or from the same in another
/// order, or something that it has from its parents must be made anew in it. Never a partition, nor
/// a table whose parents are not all known.
bool is_taken_out(const Draft& draft, const schema::Table& from, const schema::Table& to);

/// A table of which both sides inherit, or one does, as the two can be compared part by part.
///
/// A table that is made as a child has columns and checks from its parents; in one that became a
/// child later, they are its own as well, and the server offers no way from the one to the other.
/// So what a table has from its parents is left out, also where it is its own. One that is taken
/// out has all of it on both sides.
std::pair<schema::Table, schema::Table> comparable(
    const Draft& draft, const schema::Table& from, const schema::Table& to, bool is_out);

/// Whether it says of a column, or of a check, what the table lists, too: a default, a comment.
bool is_listed(const Draft& draft, const schema::Object& object, Side side);

}  // namespace migrate::autogenerate
