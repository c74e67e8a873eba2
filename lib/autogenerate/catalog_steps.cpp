#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/ancestry.hpp"
#include "autogenerate/attachment_edges.hpp"
#include "autogenerate/function_bodies.hpp"
#include "autogenerate/inherited_parts.hpp"
#include "autogenerate/key_attachments.hpp"
#include "autogenerate/nested_types.hpp"
#include "autogenerate/object_remarks.hpp"
#include "autogenerate/pairing.hpp"
#include "autogenerate/plan.hpp"
#include "schema/parents.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Object;
using schema::ReferenceKind;

class CatalogSteps final {
 public:
  CatalogSteps(const Draft& draft, const BothNeeds& needs, const TableSet& split)
      : draft_(&draft), needs_(&needs), split_(&split), bodies_(draft) {
    for (const auto& [key, pair] : draft.objects) {
      const Object& object = pair.any();
      if (object.kind == "owner" && object.host)
        owners_.emplace(reference_key(*object.host), object_node(key));
    }
  }

  std::vector<PlannedStep> steps() && {
    for (const auto& [key, pair] : draft_->objects) {
      if (pair.is_altered()) {
        alter(key, pair);
        continue;
      }
      if (pair.stays()) continue;
      if (pair.from != nullptr && !goes_with_host(*pair.from)) drop(key, pair);
      if (pair.to != nullptr && !comes_with_host(*pair.to)) create(key, pair);
    }
    if (are_bodies_trusted_) trust_bodies();
    return std::move(steps_);
  }

 private:
  bool goes_with_host(const Object& object) const {
    if (object.drop.empty() || goes_with_index(object)) return true;
    if (!object.host || !goes(*draft_, *object.host)) return false;
    if (object.kind != "attachment") return !is_split_off(object);
    // Detached, it would have keys of its own.
    const bool has_parent = !std::ranges::any_of(
        object.needs, [&](const schema::Reference& one) { return goes(*draft_, one); });
    return !has_parent || !(is_split_off(object) || is_referred(object.host->name));
  }

  /// Whether a key that stays refers to what this is a partition of: only what is none any more can
  /// be dropped then.
  bool is_referred(const schema::Name& partition) const {
    std::set<schema::Name, ByName> parents;
    const schema::Table* table = draft_->table_from(partition);
    while (table != nullptr && !table->partition_of.empty()) {
      const schema::Name parent = schema::parents_of(*table).back();
      parents.insert(parent);
      table = draft_->table_from(parent);
    }
    return std::ranges::any_of(draft_->from->tables, [&](const schema::Table& one) {
      const TablePair* const pair = draft_->find(one.name);
      if (pair != nullptr && !pair->stays()) return false;
      return std::ranges::any_of(one.constraints, [&](const schema::Constraint& constraint) {
        const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
        return key != nullptr && parents.contains(key->referred_table);
      });
    });
  }

  /// Where steps would wait for each other, what stands on other things is dropped before its
  /// table.
  bool is_split_off(const Object& object) const {
    const bool is_free = object.needs.empty() && object.schema.empty();
    return !is_free && object.host->kind == ReferenceKind::table &&
           split_->contains(object.host->name);
  }

  bool comes_with_host(const Object& object) const {
    if (object.kind == "name") return is_of_moved_table(object);
    if (object.kind == "key attachment") return comes_with_needs(object);
    if (is_of_index_part(object)) return object.is_inline && comes_with_part(object);
    if (!object.host || !comes(*draft_, *object.host)) return false;
    if (is_said_with_table(object)) return true;
    return object.kind == "validation" ? !comes_with_needs(object) : object.is_inline;
  }

