#pragma once

#include <string>
#include <vector>

#include "autogenerate/change.hpp"
#include "engine/autogenerate.hpp"
#include "engine/database.hpp"

namespace migrate::engine {

/// What the rows of the live database say about a risk.
enum class RiskAnswer {
  harmless,  // no row is in the way
  harmful,   // rows are in the way: it will go wrong
  open,      // not known: too many rows, or no query can tell
};

/// A risk, and what was seen.
struct ProbedRisk {
  autogenerate::Risk risk{};
  RiskAnswer answer{RiskAnswer::open};
  std::string seen{};  // "account has no rows here"

  friend bool operator==(const ProbedRisk&, const ProbedRisk&) = default;
};

/// Asks the database about the risks of each step of the upgrade, in the same order. Short queries
/// that look at a bounded number of rows, each in a transaction that is rolled back.
std::vector<std::vector<ProbedRisk>> probe_rows(Database& database, const Comparison& comparison);

/// What may go wrong, and what to decide, in a sentence or two.
std::string advice(const autogenerate::Risk& risk);

}  // namespace migrate::engine
