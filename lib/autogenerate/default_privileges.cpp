#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/plan.hpp"
#include "autogenerate/quoted_name.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Object;
using schema::Reference;
using schema::ReferenceKind;

/// What the server does with whatever is made: "SELECT ON TABLES TO bob IN SCHEMA app", in parts.
struct DefaultPrivilege {
  std::string privilege{};  // "SELECT"
  std::string things{};     // "TABLES"
  std::string role{};       // as SQL says it
  std::string schema{};     // likewise; empty: any
  bool is_granted{true};    // otherwise withheld
};

/// The text up to the mark, which is taken off with it; all of it when the mark is not there.
std::string take(std::string_view& text, std::string_view mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  std::string part(text.substr(0, end));
  text.remove_prefix(std::min(end + mark.size(), text.size()));
  return part;
}

/// Nothing when it is about what other roles make.
std::optional<DefaultPrivilege> parse(std::string_view name) {
  if (name.find(" FOR ROLE ") != std::string_view::npos) return std::nullopt;
  DefaultPrivilege result;
  result.privilege = take(name, " ON ");
  result.things = take(name, " ");
  result.is_granted = take(name, " ") == "TO";
  result.role = take(name, " IN SCHEMA ");
  result.schema = name;
  return result;
}

/// Something that is made.
struct NewThing {
  Reference reference{};
  std::string things{};  // "TABLES"
  std::string word{};    // "TABLE"
  std::string name{};    // as SQL says it
  std::string schema{};
  Node node{};
};

std::pair<std::string_view, std::string_view> words_of(std::string_view kind) {
  if (kind == "view" || kind == "materialized view" || kind == "foreign table")
    return {"TABLES", "TABLE"};
  if (kind == "function" || kind == "aggregate") return {"FUNCTIONS", "FUNCTION"};
  if (kind == "procedure") return {"FUNCTIONS", "PROCEDURE"};
  if (kind == "type" || kind == "domain") return {"TYPES", "TYPE"};
  return {};
}

class Surplus final {
 public:
  explicit Surplus(const Draft& draft) : draft_(&draft) {
    for (const auto& [key, object] : draft.objects_from) {
      const bool stays = object->kind == "default privilege" && draft.objects_to.contains(key) &&
                         !draft.objects.contains(key);
      if (!stays) continue;
      if (auto parsed = parse(object->name)) defaults_.push_back(std::move(*parsed));
    }
    if (defaults_.empty()) return;
    for (const auto& [key, object] : draft.objects_to) {
      const bool is_right = object->kind == "privilege" || object->kind == "withheld privilege";
      if (is_right && object->host) rights_[reference_key(*object->host)].push_back(object);
    }
  }

  std::vector<PlannedStep> steps() && {
    if (!defaults_.empty()) add_all();
    return std::move(steps_);
  }

 private:
  void add_all() {
    for (const auto& [name, pair] : draft_->tables) {
      if (pair.to != nullptr && !pair.stays())
        add(named(ReferenceKind::table, name, "TABLES", "TABLE", table_node(name)));
    }
    add_pairs(
        draft_->sequences, ReferenceKind::sequence, "SEQUENCES", "SEQUENCE", NodeKind::sequence);
    add_pairs(draft_->enums, ReferenceKind::enumeration, "TYPES", "TYPE", NodeKind::enumeration);
    for (const auto& [key, pair] : draft_->objects) {
      if (pair.to != nullptr && !pair.stays()) add_object(key, *pair.to);
    }
  }

  template <typename Pairs>
  void add_pairs(
      const Pairs& pairs,
      ReferenceKind kind,
      std::string_view things,
      std::string_view word,
      NodeKind node) {
    for (const auto& pair : pairs) {
      if (!pair.to || pair.stays()) continue;
      const schema::Name& name = pair.to->name;
      add(named(kind, name, things, word, {.kind = node, .object = name}));
    }
  }

  static NewThing named(
      ReferenceKind kind,
      const schema::Name& name,
      std::string_view things,
      std::string_view word,
      const Node& node) {
    return {
        .reference = {.kind = kind, .name = name},
        .things = std::string(things),
        .word = std::string(word),
        .name = quoted(name),
        .schema = name.schema,
        .node = node};
  }

  void add_object(const std::string& key, const Object& object) {
    const auto [things, word] = words_of(object.kind);
    if (things.empty()) return;
    NewThing thing;
    thing.reference = {.kind = ReferenceKind::object, .name = {.name = key}};
    thing.things = things;
    thing.word = word;
    thing.name = object.name;
    // GRANT does not know the star of an aggregate's arguments.
    if (object.kind == "aggregate" && object.name.ends_with("(*)")) {
      thing.name = object.name.substr(0, object.name.size() - 2) + ")";
    }
    thing.schema = object.schema;
    thing.node = object_node(key);
    add(thing);
  }

  void add(const NewThing& thing) {
    for (const DefaultPrivilege& one : defaults_) {
      if (one.things == thing.things && is_in(thing, one.schema) && !is_wanted(thing, one))
        take_back(thing, one);
    }
  }

  bool is_in(const NewThing& thing, const std::string& schema) const {
    const std::string& own = thing.schema.empty() ? draft_->to->default_schema : thing.schema;
    return schema.empty() || schema == own || schema == quoted(own);
  }

  /// Whether what the server does by itself is declared, too.
  bool is_wanted(const NewThing& thing, const DefaultPrivilege& one) const {
    const auto found = rights_.find(reference_key(thing.reference));
    if (found == rights_.end()) return false;
    return std::ranges::any_of(found->second, [&](const Object* const right) {
      return (right->kind == "privilege") == one.is_granted &&
             right->name.starts_with(one.privilege + " ON ") &&
             right->name.ends_with(" TO " + one.role);
    });
  }

  void take_back(const NewThing& thing, const DefaultPrivilege& one) {
    const std::string sql = fmt::format(
        "{} {} ON {} {} {} {}",
        one.is_granted ? "REVOKE" : "GRANT",
        one.privilege,
        thing.word,
        thing.name,
        one.is_granted ? "FROM" : "TO",
        one.role);
    PlannedStep planned{.step = {.operation = operations::ExecuteSql{.sql = sql}}};
    planned.rank = {.phase = Phase::owners, .schema = thing.schema, .object = sql};
    planned.needs = {thing.node};
    steps_.push_back(std::move(planned));
  }

  const Draft* draft_;
  std::vector<DefaultPrivilege> defaults_{};
  std::unordered_map<std::string, std::vector<const Object*>> rights_{};
  std::vector<PlannedStep> steps_{};
};

}  // namespace

std::vector<PlannedStep> surplus_privilege_steps(const Draft& draft) {
  const bool are_compared = draft.options.objects && draft.from->has_privileges &&
                            draft.to->has_privileges && draft.from->has_objects &&
                            draft.to->has_objects;
  if (!are_compared) return {};
  return Surplus(draft).steps();
}

}  // namespace migrate::autogenerate
