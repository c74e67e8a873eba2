#include "dialect/postgresql/renamed_objects.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "dialect/postgresql/renamed_text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using schema::Name;
using schema::Object;
using schema::Reference;
using schema::ReferenceKind;
using schema::Rename;
using schema::RenameKind;

class Renaming final {
 public:
  explicit Renaming(const std::vector<Rename>& renames) : renames_(&renames) {}

  void apply(schema::MetaData& metadata) {
    for (Object& object : metadata.objects) {
      if (object.host) apply(*object.host);
      for (Reference& need : object.needs)
        apply(need);
    }
    for (Object& object : metadata.objects)
      apply(object);
    for (Object& object : metadata.objects) {
      if (object.host) apply_key(object.host->kind, object.host->name.name);
      for (Reference& need : object.needs)
        apply_key(need.kind, need.name.name);
    }
    for (schema::Dependency& one : metadata.dependencies) {
      apply(one.from);
      apply_key(one.from.kind, one.from.name.name);
      apply_key(ReferenceKind::object, one.object);
    }
  }

 private:
  void rename(RenameKind kind, const Name& parent, std::string& name) const {
    const auto found = std::ranges::find_if(*renames_, [&](const Rename& one) {
      return one.kind == kind && one.parent == parent && one.from == name;
    });
    if (found != renames_->end()) name = found->to;
  }

  void apply(Reference& reference) const {
    Name& name = reference.name;
    const Name schema{.schema = name.schema};
    switch (reference.kind) {
      case ReferenceKind::schema:
      case ReferenceKind::object: return;
      case ReferenceKind::enumeration: return rename(RenameKind::enumeration, schema, name.name);
      case ReferenceKind::sequence: return rename(RenameKind::sequence, schema, name.name);
      case ReferenceKind::table: return rename(RenameKind::table, schema, name.name);
      case ReferenceKind::column:
      case ReferenceKind::column_default:
        rename(RenameKind::table, schema, name.name);
        return rename(RenameKind::column, name, reference.part);
      case ReferenceKind::constraint:
        rename(RenameKind::table, schema, name.name);
        return rename(RenameKind::constraint, name, reference.part);
      case ReferenceKind::index:
        rename(RenameKind::table, schema, name.name);
        return rename(RenameKind::index, name, reference.part);
    }
  }

  void apply_key(ReferenceKind kind, std::string& key) const {
    if (kind != ReferenceKind::object) return;
    const auto found = keys_.find(key);
    if (found != keys_.end()) key = found->second;
  }

  void apply(Object& object) {
    const std::string key = object.key();
    const TextSubject subject = subject_of(object);
    const auto change = [&](std::string& text) {
      text = renamed_statement(text, subject, *renames_);
    };
    change(object.name);
    change(object.definition);
    change(object.create);
    change(object.drop);
    change(object.replace);
    if (subject.names_types) std::ranges::for_each(object.shape, change);
    if (object.key() != key) keys_.emplace(key, object.key());
  }

  static TextSubject subject_of(const Object& object) {
    const std::string& kind = object.kind;
    TextSubject subject;
    subject.names_types = kind == "function" || kind == "procedure" || kind == "aggregate" ||
                          kind == "cast" || kind == "type" || kind == "attribute";
    subject.ends_with_roles = kind != "rule";
    const bool is_of_table = object.host && object.host->kind != ReferenceKind::object &&
                             object.host->kind != ReferenceKind::schema;
    if (is_of_table) subject.table = subject.index_table = object.host->name;
    // What a partition says of its part of an index calls it by that.
    const bool is_of_part =
        is_of_table && object.host->kind == ReferenceKind::index && !object.needs.empty();
    if (is_of_part) subject.index_table = object.needs.front().name;
    return subject;
  }

  const std::vector<Rename>* renames_;
  std::map<std::string, std::string> keys_{};
};

}  // namespace

void rename_objects(schema::MetaData& metadata, const std::vector<Rename>& renames) {
  Renaming(renames).apply(metadata);
}

}  // namespace migrate::dialect::postgresql
