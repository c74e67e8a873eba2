#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "autogenerate/draft.hpp"
#include "autogenerate/plan.hpp"

namespace migrate::autogenerate {

/// Texts in functions, which the server looks into only when they run: what they mention is made
/// before, where that is possible.
class FunctionBodies final {
 public:
  explicit FunctionBodies(const Draft& draft);

  /// What is made and the object mentions, if it is a function.
  std::vector<Node> mentioned_by(const std::string& key, const schema::Object& object) const;

  /// Whether the server cannot check it when it is made, for what it mentions may only be there
  /// when it runs. What is written down of a database (without a transaction) is there, whatever it
  /// says.
  bool is_trusted(const std::string& key, const schema::Object& object) const;

 private:
  bool is_mutual(const std::string& key, const schema::Object& object) const;

  const Draft* draft_;
  std::unordered_map<std::string, std::vector<Node>> mentioned_{};  // what is made, by its name
};

}  // namespace migrate::autogenerate
