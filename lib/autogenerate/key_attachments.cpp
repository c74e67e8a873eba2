#include "autogenerate/key_attachments.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate::autogenerate {
namespace {

bool is_key_attachment(const schema::Object& object) {
  return object.kind == "key attachment";
}

/// What is to be put in again; null when the table is none any more.
ObjectPair* attachment_of(Draft& draft, const schema::Name& partition) {
  const auto find = [&](const ObjectMap& objects) {
    return std::ranges::find_if(objects, [&](const auto& entry) {
      const schema::Object& one = *entry.second;
      return one.kind == "attachment" && one.host && one.host->name == partition;
    });
  };
  const auto from = find(draft.objects_from);
  const auto to = find(draft.objects_to);
  if (from == draft.objects_from.end() || to == draft.objects_to.end()) return nullptr;
  return &draft.objects.try_emplace(to->first, ObjectPair{from->second, to->second}).first->second;
}

}  // namespace

std::vector<const schema::Object*> key_attachments_of(
    const ObjectMap& objects, const schema::Name& partition) {
  std::vector<const schema::Object*> result;
  for (const auto& [key, object] : objects) {
    if (is_key_attachment(*object) && object->host->name == partition) result.push_back(object);
  }
  return result;
}

schema::Reference attached_key(const schema::Object& attachment) {
  return {
      .kind = schema::ReferenceKind::constraint,
      .name = attachment.host->name,
      .part = attachment.shape.front()};
}

void detach_for_keys(Draft& draft) {
  for (const auto& [name, object] : draft.objects_from) {
    if (!is_key_attachment(*object)) continue;
    const schema::Reference key = attached_key(*object);
    const bool index_goes = std::ranges::any_of(
        object->needs, [&](const schema::Reference& one) { return goes(draft, one); });
    if (!index_goes && !goes(draft, key)) continue;
    ObjectPair* const pair = attachment_of(draft, object->host->name);
    if (pair == nullptr || pair->is_replaced) continue;
    pair->is_replaced = true;
    pair->cause = fmt::format("its key {} is part of an index", key.part);
  }
}

}  // namespace migrate::autogenerate
