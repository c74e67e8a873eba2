#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "graph/revision.hpp"

namespace migrate::benchmark_samples {

/// The twelve digits of the revision with this number, as scattered as random ones.
inline std::string id_of(std::size_t number) {
  constexpr unsigned long long odd = 0x9E3779B97F4A7C15ULL;
  return fmt::format("{:012x}", ((number + 1) * odd) >> 16U);
}

/// A history as projects have it: a line, in which every 50 revisions somebody works on a branch
/// that is merged two revisions later, and every 20th revision depends on an older one.
inline std::vector<graph::Revision> history(std::size_t size) {
  constexpr std::size_t period = 50;
  std::vector<graph::Revision> revisions;
  revisions.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    graph::Revision revision{.id = id_of(i), .message = fmt::format("change number {}", i)};
    const std::size_t phase = i % period;
    if (i > 0) revision.down_revisions.push_back(id_of(i - (phase == 3 ? 2 : 1)));
    if (phase == 4) revision.down_revisions.push_back(id_of(i - 2));
    if (i >= period && i % 20 == 0) revision.depends_on.push_back(id_of(i - period));
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

/// The text of a SQL unit with a table of eight columns and an index.
inline std::string unit_text(std::size_t number) {
  return fmt::format(
      "-- ---\n-- revision: {}\n-- down_revision: {}\n-- message: create table t{}\n"
      "-- create_date: 2026-11-22T10:04:28Z\n-- ---\n\n-- migrate:up\n"
      "CREATE TABLE t{} (\n  id bigint PRIMARY KEY,\n  name varchar(255) NOT NULL,\n"
      "  email varchar(320) NOT NULL DEFAULT 'it''s; nobody',\n  -- who; made it\n"
      "  created_by bigint REFERENCES t0 (id) ON DELETE SET NULL,\n  size integer,\n"
      "  price numeric(10, 2),\n  is_active boolean NOT NULL,\n  note text\n);\n"
      "CREATE INDEX ix_t{}_name ON t{} (name);\n\n-- migrate:down\nDROP TABLE t{};\n",
      id_of(number),
      number == 0 ? "null" : id_of(number - 1),
      number,
      number,
      number,
      number,
      number);
}

}  // namespace migrate::benchmark_samples