  /// Whether a default must be said by itself: none at all, for the column would have that of the
  /// parent, or one behind what is said of the parent's, which holds for the children, too.
  bool is_default_of_its_own(const Object& object) const {
    if (object.kind != "default" || object.host->kind != ReferenceKind::column) return false;
    const schema::Table* const table = draft_->table_to(object.host->name);
    if (table == nullptr || object.definition.ends_with(" DROP DEFAULT")) return true;
    const auto ancestors = Ancestry(*draft_, Side::to).ancestors_of(*table);
    return std::ranges::any_of(ancestors, [&](const schema::Name& ancestor) {
      const schema::Reference column{
          .kind = ReferenceKind::column, .name = ancestor, .part = object.host->part};
      return std::ranges::any_of(draft_->objects, [&](const auto& entry) {
        const schema::Object& other = entry.second.any();
        return other.kind == "default" && other.host == column;
      });
    });
  }

  /// Whether it is said of a column that the new table lists.
  bool is_said_with_table(const Object& object) const {
    if (is_default_of_its_own(object)) return false;
    const TablePair* const pair = draft_->find(object.host->name);
    return pair != nullptr && !pair->stays() && pair->to == draft_->table_to(pair->name) &&
           is_listed(*draft_, object, Side::to);
  }

  /// Whether it is what a partition says of its part of an index.
  static bool is_of_index_part(const Object& object) {
    return object.host && object.host->kind == ReferenceKind::index && !object.needs.empty();
  }

  /// Whether that part is made with the index, or with the partition.
  bool comes_with_part(const Object& object) const {
    return comes_with_needs(object) || comes(*draft_, {.name = object.host->name});
  }

  /// Whether it is how a partition calls its part of an index that goes, or that is its own by
  /// then; or where it is.
  bool goes_with_index(const Object& object) const {
    if (object.kind != "name" && !is_of_index_part(object)) return false;
    return is_of_moved_table(object) ||
           std::ranges::any_of(
               object.needs, [&](const schema::Reference& one) { return goes(*draft_, one); });
  }

  bool comes_with_needs(const Object& object) const {
    return std::ranges::any_of(
        object.needs, [&](const schema::Reference& one) { return comes(*draft_, one); });
  }

  /// Whether its table becomes a partition, or ceases to be one: all its indexes are its own then,
  /// called as they are to be.
  bool is_of_moved_table(const Object& object) const {
    const TablePair* const pair = draft_->find(object.host->name);
    return pair != nullptr && pair->stays() && is_moved(*pair->from, *pair->to);
  }

  /// An index of a partition that is called otherwise now.
  static std::vector<Node> named_index(const Object& object) {
    if (object.kind != "name") return {};
    const schema::Name& table = object.host->name;
    return {index_node(table, object.relation_name), constraint_node(table, object.relation_name)};
  }

  /// That no index of the table is called otherwise any more that is to be called as usual.
  static Node usual_names(const schema::Name& table) { return index_node(table, "\nusual names"); }

  /// What says which index a table uses comes behind that.
  static void mind_usual_names(PlannedStep& step, const Object& object) {
    for (const schema::Reference& need : object.needs) {
      if (need.kind == ReferenceKind::index || need.kind == ReferenceKind::constraint)
        step.needs.push_back(usual_names(need.name));
    }
  }

  static Rank rank(Phase phase, const std::string& key, const Object& object) {
    // What belongs to something follows it.
    return {
        .phase = phase,
        .schema = object.schema,
        .object = object.host ? object.host->name.name + "\n" + key : key};
  }

  /// What holds for whatever is made later comes when all is made.
  static Phase creation_phase(const Object& object) {
    if (object.kind == "default privilege") return Phase::owners;
    // A sequence comes to a column while it has the owner of the table.
    return object.kind == "owner" ? Phase::comments : Phase::create_objects;
  }

  /// Rights are given by the owner that is to be, and taken by the one that was: those of an owner
  /// are no grants.
  std::vector<Node> owner_of_host(const Object& object) const {
    const bool is_right = object.kind == "privilege" || object.kind == "withheld privilege";
    if (!is_right || !object.host) return {};
    const auto found = owners_.find(reference_key(*object.host));
    return found == owners_.end() ? std::vector<Node>{} : std::vector<Node>{found->second};
  }

