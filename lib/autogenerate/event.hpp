#pragma once

#include <string>
#include <vector>

#include "schema/object.hpp"

namespace migrate::autogenerate {

enum class EventKind { table_gone, column_gone, column_retyped, key_gone, part_gone, object_gone };

/// Something that what stands on it cannot outlive.
struct Event {
  EventKind kind{EventKind::table_gone};
  schema::Name table{};
  std::string column{};
  std::vector<std::string> key{};
  schema::Reference part{};  // a constraint, an index, a default; or an object
  bool comes_back{true};     // it is made again
  bool is_other_type{false};
  bool is_other_family{false};
};

/// Why something that stands on it is made again, for people.
std::string cause_of(const Event& event);

/// The column that the event is about.
schema::Reference column_of(const Event& event);

}  // namespace migrate::autogenerate
