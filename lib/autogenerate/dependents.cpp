#include "autogenerate/dependents.hpp"

#include <fmt/format.h>

#include "autogenerate/catalog_objects.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::ReferenceKind;

template <typename Map, typename Key>
const typename Map::mapped_type& find_in(const Map& map, const Key& key) {
  static const typename Map::mapped_type none{};
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

}  // namespace

Dependents::Dependents(const Draft& draft) {
  for (const schema::Table& table : draft.from->tables) {
    for (const schema::Constraint& constraint : table.constraints) {
      if (const auto* const key = std::get_if<schema::ForeignKey>(&constraint))
        referrers_[key->referred_table].insert(table.name);
    }
  }
  for (const auto& [key, object] : draft.objects_from)
    add(*object);
  for (const schema::Dependency& one : draft.from->dependencies)
    parts_[one.object].push_back(one.from);
}

void Dependents::add(const schema::Object& object) {
  if (object.host) hosted_[reference_key(*object.host)].push_back(&object);
  for (const schema::Reference& one : object.needs) {
    objects_[reference_key(one)].push_back(&object);
    const bool is_of_table = !one.part.empty();
    if (is_of_table) objects_[reference_key({.name = one.name})].push_back(&object);
  }
}

const std::vector<const schema::Object*>& Dependents::objects_on(
    const schema::Reference& reference) const {
  return find_in(objects_, reference_key(reference));
}

const std::vector<const schema::Object*>& Dependents::hosted_by(
    const schema::Reference& reference) const {
  return find_in(hosted_, reference_key(reference));
}

const std::vector<schema::Reference>& Dependents::parts_on(const std::string& key) const {
  return find_in(parts_, key);
}

const std::set<Name, ByName>& Dependents::referrers(const Name& table) const {
  return find_in(referrers_, table);
}

std::vector<std::pair<schema::Reference, std::string>> removed_things(const Draft& draft) {
  std::vector<std::pair<schema::Reference, std::string>> result;
  const auto add = [&](ReferenceKind kind, const Name& name, const char* what) {
    result.push_back({{.kind = kind, .name = name}, fmt::format("{} {}", what, describe(name))});
  };
  for (const auto& [name, pair] : draft.tables) {
    if (pair.is_removed()) add(ReferenceKind::table, name, "table");
  }
  for (const EnumPair& pair : draft.enums) {
    if (!pair.to) add(ReferenceKind::enumeration, pair.from->name, "type");
  }
  for (const SequencePair& pair : draft.sequences) {
    if (!pair.to) add(ReferenceKind::sequence, pair.from->name, "sequence");
  }
  for (const auto& [key, pair] : draft.objects) {
    if (pair.is_removed())
      result.push_back({{.kind = ReferenceKind::object, .name = {.name = key}}, key});
  }
  return result;
}

}  // namespace migrate::autogenerate