  static operations::Operation statement(const std::string& sql) {
    return operations::ExecuteSql{.sql = sql};
  }

  static std::vector<Node> slots(const std::string& key, const Object& object) {
    std::vector<Node> nodes{{.kind = NodeKind::object_slot, .part = key}};
    if (!object.relation_name.empty())
      nodes.push_back(relation_slot(object.schema, object.relation_name));
    if (!object.type_name.empty())
      nodes.push_back(type_slot({.schema = object.schema, .name = object.type_name}));
    return nodes;
  }

  void drop(const std::string& key, const ObjectPair& pair) {
    PlannedStep step{
        .step = {.operation = statement(pair.from->drop), .remark = pair.cause},
        .rank = rank(Phase::drop_dependents, key, *pair.from),
        .uses = needs_->from.of(*pair.from),
        .removes = {object_node(key)},
        .frees = slots(key, *pair.from)};
    std::ranges::move(needs_->from.of_hosted(*pair.from), std::back_inserter(step.uses));
    std::ranges::move(needs_->from.hosted(*pair.from), std::back_inserter(step.removes));
    std::ranges::move(named_index(*pair.from), std::back_inserter(step.removes));
    std::ranges::move(owner_of_host(*pair.from), std::back_inserter(step.uses));
    if (pair.from->kind == "attachment") mind_parent(step, *pair.from, *draft_);
    if (pair.from->kind == "name") step.provides.push_back(usual_names(pair.from->host->name));
    if (pair.from->kind == "attribute")
      std::ranges::move(
          nodes_around(*pair.from, attributes_node), std::back_inserter(step.provides));
    if (is_of_key(*pair.from)) step.removes.push_back(not_null_of(*pair.from));
    if (pair.from->holds_rows) step.step.destroys = loss_of(*pair.from);
    steps_.push_back(std::move(step));
  }

  void create(const std::string& key, const ObjectPair& pair) {
    PlannedStep step{
        .step = {.operation = statement(pair.to->create_statement())},
        .rank = rank(creation_phase(*pair.to), key, *pair.to),
        .needs = needs_->to.of(*pair.to),
        .provides = provided(key, *pair.to),
        .takes = slots(key, *pair.to),
        .wants = wanted(key, *pair.to)};
    step.step.remark = remark_of(*pair.to);
    if (pair.to->kind == "attachment") mind_parent(step, *pair.to, *draft_);
    if (pair.to->kind == "key attachment") {
      const schema::Reference attached = attached_key(*pair.to);
      step.needs.push_back(constraint_node(attached.name, attached.part));
    }
    if (pair.to->kind == "validation")
      step.step.risks = {{.kind = RiskKind::check_over_rows, .table = pair.to->host->name}};
    if (pair.to->kind == "attribute")
      std::ranges::move(nodes_around(*pair.to, attributes_node), std::back_inserter(step.provides));
    if (is_of_key(*pair.to)) step.provides.push_back(not_null_of(*pair.to));
    trust_body(step, key, *pair.to);
    mind_usual_names(step, *pair.to);
    std::ranges::move(needs_->to.of_hosted(*pair.to), std::back_inserter(step.needs));
    std::ranges::move(needs_->to.hosted(*pair.to), std::back_inserter(step.provides));
    std::ranges::move(named_index(*pair.to), std::back_inserter(step.provides));
    steps_.push_back(std::move(step));
  }

  /// Whether a primary key of a partition may stand on it, by itself; a new partition is made with
  /// both.
  bool is_of_key(const Object& object) const {
    const bool is_not_null = object.kind == "NOT NULL" && !object.host->part.empty();
    if (!is_not_null) return false;
    const TablePair* const table = draft_->find(object.host->name);
    return table == nullptr || table->stays();
  }

