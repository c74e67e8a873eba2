#pragma once

#include <string>

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// The statement that gives a sequence to another role while it belongs to no column, for it has
/// the owner of the table whose column owns it. Tables have the owners that they have then. Empty:
/// it needs none, or owners are not compared.
std::string handover(const Draft& draft, const schema::Sequence& from, const schema::Sequence& to);

/// The same of one that is made for a column of a table that belongs to another role, whoever that
/// is where owners are not compared.
std::string handover(const Draft& draft, const schema::Sequence& made);

/// The owners of sequences that come to a column or leave one change with that.
void leave_owners_to_sequences(Draft& draft);

}  // namespace migrate::autogenerate
