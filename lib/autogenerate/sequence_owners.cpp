#include "autogenerate/sequence_owners.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "autogenerate/quoted_name.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Name;
using schema::Object;
using schema::ReferenceKind;
using schema::Sequence;

/// The role in "ALTER TABLE t OWNER TO bob".
std::string role_in(std::string_view statement) {
  constexpr std::string_view words = " OWNER TO ";
  return std::string(statement.substr(statement.rfind(words) + words.size()));
}

/// What says that it belongs to another role than the one that connects.
const Object* owner_of(const ObjectMap& objects, ReferenceKind kind, const Name& name) {
  const auto found = std::ranges::find_if(objects, [&](const auto& entry) {
    const Object& object = *entry.second;
    return object.kind == "owner" && object.host && object.host->kind == kind &&
           object.host->name == name;
  });
  return found == objects.end() ? nullptr : found->second;
}

/// What says whom a table belongs to when sequences change hands: after owners are taken back, and
/// before others are given.
const Object* owner_of_table(const Draft& draft, const Name& table) {
  const Object* const object = owner_of(draft.objects_from, ReferenceKind::table, table);
  if (object == nullptr) return nullptr;
  const auto pair = draft.objects.find(object->key());
  const bool is_taken_back =
      pair != draft.objects.end() && (pair->second.is_removed() || pair->second.is_replaced);
  return is_taken_back ? nullptr : object;
}

const Object* owner_of(const Draft& draft, const ObjectMap& objects, const Sequence& sequence) {
  if (sequence.owned_by_table.empty())
    return owner_of(objects, ReferenceKind::sequence, sequence.name);
  return owner_of_table(draft, {.schema = sequence.name.schema, .name = sequence.owned_by_table});
}

/// The name in a text, for a cast.
std::string literal_of(const Name& name) {
  return "'" + support::replace_all(quoted(name), "'", "''") + "'";
}

std::string give(const Sequence& sequence, const std::string& role) {
  return fmt::format("ALTER SEQUENCE {} OWNER TO {}", quoted(sequence.name), role);
}

}  // namespace

std::string handover(const Draft& draft, const Sequence& from, const Sequence& to) {
  if (!draft.options.owners) return {};
  const Object* const was = owner_of(draft, draft.objects_from, from);
  const Object* const is = owner_of(draft, draft.objects_to, to);
  if (was == nullptr && is == nullptr) return {};
  // What takes it back names the role that is here.
  const std::string old_role = role_in(was == nullptr ? is->drop : was->definition);
  const std::string role = role_in(is == nullptr ? was->drop : is->definition);
  return role == old_role ? std::string{} : give(to, role);
}

std::string handover(const Draft& draft, const Sequence& made) {
  if (made.owned_by_table.empty()) return {};
  const Name table{.schema = made.name.schema, .name = made.owned_by_table};
  const Object* const owner = owner_of_table(draft, table);
  if (owner == nullptr) return {};
  if (draft.options.owners) return give(made, role_in(owner->definition));
  return fmt::format(
      "DO $owner$ BEGIN EXECUTE pg_catalog.format('ALTER SEQUENCE %s OWNER TO %I', {}::regclass, "
      "(SELECT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class WHERE oid = "
      "{}::regclass)); END $owner$",
      literal_of(made.name),
      literal_of(table));
}

void leave_owners_to_sequences(Draft& draft) {
  if (!draft.options.owners) return;
  for (const SequencePair& pair : draft.sequences) {
    if (!pair.stays() || pair.from->owned_by_table.empty() == pair.to->owned_by_table.empty())
      continue;
    for (const ObjectMap* const objects : {&draft.objects_from, &draft.objects_to}) {
      const Object* const owner = owner_of(*objects, ReferenceKind::sequence, pair.to->name);
      if (owner != nullptr) draft.objects.erase(owner->key());
    }
  }
}

}  // namespace migrate::autogenerate
