#include "dialect/postgresql/object_reader.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgresql/array_casts.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::postgresql {
namespace {

constexpr Oid catalog_of_relations = 1259;

using schema::Object;
using schema::Reference;
using schema::ReferenceKind;

/// What statements call it: "MATERIALIZED VIEW v".
std::string address(const Object& object) {
  std::string kind = object.kind;
  std::ranges::transform(kind, kind.begin(), [](unsigned char c) { return std::toupper(c); });
  return kind + " " + object.name;
}

bool is_less(const Reference& a, const Reference& b) {
  const auto key = [](const Reference& one) {
    return std::tie(one.kind, one.name.schema, one.name.name, one.part);
  };
  return key(a) < key(b);
}

}  // namespace

void ObjectReader::add_table(
    Oid oid, const schema::Name& name, std::map<int, std::string> columns) {
  known_[{catalog_of_relations, oid}] = {.kind = ReferenceKind::table, .name = name};
  columns_[oid] = std::move(columns);
}

void ObjectReader::read_objects(const db::Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    read_object(CatalogRow(rows, i));
}

void ObjectReader::read_dependencies(const db::Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CatalogRow row(rows, i);
    const Pointer from = read_pointer(row);
    links_.push_back({.from = from, .to = read_pointer(row)});
  }
}

void ObjectReader::read_unmanaged(const db::Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CatalogRow row(rows, i);
    schema::Unmanaged one{.key = row.text()};
    one.reason = row.text();
    subjects_.push_back({.object = unmanaged_.size(), .pointer = read_pointer(row)});
    unmanaged_.push_back(std::move(one));
  }
}

ObjectReader::Pointer ObjectReader::read_pointer(CatalogRow& row) {
  Pointer pointer;
  pointer.key.first = row.oid();
  pointer.key.second = row.oid();
  pointer.column = row.number();
  pointer.mark = row.letter();
  pointer.part = row.text();
  return pointer;
}

void ObjectReader::read_object(CatalogRow row) {
  CatalogKey key;
  key.first = row.oid();
  key.second = row.oid();
  Object object{.kind = row.text(), .name = row.text(), .schema = row.text()};
  object.relation_name = row.text();
  object.type_name = row.text();
  const Pointer host = read_pointer(row);
  const Pointer need = read_pointer(row);
  object.definition = with_casts_in_arrays(row.text());
  object.create = with_casts_in_arrays(row.text());
  if (object.create == object.definition) object.create.clear();
  const auto drop = row.field();
  object.drop = drop ? std::string(*drop) : "DROP " + address(object);
  object.replace = with_casts_in_arrays(row.text());
  object.shape = row.list();
  for (std::string& one : object.shape)
    one = with_casts_in_arrays(one);
  object.is_inline = row.flag();
  object.holds_rows = row.flag();
  const std::vector<std::string> owner = row.list();
  const std::string comment = row.text();
  if (key.second != 0) places_[key] = objects_.size();
  if (need.key.second != 0) needs_.push_back({.object = objects_.size(), .pointer = need});
  if (host.key.second != 0) hosts_.push_back({.object = objects_.size(), .pointer = host});
  objects_.push_back(object);
  if (!owner.empty()) add_owner(object, owner);
  if (!comment.empty()) add_comment(object, comment);
}

/// Somebody other than who is here, who is the second one.
void ObjectReader::add_owner(const Object& object, const std::vector<std::string>& roles) {
  const auto alter = [&](const std::string& role) {
    return fmt::format("ALTER {} OWNER TO {}", address(object), role);
  };
  const std::string set = alter(roles.front());
  objects_.push_back(
      {.kind = "owner",
       .name = "of " + object.key(),
       .host = Reference{.kind = ReferenceKind::object, .name = {.name = object.key()}},
       .definition = set,
       .drop = alter(roles.back()),
       .replace = set});
}

void ObjectReader::add_comment(const Object& object, const std::string& comment) {
  const std::string what = fmt::format("COMMENT ON {} IS ", address(object));
  const std::string set = what + sql::quote_literal(comment);
  objects_.push_back(
      {.kind = "comment",
       .name = "of " + object.key(),
       .host = Reference{.kind = ReferenceKind::object, .name = {.name = object.key()}},
       .definition = set,
       .drop = what + "NULL",
       .replace = set});
}

std::optional<Reference> ObjectReader::find(const Pointer& pointer) const {
  const auto place = places_.find(pointer.key);
  if (place != places_.end())
    return Reference{
        .kind = ReferenceKind::object, .name = {.name = objects_[place->second].key()}};
  const auto found = known_.find(pointer.key);
  if (found == known_.end()) return std::nullopt;
  Reference reference = found->second;
  if (pointer.mark == 'k' || pointer.mark == 'i') {
    reference.kind = pointer.mark == 'k' ? ReferenceKind::constraint : ReferenceKind::index;
    reference.part = pointer.part;
    return reference;
  }
  if (pointer.column == 0 || reference.kind != ReferenceKind::table) return reference;
  const auto& columns = columns_.at(pointer.key.second);
  const auto column = columns.find(pointer.column);
  if (column == columns.end()) return reference;
  reference.kind = pointer.mark == 'd' ? ReferenceKind::column_default : ReferenceKind::column;
  reference.part = column->second;
  return reference;
}

/// Of the two things of a link, the first one stands on the second.
void ObjectReader::follow(const Link& link, schema::MetaData& metadata) {
  const auto to = find(link.to);
  if (!to) return;
  const auto place = places_.find(link.from.key);
  if (place != places_.end()) {
    Object& object = objects_[place->second];
    const bool is_itself = to->kind == ReferenceKind::object && to->name.name == object.key();
    if (!is_itself && to != object.host) object.needs.push_back(*to);
  } else if (to->kind == ReferenceKind::object) {
    const auto from = find(link.from);
    if (from) metadata.dependencies.push_back({.from = *from, .object = to->name.name});
  }
}

/// What goes with something that is not looked at is not looked at either.
void ObjectReader::move_objects(schema::MetaData& metadata) {
  std::set<std::string> orphans;
  for (const Host& host : hosts_)
    orphans.insert(objects_[host.object].key());
  for (Object& object : objects_) {
    const bool is_of_orphan = object.host && orphans.contains(object.host->name.name);
    if (is_of_orphan || orphans.contains(object.key())) continue;
    std::ranges::sort(object.needs, is_less);
    const auto last = std::unique(object.needs.begin(), object.needs.end());
    object.needs.erase(last, object.needs.end());
    metadata.objects.push_back(std::move(object));
  }
}

void ObjectReader::finish(schema::MetaData& metadata) && {
  std::erase_if(hosts_, [&](const Host& host) {
    objects_[host.object].host = find(host.pointer);
    return objects_[host.object].host.has_value();
  });
  for (const Host& need : needs_) {
    if (const auto found = find(need.pointer)) objects_[need.object].needs.push_back(*found);
  }
  for (const Link& link : links_)
    follow(link, metadata);
  move_objects(metadata);
  std::ranges::sort(metadata.objects, {}, [](const Object& one) { return one.key(); });
  std::ranges::sort(metadata.dependencies, [](const auto& a, const auto& b) {
    return a.from == b.from ? a.object < b.object : is_less(a.from, b.from);
  });
  for (const Host& subject : subjects_)
    unmanaged_[subject.object].subject = find(subject.pointer);
  metadata.unmanaged = std::move(unmanaged_);
  metadata.has_objects = metadata.has_privileges = true;
}

}  // namespace migrate::dialect::postgresql
