#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "schema/object.hpp"

namespace migrate::autogenerate {

struct Draft;
enum class Direction;

/// An object in the schema that was and the same in the one that is to be.
struct ObjectPair {
  const schema::Object* from{nullptr};
  const schema::Object* to{nullptr};
  bool is_replaced{false};  // dropped and made again
  std::string cause{};      // why, when that is not for its own sake

  const schema::Object& any() const { return to != nullptr ? *to : *from; }
  bool is_added() const { return from == nullptr; }
  bool is_removed() const { return to == nullptr; }
  bool stays() const { return from != nullptr && to != nullptr && !is_replaced; }
  bool is_altered() const { return stays() && from->definition != to->definition; }
};

/// Objects by key.
using ObjectMap = std::unordered_map<std::string, const schema::Object*>;
/// What is drafted of them, by key.
using ObjectPairs = std::map<std::string, ObjectPair>;
/// What parts of tables need of the objects.
using DependencyMap = std::unordered_map<std::string, std::vector<std::string>>;

/// What a reference is told from others by.
std::string reference_key(const schema::Reference& reference);

/// Looks at the objects of both sides, and drafts those that differ.
void draft_objects(Draft& draft, Direction direction);

/// Whether what it refers to is dropped, for good or to be made again; or made, at first or again.
bool goes(const Draft& draft, const schema::Reference& reference);
bool comes(const Draft& draft, const schema::Reference& reference);

}  // namespace migrate::autogenerate
