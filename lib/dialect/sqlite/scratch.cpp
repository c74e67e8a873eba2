#include "dialect/sqlite/scratch.hpp"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/connection.hpp"
#include "sql/lexer.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

class Memory final : public Scratch {
 public:
  db::Connection& connection() override { return *connection_; }
  std::string_view place() const override { return {}; }

 private:
  std::unique_ptr<db::Connection> connection_{connect_scratch()};
};

/// A table that has no page in the file: its module keeps the rows.
bool is_virtual(const Object& object) {
  const auto tokens = tokens_of(object.sql);
  return object.type == "table" && tokens.size() > 1 && sql::same_word(tokens[1].text, "virtual");
}

/// Every name and string in the text, in lower case: SQLite takes a string for a name where only a
/// name makes sense.
std::set<std::string> names_in(std::string_view sql) {
  std::set<std::string> result;
  for (const sql::Token& token : tokens_of(sql)) {
    const bool is_name = token.kind == sql::TokenKind::word ||
                         token.kind == sql::TokenKind::quoted_identifier ||
                         token.kind == sql::TokenKind::string;
    if (is_name) result.insert(support::to_lower(unquoted(token.text)));
  }
  return result;
}

class Surroundings final {
 public:
  Surroundings(db::Connection& live, db::Connection& scratch)
      : live_(objects(live, "main")), scratch_(&scratch) {
    for (const Object& one : live_) {
      if (one.type == "table" || one.type == "view")
        shown_.emplace(support::to_lower(one.name), &one);
    }
    look();
  }

  std::vector<std::string> copy() {
    for (const Object& one : live_) {
      if (is_virtual(one)) make(one);
    }
    look();
    for (const std::string_view type : {"view", "trigger"}) {
      for (const Object& one : live_) {
        if (one.type == type) make_if_possible(one);
      }
    }
    return std::move(missing_);
  }

 private:
  void look() {
    for (const Object& one : objects(*scratch_, "main"))
      there_.insert(support::to_lower(one.name));
  }

  void make_if_possible(const Object& object) {
    for (const std::string& name : names_in(object.sql)) {
      const auto needed = shown_.find(name);
      const bool is_lacking =
          needed != shown_.end() && !there_.contains(name) && !sql::same_word(name, object.name);
      if (!is_lacking) continue;
      missing_.push_back(fmt::format(
          "{} {}: {} {} is not there",
          object.type,
          object.name,
          needed->second->type,
          needed->second->name));
      return;
    }
    make(object);
  }

  void make(const Object& object) {
    const std::string name = support::to_lower(object.name);
    if (there_.contains(name)) return;
    try {
      scratch_->execute(object.sql);
      there_.insert(name);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::sql_error) throw;
      missing_.push_back(fmt::format("{} {}: {}", object.type, object.name, error.message()));
    }
  }

  std::vector<Object> live_;
  db::Connection* scratch_;
  std::map<std::string, const Object*> shown_{};  // tables and views by name
  std::set<std::string> there_{};
  std::vector<std::string> missing_{};
};

}  // namespace

std::unique_ptr<Scratch> open_scratch(db::Connection& /*live*/, const ScratchRequest& /*request*/) {
  return std::make_unique<Memory>();
}

std::vector<std::string> copy_surroundings(db::Connection& live, db::Connection& scratch) {
  return Surroundings(live, scratch).copy();
}

}  // namespace migrate::dialect::sqlite
