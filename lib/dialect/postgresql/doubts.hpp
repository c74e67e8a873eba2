#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "dialect/postgresql/temporary_tables.hpp"
#include "schema/metadata.hpp"

namespace migrate::dialect::postgresql {

/// A declared definition, and those that are there and may mean the same, though they are written
/// in another way.
struct Doubt {
  const schema::Table* table{nullptr};  // the declared one
  Part declared{};
  std::vector<Part> candidates{};
};

/// What has come of a doubt.
struct Verdict {
  std::vector<std::size_t> same{};  // the candidates that mean the same
  std::optional<Part> printed{};    // the declared one, as the server prints it
  std::string unconfirmed{};        // not empty: the server could not be asked, and this is why
};

/// Asks the server about all of them. The printed declaration is compared with the candidates;
/// those that differ are both read and printed again until the print does not change any more.
/// Where neither can be read, and where nothing can be asked, the texts are compared as they are
/// written.
std::vector<Verdict> resolve(
    const Dialect& dialect,
    db::Connection& connection,
    const std::vector<schema::EnumType>& types,
    const std::vector<Doubt>& doubts);

/// Whether two definitions of one kind have the same texts; literal defaults may be spelled
/// differently.
bool has_same_texts(const Part& a, const Part& b);

}  // namespace migrate::dialect::postgresql
