#include "autogenerate/kept_privileges.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate::autogenerate {
namespace {

using schema::Object;
using schema::Reference;
using schema::ReferenceKind;

/// The role in "ALTER TABLE t OWNER TO bob".
std::string_view role_of(std::string_view statement) {
  constexpr std::string_view words = " OWNER TO ";
  return statement.substr(statement.rfind(words) + words.size());
}

/// Whether it is the thing, or a column of it.
bool is_of(const Object& object, const Reference& thing) {
  if (!object.host || object.host->name != thing.name) return false;
  return (object.host->kind == ReferenceKind::object) == (thing.kind == ReferenceKind::object);
}

/// An owner that leaves something.
struct Leaving {
  const Reference* thing{nullptr};
  std::string role{};
};

std::vector<Leaving> leaving_owners(const Draft& draft) {
  std::vector<Leaving> result;
  for (const auto& [key, pair] : draft.objects) {
    const Object& owner = pair.any();
    const bool changes = owner.kind == "owner" && owner.host && !pair.is_replaced;
    if (!changes || goes(draft, *owner.host) || comes(draft, *owner.host)) continue;
    const std::string& statement = pair.from != nullptr ? pair.from->definition : pair.to->drop;
    result.push_back({.thing = &*owner.host, .role = std::string(role_of(statement))});
  }
  return result;
}

}  // namespace

void add_kept_privileges(Draft& draft) {
  const std::vector<Leaving> leaving = leaving_owners(draft);
  if (leaving.empty()) return;
  for (const auto& [key, object] : draft.objects_to) {
    if (object->kind != "privilege" || draft.objects.contains(key)) continue;
    for (const Leaving& one : leaving) {
      if (is_of(*object, *one.thing) && object->name.ends_with(" TO " + one.role))
        draft.objects.emplace(key, ObjectPair{.to = object});
    }
  }
}

}  // namespace migrate::autogenerate
