#pragma once

#include <string>

#include "migrate/output/report.hpp"
#include "support/error.hpp"

namespace migrate::output {

/// The report as one JSON document (docs/cli.md), with a line end. Empty where the report is a
/// script that has been written.
std::string json(const Report& report);

/// The error as one JSON document, with null for what is not known.
std::string json(const Error& error);

}  // namespace migrate::output
