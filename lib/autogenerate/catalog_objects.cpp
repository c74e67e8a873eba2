#include "autogenerate/catalog_objects.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "autogenerate/draft.hpp"
#include "autogenerate/inherited_parts.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Object;
using schema::Reference;
using schema::ReferenceKind;

/// Whether the older one can become the newer one where it is.
bool is_replaceable(const Object& from, const Object& to) {
  if (to.replace.empty() || from.shape.size() > to.shape.size()) return false;
  return std::equal(from.shape.begin(), from.shape.end(), to.shape.begin());
}

/// Kinds that are compared where both sides speak of them, each by itself.
enum class Subject { objects, comments, privileges, owners };

Subject subject_of(const Object& object) {
  if (object.kind == "comment") return Subject::comments;
  if (object.kind == "owner") return Subject::owners;
  const bool is_privilege = object.kind == "privilege" || object.kind == "withheld privilege" ||
                            object.kind == "default privilege";
  return is_privilege ? Subject::privileges : Subject::objects;
}

bool is_compared(Subject subject, const Draft& draft) {
  const CompareOptions& options = draft.options;
  const bool are_objects = options.objects && draft.from->has_objects && draft.to->has_objects;
  switch (subject) {
    case Subject::objects: return are_objects;
    case Subject::comments: return are_objects && options.comments;
    case Subject::privileges:
      return are_objects && draft.from->has_privileges && draft.to->has_privileges;
    case Subject::owners: return are_objects && options.owners;
  }
  return false;
}

/// Both sides of a comparison, as one of them is looked at.
struct Sides {
  const schema::MetaData* side{nullptr};
  const schema::MetaData* other{nullptr};
  const schema::MetaData* live{nullptr};  // one of the two
};

/// Of what is not compared, one side knows what there is in the database.
bool is_of_database(Subject subject, const Sides& sides) {
  const schema::MetaData& side = *sides.side;
  const schema::MetaData& other = *sides.other;
  if (subject == Subject::owners) return &side == sides.live;
  const bool knows_privileges = side.has_privileges || !other.has_privileges;
  const bool knows_objects = side.has_objects || !other.has_objects;
  return subject == Subject::privileges ? knows_privileges : knows_objects;
}

/// Whether a column that one of the sides lists says it.
bool is_said_by_column(const Draft& draft, const Object& object) {
  return is_listed(draft, object, Side::from) || is_listed(draft, object, Side::to);
}

/// What is not compared is taken to be on both sides: it stays, or is made again with what it
/// belongs to.
void add_objects(Draft& draft, const Sides& sides, ObjectMap& objects) {
  for (const Object& one : sides.side->objects) {
    if (one.kind == "empty schema") continue;  // it is among the schemas
    const Subject subject = subject_of(one);
    if (is_compared(subject, draft)) {
      objects.emplace(one.key(), &one);
    } else if (is_of_database(subject, sides) && !is_said_by_column(draft, one)) {
      draft.objects_from.emplace(one.key(), &one);
      draft.objects_to.emplace(one.key(), &one);
    }
  }
}

DependencyMap dependencies_of(const schema::MetaData& metadata) {
  DependencyMap result;
  for (const schema::Dependency& one : metadata.dependencies)
    result[reference_key(one.from)].push_back(one.object);
  return result;
}

/// What becomes of a part of a table, and of the table.
enum class Fate { stays, goes, comes, replaced };

template <typename Pair>
Fate fate_of(const Pair& pair) {
  if (pair.is_added()) return Fate::comes;
  if (pair.is_removed()) return Fate::goes;
  return pair.is_replaced ? Fate::replaced : Fate::stays;
}

template <typename Pairs, typename IsIt>
Fate fate_among(const Pairs& pairs, const IsIt& is_it) {
  const auto found = std::ranges::find_if(pairs, [&](const auto& pair) {
    return (pair.to && is_it(*pair.to)) || (pair.from && is_it(*pair.from));
  });
  return found == pairs.end() ? Fate::stays : fate_of(*found);
}

Fate fate_in_table(const Draft& draft, const Reference& reference) {
  const TablePair* const table = draft.find(reference.name);
  if (table == nullptr) return Fate::stays;
  if (!table->stays() || reference.kind == ReferenceKind::table) return fate_of(*table);
  switch (reference.kind) {
    case ReferenceKind::column:
    case ReferenceKind::column_default:
      return fate_among(
          table->columns, [&](const schema::Column& one) { return one.name == reference.part; });
    case ReferenceKind::constraint:
      return fate_among(table->constraints, [&](const schema::Constraint& one) {
        return schema::name(one) == reference.part;
      });
    case ReferenceKind::index:
      return fate_among(
          table->indexes, [&](const schema::Index& one) { return one.name == reference.part; });
    default: return Fate::stays;
  }
}

Fate fate_of(const Draft& draft, const Reference& reference) {
  const auto of_name = [&](const auto& pairs) {
    return fate_among(pairs, [&](const auto& one) { return one.name == reference.name; });
  };
  switch (reference.kind) {
    case ReferenceKind::schema:
      return fate_among(draft.schemas, [&](const schema::Schema& one) {
        return one.name == reference.name.name;
      });
    case ReferenceKind::enumeration: return of_name(draft.enums);
    case ReferenceKind::sequence: return of_name(draft.sequences);
    case ReferenceKind::object: {
      const auto found = draft.objects.find(reference.name.name);
      return found == draft.objects.end() ? Fate::stays : fate_of(found->second);
    }
    default: return fate_in_table(draft, reference);
  }
}

