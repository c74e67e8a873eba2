#pragma once

#include <string>

#include "graph/revision.hpp"

namespace migrate::units {

enum class Format { sql, cpp };

/// A migration unit as far as the graph needs it: its header. The body is read when it is planned.
struct Unit {
  graph::Revision revision{};
  std::string create_date{};  // as written; empty: not given
  bool transactional{true};
  Format format{Format::sql};
  std::string path{};  // absolute

  friend bool operator==(const Unit&, const Unit&) = default;
};

}  // namespace migrate::units
