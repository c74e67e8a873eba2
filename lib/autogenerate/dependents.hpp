#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "autogenerate/draft.hpp"

namespace migrate::autogenerate {

/// Who stands on what in the database as it is.
class Dependents final {
 public:
  explicit Dependents(const Draft& draft);

  /// The objects that stand on it; on a table also those that stand on a part of it.
  const std::vector<const schema::Object*>& objects_on(const schema::Reference& reference) const;

  /// The objects that go with it.
  const std::vector<const schema::Object*>& hosted_by(const schema::Reference& reference) const;

  /// The tables, and parts of them, that stand on the object.
  const std::vector<schema::Reference>& parts_on(const std::string& key) const;

  /// The tables with a foreign key to this one.
  const std::set<schema::Name, ByName>& referrers(const schema::Name& table) const;

 private:
  void add(const schema::Object& object);

  std::unordered_map<std::string, std::vector<const schema::Object*>> objects_{};
  std::unordered_map<std::string, std::vector<const schema::Object*>> hosted_{};
  std::unordered_map<std::string, std::vector<schema::Reference>> parts_{};
  std::unordered_map<schema::Name, std::set<schema::Name, ByName>, NameHash> referrers_{};
};

/// What goes for good, with what it is called.
std::vector<std::pair<schema::Reference, std::string>> removed_things(const Draft& draft);

}  // namespace migrate::autogenerate