/// Whether it goes with a partition that somebody else looks after.
bool is_left_alone(const Draft& draft, const Object& object, const ObjectMap& objects) {
  if (!object.host) return false;
  const Reference& host = *object.host;
  if (host.kind == ReferenceKind::object) {
    const auto found = objects.find(host.name.name);
    return found != objects.end() && is_left_alone(draft, *found->second, objects);
  }
  const bool is_of_table = host.kind == ReferenceKind::table || !host.part.empty();
  const bool is_alone =
      (draft.table_from(host.name) == nullptr) != (draft.table_to(host.name) == nullptr);
  return is_of_table && is_alone && draft.find(host.name) == nullptr;
}

void leave_alone(Draft& draft) {
  for (const ObjectMap* const objects : {&draft.objects_from, &draft.objects_to}) {
    for (const auto& [key, object] : *objects) {
      if (is_left_alone(draft, *object, *objects)) draft.objects.erase(key);
    }
  }
}

/// What is not compared goes with a thing that goes.
void go_with_hosts(Draft& draft) {
  std::erase_if(draft.objects_to, [&](const auto& entry) {
    const auto& [key, object] = entry;
    const auto old = draft.objects_from.find(key);
    const bool is_compared = old == draft.objects_from.end() || old->second != object;
    return !is_compared && object->host && fate_of(draft, *object->host) == Fate::goes;
  });
}

/// What goes with a thing that comes comes with it, also where it is not compared; the same on what
/// had the thing's name before goes with that.
void add_with_hosts(Draft& draft) {
  for (const auto& [key, object] : draft.objects_to) {
    const bool is_drafted = draft.objects.contains(key);
    if (is_drafted || !object->host || fate_of(draft, *object->host) != Fate::comes) continue;
    const auto old = draft.objects_from.find(key);
    const bool is_of_another =
        old != draft.objects_from.end() && old->second->host && old->second->host != object->host;
    ObjectPair pair{.to = object, .is_replaced = is_of_another};
    if (is_of_another) pair.from = old->second;
    if (!is_of_another) draft.objects_from.erase(key);
    draft.objects.emplace(key, pair);
  }
}

/// Whether it only says more than what is declared, and stays so: a check that was tried on more
/// rows, the version of an extension, an index whose table was called otherwise.
bool is_tolerable(const Object& object) {
  return object.kind == "validation" || object.kind == "version" ||
         (object.kind == "name" && !object.shape.empty());
}

bool stays(const Draft& draft, const Reference& reference) {
  return fate_of(draft, reference) == Fate::stays;
}

/// Whether all that it is of stays, and nothing is said of that in its place.
bool is_alone(const Draft& draft, const Object& object) {
  const bool is_kept =
      std::ranges::all_of(object.needs, [&](const Reference& one) { return stays(draft, one); });
  return is_kept && stays(draft, *object.host) &&
         std::ranges::none_of(draft.objects, [&](const auto& entry) {
           const Object& other = entry.second.any();
           return &other != &object && other.kind == object.kind && other.host == object.host &&
                  other.needs == object.needs;
         });
}

/// What there is more of is left as it is, and so it is on the way back.
void tolerate(Draft& draft, Direction direction) {
  std::vector<std::string> tolerated;
  for (const auto& [key, pair] : draft.objects) {
    const bool is_more = direction == Direction::there ? pair.is_removed() : pair.is_added();
    if (is_more && is_tolerable(pair.any()) && is_alone(draft, pair.any()))
      tolerated.push_back(key);
  }
  for (const std::string& key : tolerated)
    draft.objects.erase(key);
}

}  // namespace

std::string reference_key(const Reference& reference) {
  return fmt::format(
      "{}\n{}\n{}\n{}",
      static_cast<int>(reference.kind),
      reference.name.schema,
      reference.name.name,
      reference.part);
}

void draft_objects(Draft& draft, Direction direction) {
  const schema::MetaData* const live = direction == Direction::there ? draft.from : draft.to;
  add_objects(draft, {.side = draft.from, .other = draft.to, .live = live}, draft.objects_from);
  add_objects(draft, {.side = draft.to, .other = draft.from, .live = live}, draft.objects_to);
  draft.needed_from = dependencies_of(draft.from->has_objects ? *draft.from : *draft.to);
  draft.needed_to = dependencies_of(draft.to->has_objects ? *draft.to : *draft.from);
  for (const auto& [key, object] : draft.objects_to) {
    const auto old = draft.objects_from.find(key);
    if (old == draft.objects_from.end()) {
      draft.objects.emplace(key, ObjectPair{.to = object});
    } else if (old->second->definition != object->definition) {
      ObjectPair pair{.from = old->second, .to = object};
      pair.is_replaced = !is_replaceable(*pair.from, *pair.to);
      draft.objects.emplace(key, pair);
    }
  }
  for (const auto& [key, object] : draft.objects_from) {
    if (!draft.objects_to.contains(key)) draft.objects.emplace(key, ObjectPair{.from = object});
  }
  leave_alone(draft);
  tolerate(draft, direction);
  go_with_hosts(draft);
  add_with_hosts(draft);
}

bool goes(const Draft& draft, const Reference& reference) {
  const Fate fate = fate_of(draft, reference);
  return fate == Fate::goes || fate == Fate::replaced;
}

bool comes(const Draft& draft, const Reference& reference) {
  const Fate fate = fate_of(draft, reference);
  return fate == Fate::comes || fate == Fate::replaced;
}

}  // namespace migrate::autogenerate
