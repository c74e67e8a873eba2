#pragma once

#include <migrate/abi.hpp>

#include <string>
#include <string_view>

#include "graph/revision.hpp"

namespace migrate::units {

enum class Format { sql, cpp };

/// A migration unit as far as the graph needs it: its header. The body is read when it is planned.
struct Unit {
  graph::Revision revision{};
  std::string create_date{};  // as written; empty: not given
  bool transactional{true};
  Format format{Format::sql};
  std::string
      path{};  // absolute; of a unit that is a part of the program: as the user would write it

  // Of a unit that is a part of the program (`migrate embed`): its text, and a C++ unit's
  // functions.
  std::string_view embedded{};
  const abi::Unit* linked{nullptr};

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// The whole text of the unit. Errors: those of support::read_file.
std::string read_text(const Unit& unit);

}  // namespace migrate::units
