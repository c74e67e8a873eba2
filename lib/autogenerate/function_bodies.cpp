#include "autogenerate/function_bodies.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "autogenerate/mentions.hpp"
#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Object;

bool has_body(const Object& object) {
  return object.kind == "function" || object.kind == "procedure";
}

/// The last name in what SQL calls an object: f of "app.f(integer)".
std::string bare_name(std::string_view name) {
  std::string part;
  bool is_quoted = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_doubled = is_quoted && c == '"' && name.substr(i + 1).starts_with('"');
    if (c == '"' && !is_doubled) {
      is_quoted = !is_quoted;
      continue;
    }
    if (!is_quoted && c == '(') break;
    if (!is_quoted && c == '.') {
      part.clear();
    } else {
      part += c;
    }
    if (is_doubled) ++i;
  }
  return support::to_lower(std::move(part));
}

/// Whether the body may mean the names of a search_path that whoever calls it has set.
bool counts_on_search_path(const Object& object) {
  return has_body(object) && !object.schema.empty() &&
         object.definition.find("SET search_path") == std::string::npos;
}

}  // namespace

FunctionBodies::FunctionBodies(const Draft& draft) : draft_(&draft) {
  for (const auto& [key, pair] : draft.objects) {
    if (pair.to == nullptr || pair.stays()) continue;
    mentioned_[bare_name(pair.to->name)].push_back(object_node(key));
  }
  for (const auto& [name, table] : draft.tables) {
    if (table.to != nullptr && !table.stays())
      mentioned_[support::to_lower(name.name)].push_back(table_node(name));
  }
}

std::vector<Node> FunctionBodies::mentioned_by(const std::string& key, const Object& object) const {
  if (!has_body(object)) return {};
  std::vector<Node> nodes;
  const auto add = [&](const std::string& word) {
    const auto found = mentioned_.find(word);
    if (found == mentioned_.end()) return;
    std::ranges::copy_if(found->second, std::back_inserter(nodes), [&](const Node& node) {
      return node != object_node(key);
    });
  };
  const Words words = words_of(object.definition);
  std::ranges::for_each(words.names, add);  // a body in dollar quotes
  for (const std::string& text : words.strings)
    std::ranges::for_each(words_of(text).names, add);
  return nodes;
}

bool FunctionBodies::is_trusted(const std::string& key, const Object& object) const {
  if (!draft_->options.is_in_transaction) return has_body(object);
  return counts_on_search_path(object) || is_mutual(key, object);
}

/// Whether functions mention each other in their texts: the server would look, as it makes one,
/// for what can only be made later.
bool FunctionBodies::is_mutual(const std::string& key, const Object& object) const {
  if (!has_body(object) || object.definition.find("LANGUAGE sql") == std::string::npos)
    return false;
  std::set<std::string> seen;
  std::vector<Node> open = mentioned_by(key, object);
  while (!open.empty()) {
    const std::string next = std::move(open.back().part);
    open.pop_back();
    if (next.empty() || !seen.insert(next).second) continue;
    const auto found = draft_->objects_to.find(next);
    if (found == draft_->objects_to.end()) continue;
    const std::vector<Node> more = mentioned_by(next, *found->second);
    if (std::ranges::find(more, object_node(key)) != more.end()) return true;
    open.insert(open.end(), more.begin(), more.end());
  }
  return false;
}

}  // namespace migrate::autogenerate