  static Node not_null_of(const Object& object) {
    return not_null_node(object.host->name, object.host->part);
  }

  /// Nodes of the type that the attribute is of, and of those that it is in.
  template <typename NodeOf>
  std::vector<Node> nodes_around(const Object& attribute, const NodeOf& node_of) const {
    std::vector<Node> nodes;
    for (const std::string& type : types_around(draft_->objects_from, attribute.host->name.name))
      nodes.push_back(node_of(type));
    return nodes;
  }

  void alter(const std::string& key, const ObjectPair& pair) {
    // Columns of the type, or of one that it is in, have another one before, and until all
    // attributes are what they are to be.
    std::vector<Node> around;
    if (pair.from->kind == "attribute") around = nodes_around(*pair.from, whole_node);
    PlannedStep step{
        .step = {.operation = statement(pair.to->replace), .remark = remark_of(*pair.to)},
        .rank = rank(creation_phase(*pair.to), key, *pair.to),
        .needs = needs_->to.of(*pair.to),
        .provides = provided(key, *pair.to),
        .uses = needs_->from.of(*pair.from),
        .removes = around,
        .wants = wanted(key, *pair.to)};
    std::ranges::move(around, std::back_inserter(step.provides));
    trust_body(step, key, *pair.to);
    mind_usual_names(step, *pair.to);
    if (pair.to->kind == "replica identity" || pair.to->kind == "clustering") {
      // It says the new index alone; the old one may be called otherwise by then.
      std::erase_if(step.uses, [](const Node& node) {
        return node.kind == NodeKind::index || node.kind == NodeKind::constraint;
      });
    }
    steps_.push_back(std::move(step));
  }

  /// A body is not checked where the server would look, as it makes it, for what may only be there
  /// when it runs.
  void trust_body(PlannedStep& step, const std::string& key, const Object& object) {
    if (!bodies_.is_trusted(key, object)) return;
    are_bodies_trusted_ = true;
    step.needs.push_back(trust());
  }

  /// Whether its host does what it is for only with it: a type with its attributes, a text search
  /// configuration with its mappings.
  static bool is_essential(const Object& object) {
    return object.is_inline || object.kind == "mapping" || object.kind == "member";
  }

  static Node trust() {
    return {.kind = NodeKind::object, .part = "setting check_function_bodies"};
  }

  void trust_bodies() {
    const bool is_local = draft_->options.is_in_transaction;
    const std::string set = is_local ? "SET LOCAL" : "SET";
    steps_.push_back(
        {.step = {.operation = statement(set + " check_function_bodies = off")},
         .rank = {.phase = Phase::schemas, .object = "\ncheck_function_bodies"},
         .provides = {trust()}});
  }

  /// Whoever needs a type needs all of its parts.
  static std::vector<Node> provided(const std::string& key, const Object& object) {
    std::vector<Node> nodes{object_node(key)};
    if (is_essential(object) && object.host && object.host->kind == ReferenceKind::object)
      nodes.push_back(whole_node(object.host->name.name));
    return nodes;
  }

  std::vector<Node> wanted(const std::string& key, const Object& object) const {
    std::vector<Node> nodes = owner_of_host(object);
    std::ranges::move(bodies_.mentioned_by(key, object), std::back_inserter(nodes));
    return nodes;
  }

  const Draft* draft_;
  const BothNeeds* needs_;
  const TableSet* split_;
  FunctionBodies bodies_;
  std::unordered_map<std::string, Node> owners_{};  // by what they own
  bool are_bodies_trusted_{false};
  std::vector<PlannedStep> steps_{};
};

}  // namespace

std::vector<PlannedStep> catalog_steps(
    const Draft& draft, const BothNeeds& needs, const TableSet& split) {
  return CatalogSteps(draft, needs, split).steps();
}

}  // namespace migrate::autogenerate
