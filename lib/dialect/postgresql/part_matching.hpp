#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "dialect/postgresql/doubts.hpp"
#include "schema/table.hpp"

namespace migrate::dialect::postgresql {

/// Finds, for the parts of a declared table, those of the live one that they are, and gives them
/// their texts; those without a name get the name of what they are. What only the server can tell
/// becomes a doubt, to be settled with its verdict.
class PartMatching final {
 public:
  /// Both tables, in canonical forms, must live as long and stay where they are.
  PartMatching(schema::Table& declared, const schema::Table& live);

  const schema::Name& name() const { return declared_.name; }

  /// What is to be asked.
  const std::vector<Doubt>& doubts() const { return doubts_; }

  /// Settles the doubt of this number in `doubts()`.
  void settle(std::size_t number, const Verdict& verdict);

  /// The names of live constraints and indexes that no declared one has: others may take them.
  std::vector<std::string> free_names() const;

  /// What a doubt is about, for messages: "check constraint ck_a of account".
  std::string describe(std::size_t number) const;

 private:
  void match_columns();
  void match_constraint(std::size_t place);
  void match_index(std::size_t place);
  template <typename Kind>
  void match_key(Kind& declared);
  void adopt_columns(schema::ForeignKey& declared) const;
  template <typename Kind>
  void match_texts(std::size_t place, Kind& declared, const std::vector<const Kind*>& live);
  void add_doubt(std::size_t place, Part declared, std::vector<Part> candidates);
  template <typename Kind>
  std::vector<const Kind*> live_constraints() const;
  Part part_at(std::size_t number) const;
  void put(std::size_t number, const Part& part);
  bool is_free(const std::string& name) const { return !claimed_.contains(name); }

  schema::Table& declared_;
  const schema::Table& live_;
  std::set<std::string> claimed_{};
  std::vector<Doubt> doubts_{};
  std::vector<std::size_t> places_{};  // of each doubt's part in its list
};

}  // namespace migrate::dialect::postgresql
