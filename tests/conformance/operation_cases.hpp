#pragma once

#include <migrate/unit.hpp>

#include <span>
#include <string>
#include <string_view>

namespace migrate::conformance {

/// An operation as a unit writes it. docs/operations.md is made of these.
struct OperationCase {
  std::string_view name;
  std::string_view remark;  // for the document
  void (*function)(Operations& op);
  bool keeps_catalog{false};  // it changes rows, or nothing that a catalog shows
};

/// All of them, in the order of the document.
std::span<const OperationCase> operation_cases();

/// What stands between the braces of a case's function, without its indentation.
std::string source_of(const OperationCase& one);

/// The schema that every case begins with.
void create_world(Operations& op);

}  // namespace migrate::conformance
